/**
 * Keys of recorded screens that an expert's move would lose: his new session did not have them when its seat began, and the old one can make no act any more.
 * The seat that he has left gives those under which no sheet stands to his new session, over the room's host; that one tells them when it may (`screen-key`).
 */
import { z } from 'zod';
import { activeSession } from '../../shared/evaluation/committee.ts';
import { canonicalJson, parseCanonical } from '../../shared/journal/canonical.ts';
import { signedBytes } from '../../shared/journal/domain.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import * as f from '../../shared/journal/fields.ts';
import type { RoomState, Session } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { decryptText, encryptTo } from '../crypto/age.ts';
import type { Desk } from '../session/desk.ts';
import { keysPath } from './copyWire.ts';
import type { Ask } from './roomRequests.ts';

const letter = z.strictObject({
  room: f.hash,
  from: f.key32,
  to: f.key32,
  keys: z.array(z.strictObject({ round: f.positive, key: f.key32 })),
  /** Of the session that gives. */
  sig: f.signature,
});
type Letter = z.infer<typeof letter>;

const bytesOf = ({ sig: _, ...said }: Omit<Letter, 'sig'> & { sig?: string }): Uint8Array =>
  signedBytes('screen-keys', said);

const sealed = (said: Letter, recipient: string): Promise<Uint8Array> =>
  encryptTo([recipient], canonicalJson(said));

/** Null where it is not for this session, or not from the one that it names. */
async function opened(
  crypto: CryptoPort,
  file: Uint8Array,
  identity: string,
  expected: Pick<Letter, 'room' | 'from' | 'to'>,
): Promise<Letter | null> {
  try {
    const value = parseCanonical(await decryptText(file, identity));
    const read = letter.parse(value.ok ? value.value : null);
    const { room, from, to } = read;
    const isOwn = room === expected.room && from === expected.from && to === expected.to;
    const key = base64url.decode(from);
    return isOwn && crypto.ed25519Verify(key, bytesOf(read), base64url.decode(read.sig)) ? read : null;
  } catch {
    return null;
  }
}

/** Gives what is to be given and takes what has come, each once; to be called again and again. Rejects with `NotTaken` where the room is out of reach. */
export function screenKeysHandedOver(options: {
  readonly crypto: CryptoPort;
  readonly state: () => RoomState | null;
  /** The sessions that the slips have opened at this machine. */
  readonly desks: () => readonly Desk[];
  readonly ask: Ask;
}): () => Promise<void> {
  const { crypto, ask } = options;
  const done = new Set<string>();

  async function give(room: RoomState, desk: Desk, to: Session): Promise<void> {
    const keys = desk.keeper.screenKeysToGive(room);
    if (keys.length > 0) {
      const said = { room: room.room!, from: desk.session, to: to.key, keys };
      const sig = base64url.encode(crypto.ed25519Sign(desk.secretKey, bytesOf(said)));
      const { status } = await ask(
        desk,
        'PUT',
        keysPath(desk.session, to.key),
        0,
        await sealed({ ...said, sig }, to.recipient!),
      );
      if (status !== 204) return;
    }
    done.add(nameOf(desk.session, to.key));
  }

  async function take(room: RoomState, desk: Desk, from: string): Promise<void> {
    const { status, body } = await ask(desk, 'GET', keysPath(from, desk.session));
    if (status !== 200) return;
    const names = { room: room.room!, from, to: desk.session };
    const read = await opened(crypto, body, desk.identity, names);
    if (read === null) return;
    done.add(nameOf(from, desk.session));
    for (const one of read.keys) desk.keeper.secrets.given.set(one.key, one.round);
  }

  async function ofDesk(room: RoomState, desk: Desk): Promise<void> {
    const own = room.sessions.get(desk.session);
    if (own?.admitted == null) return;
    if (own.closed !== null) {
      const to = activeSession(room, desk.who);
      if (to?.recipient != null && !done.has(nameOf(own.key, to.key))) await give(room, desk, to);
      return;
    }
    for (const { key, who, admitted, closed } of room.sessions.values())
      if (who === desk.who && admitted !== null && closed !== null && !done.has(nameOf(key, own.key)))
        await take(room, desk, key);
  }

  return async () => {
    const room = options.state();
    if (room?.opening?.recording.due !== true) return;
    for (const desk of options.desks()) await ofDesk(room, desk);
  };
}

const nameOf = (from: string, to: string): string => `${from} ${to}`;
