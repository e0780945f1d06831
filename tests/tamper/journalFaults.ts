/** Faults inside the journal, carried by a host that signs anew for what it altered. */
import { nativeCrypto } from '../../electron/crypto/nativeCrypto.ts';
import type { Act } from '../../shared/journal/acts.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { type Entry, entryHash, entryLine, GENESIS, signAct } from '../../shared/journal/entry.ts';
import type { CheckId } from '../../shared/verdict/verdict.ts';
import type { SealedSample } from './sealedRoom.ts';

export interface JournalFault {
  readonly name: string;
  readonly caughtBy: CheckId;
  readonly lines: (good: SealedSample, other: SealedSample) => Uint8Array;
}

const crypto = nativeCrypto;

const file = (lines: readonly string[]): Uint8Array =>
  new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));

/** Acts in a new chain of entries: numbers and hashes fit, as a host could make them. */
function chained(entries: readonly { at: string; act: Act }[]): Entry[] {
  let prev = GENESIS;
  return entries.map(({ at, act }, i) => {
    const entry: Entry = { seq: i + 1, prev, at, act };
    prev = entryHash(crypto, entry);
    return entry;
  });
}

const lines =
  (change: (lines: string[], good: SealedSample, other: SealedSample) => string[]): JournalFault['lines'] =>
  (good, other) =>
    file(change(good.entries.map(entryLine), good, other));

/** Entries changed and chained anew. */
const rechained =
  (
    change: (entries: Entry[], good: SealedSample, other: SealedSample) => { at: string; act: Act }[],
  ): JournalFault['lines'] =>
  (good, other) =>
    file(chained(change([...good.entries], good, other)).map(entryLine));

const indexOf = (entries: readonly Entry[], type: Act['type'], nth = 0): number =>
  entries.flatMap((entry, i) => (entry.act.type === type ? [i] : []))[nth]!;

const swap = <T>(list: readonly T[], a: number, b: number): T[] => list.with(a, list[b]!).with(b, list[a]!);

/** All acts of the journal signed again by fresh keys, in chains that fit: everything holds together but the slips. */
function resigned(entries: readonly Entry[]): { at: string; act: Act }[] {
  const secrets = new Map<string, Uint8Array>();
  const secretOf = (session: string): Uint8Array => {
    const found = secrets.get(session) ?? crypto.sha256(new TextEncoder().encode(session));
    secrets.set(session, found);
    return found;
  };
  return entries.map(({ at, act }) => {
    const { sig: _, ...unsigned } = act;
    const secret = secretOf(act.session);
    const session = base64url.encode(crypto.ed25519PublicKey(secret));
    return { at, act: signAct(crypto, secret, { ...unsigned, session } as never) };
  });
}

export const JOURNAL_FAULTS: readonly JournalFault[] = [
  { name: 'a flipped bit', caughtBy: 'journal-form', lines: (good) => flipLine(good) },
  {
    name: 'the last line feed missing',
    caughtBy: 'journal-form',
    lines: (good) => file(good.entries.map(entryLine)).slice(0, -1),
  },
  {
    name: 'white space in a line',
    caughtBy: 'journal-form',
    lines: lines((all) => all.with(3, all[3]!.replace(':', ': '))),
  },
  {
    name: 'a key given twice',
    caughtBy: 'journal-form',
    lines: lines((all) => all.with(3, all[3]!.replace('{', '{"seq":4,'))),
  },
  {
    name: 'an unknown act',
    caughtBy: 'journal-form',
    lines: rechained((all) => all.with(5, { ...all[5]!, act: { ...all[5]!.act, type: 'bribe' } as never })),
  },
  { name: 'the first entry dropped', caughtBy: 'journal-chain', lines: lines((all) => all.slice(1)) },
  { name: 'a middle entry dropped', caughtBy: 'journal-chain', lines: lines((all) => all.toSpliced(10, 1)) },
  { name: 'the last entry dropped', caughtBy: 'completeness', lines: lines((all) => all.slice(0, -1)) },
  {
    name: 'an entry doubled',
    caughtBy: 'journal-chain',
    lines: lines((all) => all.toSpliced(10, 0, all[10]!)),
  },
  { name: 'two entries swapped', caughtBy: 'journal-chain', lines: lines((all) => swap(all, 10, 11)) },
  {
    name: 'an entry dropped, the chain made anew',
    caughtBy: 'journal-chain',
    lines: rechained((all) => all.toSpliced(10, 1)),
  },
  {
    name: 'two entries of one session swapped, the chain made anew',
    caughtBy: 'journal-chain',
    lines: rechained((all) => swap(all, indexOf(all, 'review', 0), indexOf(all, 'review', 1))),
  },
  {
    name: 'an act of another room spliced in',
    caughtBy: 'opening',
    lines: rechained((all, _, other) => all.toSpliced(12, 0, other.entries[12]!)),
  },
  {
    name: 'an act replayed at the end',
    caughtBy: 'completeness',
    lines: rechained((all) => [...all, { ...all[indexOf(all, 'score')]!, at: all.at(-1)!.at }]),
  },
  {
    name: 'an act replayed in the middle',
    caughtBy: 'journal-chain',
    lines: rechained((all) => all.toSpliced(indexOf(all, 'submit'), 0, all[indexOf(all, 'score')]!)),
  },
  {
    name: 'two experts swapped in their sign-ins',
    caughtBy: 'act-signatures',
    lines: rechained(swapExperts),
  },
  { name: 'two bids swapped in scores', caughtBy: 'act-signatures', lines: rechained(swapScores) },
  { name: 'a review turned from fail to pass', caughtBy: 'act-signatures', lines: rechained(turnReview) },
  { name: 'a released key exchanged', caughtBy: 'act-signatures', lines: rechained(otherKey) },
  {
    name: 'the opening’s room of another package',
    caughtBy: 'act-signatures',
    lines: rechained(otherPackage),
  },
  {
    name: 'an entry’s time set back',
    caughtBy: 'journal-chain',
    lines: rechained((all) => all.with(20, { ...all[20]!, at: '2020-01-01T00:00:00.000Z' })),
  },
  { name: 'all acts re-signed by other keys', caughtBy: 'admissions', lines: rechained(resigned) },
  {
    name: 'times altered within their order, the chain made anew',
    caughtBy: 'completeness',
    lines: rechained(laterClose),
  },
  { name: 'empty', caughtBy: 'journal-form', lines: () => new TextEncoder().encode('') },
];

function flipLine(good: SealedSample): Uint8Array {
  const bytes = file(good.entries.map(entryLine));
  const copy = bytes.slice();
  copy[Math.floor(bytes.length / 2)]! ^= 0x80;
  return copy;
}

function swapExperts(all: Entry[]): { at: string; act: Act }[] {
  const [a, b] = [indexOf(all, 'sign-in', 0), indexOf(all, 'sign-in', 1)];
  const who = (i: number) => (all[i]!.act as Act<'sign-in'>).body.who;
  const as = (i: number, name: string): Entry => ({
    ...all[i]!,
    act: { ...all[i]!.act, body: { ...all[i]!.act.body, who: name } } as never,
  });
  return all.with(a, as(a, who(b))).with(b, as(b, who(a)));
}

function altered(all: Entry[], at: number, body: object): { at: string; act: Act }[] {
  return all.with(at, {
    ...all[at]!,
    act: { ...all[at]!.act, body: { ...all[at]!.act.body, ...body } } as never,
  });
}

function swapScores(all: Entry[]): { at: string; act: Act }[] {
  const at = indexOf(all, 'score');
  const score = all[at]!.act as Act<'score'>;
  const bids = all.flatMap(({ act }) =>
    act.type === 'score' && act.body.bid !== score.body.bid ? [act.body.bid] : [],
  );
  return altered(all, at, { bid: bids[0] });
}

function turnReview(all: Entry[]): { at: string; act: Act }[] {
  const at = indexOf(all, 'review');
  return altered(all, at, { pass: !(all[at]!.act as Act<'review'>).body.pass });
}

function otherKey(all: Entry[]): { at: string; act: Act }[] {
  return altered(all, indexOf(all, 'release'), { key: base64url.encode(new Uint8Array(32)) });
}

function otherPackage(all: Entry[]): { at: string; act: Act }[] {
  return altered(all, 0, { package: '0'.repeat(64) });
}

function laterClose(all: Entry[]): { at: string; act: Act }[] {
  const last = all.at(-1)!;
  return all.with(-1, { ...last, at: new Date(Date.parse(last.at) + 1000).toISOString() });
}
