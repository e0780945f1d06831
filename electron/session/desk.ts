/**
 * Where a person works at this machine (席位): the slip has opened what is kept for the session, acts are signed in its chain, made durable with
 * the secrets that they depend on, and only then travel.
 */
import { signInBytes } from '../../shared/evaluation/admission.ts';
import type { Act, ActType, Bodies, UnsignedAct } from '../../shared/journal/acts.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { actHash, BEFORE_FIRST, type Head } from '../../shared/journal/entry.ts';
import type { RoomPackage } from '../../shared/journal/state.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { accept, type Result } from '../../shared/refusal.ts';
import type { SlipOwner } from '../../shared/slip/holder.ts';
import { newIdentity } from '../crypto/age.ts';
import type { SeatStore, Secret, UnlockedSession } from '../seat/seatStore.ts';
import { type SheetKeeper, sheetKeeper } from '../seat/sheetKeeper.ts';
import { type Clock, sessionAuthor } from './sessionAuthor.ts';

export interface Desk {
  readonly who: string;
  readonly name: string;
  readonly role: SlipOwner['role'];
  /** The session's public key, base64url. */
  readonly session: string;
  /** The session's age identity. */
  readonly identity: string;
  readonly secretKey: Uint8Array;
  readonly keeper: SheetKeeper;
  /** Number of the newest act that is kept. */
  readonly saved: number;
  /** What the next act would be, for `judge` to be asked. */
  draft<T extends ActType>(room: string | null, seen: Head, type: T, body: Bodies[T]): UnsignedAct<T>;
  /** Signs a draft and makes it durable, with the keys and shares that the keeper holds by now; refuses what the disk refuses. */
  write<T extends ActType>(draft: UnsignedAct<T>): Result<Act<T>>;
  /** Acts from a number on, as their canonical texts. */
  acts(from: number): { readonly seq: number; readonly act: string; readonly text: string }[];
  /** Keeps keys and shares that the keeper has learnt without an act. */
  keep(): Result<void>;
  /** Keeps the key of a segment's file, by the segment's name in its session. */
  keepFileKey(name: string, key: Uint8Array): Result<void>;
  fileKeys(): ReadonlyMap<string, Uint8Array>;
}

const utf8 = new TextEncoder();

interface Parts {
  readonly crypto: CryptoPort;
  readonly random: RandomPort;
  readonly clock: Clock;
  readonly store: SeatStore;
}

/** Opens what is kept for a session of this person. Refuses what the store refuses. */
export function resume(parts: Parts, owner: SlipOwner, session: string): Result<Desk> {
  const opened = parts.store.unlock(session, owner.keys.atRest);
  return opened.ok ? accept(deskOver(parts, owner, opened.value)) : opened;
}

/**
 * Whether the record holds acts of this session that are not kept here, as where an older store was put back. Whoever went on would give their
 * numbers a second time, and the room would take nothing of it: he goes on with a new session.
 * @param last the session's newest act in the record
 */
export function behind(
  desk: Pick<Desk, 'saved' | 'acts'>,
  last: { readonly seq: number; readonly hash: string } | undefined,
): boolean {
  if (last === undefined || last.seq === 0) return false;
  return last.seq > desk.saved || desk.acts(last.seq)[0]?.act !== last.hash;
}

/**
 * Makes a new session, with the act that introduces it, and keeps both.
 * @param room null: this session opens the room
 * @param introduce the introducing act's draft, but for what the slip signs
 */
export async function begin(
  parts: Parts,
  owner: SlipOwner,
  pkg: RoomPackage,
  peer: { readonly room: string | null; readonly tls: string; readonly seen: Head },
  introduce: (names: {
    session: string;
    recipient: string;
    slip: string;
  }) => { type: 'open'; body: Bodies['open'] } | { type: 'sign-in'; body: Bodies['sign-in'] },
): Promise<Result<Desk>> {
  const { crypto, random, clock, store } = parts;
  const secretKey = random(32);
  const session = base64url.encode(crypto.ed25519PublicKey(secretKey));
  const { identity, recipient } = await newIdentity();
  const { room, tls } = peer;
  const statement = { package: pkg.digest, who: owner.who, room, session, recipient, tls };
  const slip = base64url.encode(crypto.ed25519Sign(owner.keys.signing, signInBytes(statement)));
  const { type, body } = introduce({ session, recipient, slip });
  const author = sessionAuthor(crypto, session, secretKey, clock);
  const act = author.sign(author.draft(room, room === null ? BEFORE_FIRST : peer.seen, type, body));
  const kept = store.begin({
    session,
    who: owner.who,
    room: room ?? actHash(crypto, act),
    atRest: owner.keys.atRest,
    secretKey,
    identity,
    act,
  });
  return kept.ok ? accept(deskOver(parts, owner, kept.value)) : kept;
}

const placeOf = ({ kind, name }: Secret): string => `${kind}/${name}`;
const bytesOf = ({ bytes }: Secret): string => base64url.encode(bytes);

function deskOver(parts: Parts, { who, name, role }: SlipOwner, kept: UnlockedSession): Desk {
  const { crypto, random, clock } = parts;
  const { session, secretKey, identity } = kept;
  const author = sessionAuthor(crypto, session, secretKey, clock, kept.last());
  const keys = new Map([...kept.secretsOf('sheet-key')].map(([round, key]) => [Number(round), key]));
  const shares = new Map(
    [...kept.secretsOf('share')].map(([deal, share]) => [deal, Buffer.from(share).toString('utf8')]),
  );
  const screens = new Map([...kept.secretsOf('screen-key')].map(([round, key]) => [Number(round), key]));
  const secrets = { keys, shares, screens, given: new Map<string, number>() };
  const keeper = sheetKeeper({ crypto, random, who, session, identity, secrets });
  /** What is on the disk, by kind and name: a round's key may be replaced by another. */
  const stored = new Map(all().map((secret) => [placeOf(secret), bytesOf(secret)]));

  function all(): Secret[] {
    return [
      ...[...keys].map(([round, bytes]) => ({ kind: 'sheet-key' as const, name: `${round}`, bytes })),
      ...[...shares].map(([deal, text]) => ({
        kind: 'share' as const,
        name: deal,
        bytes: utf8.encode(text),
      })),
      ...[...screens].map(([round, bytes]) => ({ kind: 'screen-key' as const, name: `${round}`, bytes })),
    ];
  }

  const unstored = (): Secret[] => all().filter((secret) => stored.get(placeOf(secret)) !== bytesOf(secret));

  function markStored(secrets: readonly Secret[]): void {
    for (const secret of secrets) stored.set(placeOf(secret), bytesOf(secret));
  }

  return {
    who,
    name,
    role,
    session,
    identity,
    secretKey,
    keeper,
    get saved() {
      return kept.last().seq;
    },
    draft: author.draft,
    write(draft) {
      const secrets = unstored();
      const act = author.signed(draft);
      const saved = kept.save(act as Act, secrets);
      if (!saved.ok) return saved;
      author.moveOn(act as Act);
      markStored(secrets);
      return accept(act);
    },
    acts: kept.acts,
    keep() {
      const secrets = unstored();
      const saved = kept.keep(secrets);
      if (saved.ok) markStored(secrets);
      return saved;
    },
    keepFileKey: (name, bytes) => kept.keep([{ kind: 'file-key', name, bytes }]),
    fileKeys: () => kept.secretsOf('file-key'),
  };
}
