/** When a seat may delete its copy: not on the word of centre and host, but for the seal that the committee has put under this very journal. */
import { randomBytes } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import * as day from '../../../../electron/rehearsal/day.ts';
import { does, type Seat } from '../../../../electron/rehearsal/people.ts';
import { canonicalJson } from '../../../../shared/journal/canonical.ts';
import { base64url, hex } from '../../../../shared/journal/encoding.ts';
import { foldTo } from '../../../../shared/journal/fold.ts';
import type { RoomState } from '../../../../shared/journal/state.ts';
import { jwsPayload } from '../../../../shared/seal/jws.ts';
import { type Receipt, signReceipt } from '../../../../shared/seal/receipt.ts';
import {
  type ResultPayload,
  resultDigest,
  resultOf,
  signCarriage,
  signResult,
} from '../../../../shared/seal/seal.ts';
import { type Delivered, mayForget } from '../../../../shared/verdict/mayForget.ts';
import { type Play, playTo } from '../../../simulator/room.ts';

const receiptKey = new Uint8Array(randomBytes(32));
const keyOf = (secret: Uint8Array): string => base64url.encode(crypto.ed25519PublicKey(secret));
const sha256 = (text: string): string => hex.encode(crypto.sha256(new TextEncoder().encode(text)));
const hash = (letter: string): string => letter.repeat(64);

let play: Play;
/** The room as the seat's copy tells it, of a package whose receipt key the centre of this test has. */
const copyOf = ({ room }: Play): RoomState => {
  const state = day.state(room);
  return { ...state, pkg: { ...state.pkg, receiptKey: keyOf(receiptKey) } };
};
const hostOf = ({ room }: Play): Uint8Array =>
  (room.world as typeof room.world & { hostSecret: Uint8Array }).hostSecret;
const everybody = ({ room }: Play): Seat[] => [...day.present(room), room.supervisor];

/** What centre and host can make together: any result that these seats sign, carried by any host, under a receipt that fits it but for `change`. */
function made(
  of: Play,
  signers: readonly Seat[],
  other: { result?: ResultPayload; host?: Uint8Array; receipt?: Partial<Receipt>; centre?: Uint8Array } = {},
): Delivered {
  const { result: payload = resultOf(copyOf(of)), host = hostOf(of), centre = receiptKey } = other;
  const signatures = signers.map(({ author, secretKey }) =>
    signResult(crypto, payload, author.session, secretKey),
  );
  const result = { payload: jwsPayload(payload), signatures };
  const digests = { result: resultDigest(crypto, result), bag: hash('a'), ciphertext: hash('d') };
  const carriage = signCarriage(crypto, { format: 'sealroom-carriage/1', ...digests }, keyOf(host), host);
  const seal = canonicalJson({ format: 'sealroom-seal/1', result, carriage });
  const said: Receipt = {
    format: 'sealroom-receipt/1',
    room: copyOf(of).room!,
    package: copyOf(of).pkg.digest,
    ciphertext: hash('d'),
    seal: sha256(seal),
    at: '2026-05-18T15:00:00.000Z',
    ...other.receipt,
  };
  return { receipt: signReceipt(crypto, said, keyOf(centre), centre), seal };
}

async function closed(seed: string, before: (play: Play) => Promise<void> | void = () => {}): Promise<Play> {
  const one = await playTo('consolidation', seed);
  await before(one);
  day.conclude(one.room);
  await day.report(one.room, async () => hash('b'));
  day.signReport(one.room);
  day.close(one.room);
  return one;
}

const answer = (of: Play, said: Delivered): string => {
  const may = mayForget(crypto, copyOf(of), said);
  return may.ok ? 'may' : may.refusals[0]!.code;
};

beforeAll(async () => {
  play = await closed('may forget');
});

test('the seal that everybody has signed, with the centre’s receipt of it', () => {
  expect(answer(play, made(play, everybody(play)))).toBe('may');
});

test('a room whose close names why a member’s signature is missing: the others’ suffice', async () => {
  const lost = await closed('may forget: a seat is lost', ({ room }) => void room.seats.delete('E5'));
  expect(answer(lost, made(lost, everybody(lost)))).toBe('may');
  const few = everybody(lost).filter(({ who }) => who !== 'E1');
  expect(answer(lost, made(lost, few))).toBe('RECEIPT_UNTIED');
});

test('a room in which somebody was replaced: the seat of who has gone ends like the others', async () => {
  const replaced = await playTo('reading', 'may forget: a reserve');
  const { room } = replaced;
  does(room.world, day.present(room)[4]!, 'recuse', { ground: 'interest', reason: '曾任其顾问' });
  await day.substitute(room, 'E5', { kind: 'recusal', act: day.state(room).member.get('E5')!.recused!.act });
  const reason = '停电';
  does(room.world, room.supervisor, 'close', { outcome: 'sealed-aborted', reason, excused: [] });
  expect(answer(replaced, made(replaced, everybody(replaced)))).toBe('may');
});

test('an aborted room in which nobody but the supervisor could sign, each for a recorded reason', async () => {
  const aborted = await playTo('review', 'may forget: aborted');
  const { world, supervisor } = aborted.room;
  const excused = copyOf(aborted).members.map((who) => ({ who, reason: '断电' }));
  does(world, supervisor, 'close', { outcome: 'sealed-aborted', reason: '断电', excused });
  expect(answer(aborted, made(aborted, [supervisor]))).toBe('may');
  expect(answer(aborted, made(aborted, []))).toBe('RECEIPT_UNTIED');
});

test.each<[string, () => Delivered]>([
  ['no seal', () => ({ ...made(play, everybody(play)), seal: '' })],
  [
    'a seal that the receipt does not name',
    () => made(play, everybody(play), { receipt: { seal: hash('e') } }),
  ],
  [
    'a receipt of another file than the host has signed for',
    () => made(play, everybody(play), { receipt: { ciphertext: hash('e') } }),
  ],
  ['a receipt of another room', () => made(play, everybody(play), { receipt: { room: hash('e') } })],
  [
    'a receipt that is not the centre’s',
    () => made(play, everybody(play), { centre: new Uint8Array(randomBytes(32)) }),
  ],
  ['a result that no expert has signed', () => made(play, [play.room.supervisor])],
  [
    'a result that one expert has not signed',
    () =>
      made(
        play,
        everybody(play).filter(({ who }) => who !== 'E3'),
      ),
  ],
  ['a result that the supervisor has not signed', () => made(play, day.present(play.room))],
  [
    'a result of another journal, whoever has signed it',
    () =>
      made(play, everybody(play), {
        result: { ...resultOf(copyOf(play)), head: { seq: copyOf(play).head.seq, hash: hash('e') } },
      }),
  ],
  ['a seal of another host', () => made(play, everybody(play), { host: new Uint8Array(randomBytes(32)) })],
])('nothing is deleted for %s', (_, forged) => {
  expect(answer(play, forged())).toBe('RECEIPT_UNTIED');
});

test('nothing is deleted before the end of the journal is here', () => {
  const said = made(play, everybody(play));
  const { pkg } = copyOf(play);
  for (const before of [foldTo(crypto, pkg, play.entries, play.entries.length - 1), null]) {
    const may = mayForget(crypto, before, said);
    expect(may.ok || may.refusals[0]!.code).toBe('COPY_OPEN');
  }
});
