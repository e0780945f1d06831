/** A lost room is taken back on the longest chain that its hosts signed, whatever one altered seat says that it holds. */
import { expect, test } from 'vitest';
import type { ConnectedSeat } from '../../../../electron/host/connectedSeat.ts';
import { roomHost } from '../../../../electron/host/roomHost.ts';
import type { GivenCopy } from '../../../../electron/host/seatCopies.ts';
import { takeBack } from '../../../../electron/host/takeBack.ts';
import * as day from '../../../../electron/rehearsal/day.ts';
import { memorySink } from '../../../../electron/rehearsal/simulation.ts';
import type { Act } from '../../../../shared/journal/acts.ts';
import { signedBytes } from '../../../../shared/journal/domain.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import { type Entry, entryHash, entryLine } from '../../../../shared/journal/entry.ts';
import type { SignedHead } from '../../../../shared/journal/fork.ts';
import { crypto, playTo, seatOf, signed } from '../../../simulator/room.ts';
import { sure } from '../../../sure.ts';

const play = await playTo('reading', 'taken back');
const { room } = play;
const { pkg, chance, clock } = room.world;
const { hostSecret } = room.world as typeof room.world & { readonly hostSecret: Uint8Array };
const id = day.state(room).room!;
const secondSecret = chance.bytes(32);
/** Of neither host. */
const stranger = chance.bytes(32);

/** A host with this key goes on over these entries; gives the whole story after it. */
function goOn(secretKey: Uint8Array, earlier: readonly Entry[], acts: readonly Act[]): Entry[] {
  const sink = memorySink(crypto);
  const host = roomHost({ crypto, pkg, sink, secretKey, now: () => clock.now(), earlier });
  for (const act of acts) sure(host.receive(act));
  return [...earlier, ...sink.entries];
}

const reads = (who: string): Act => signed(room, seatOf(room, who), 'read', { documents: [] });
const hosted: Act = signed(room, seatOf(room, 'S1'), 'host', {
  host: base64url.encode(crypto.ed25519PublicKey(secondSecret)),
  tls: 'ab'.repeat(32),
  reason: '主机磁盘损坏',
});

/** What the first host wrote; what it wrote after that; what the second host made of it, and wrote after that. */
const early = [...play.entries];
const first = goOn(hostSecret, early, [reads('E1'), reads('E2')]);
const again = goOn(secondSecret, goOn(hostSecret, first, [hosted]), [reads('E3')]);

const headOf = (entries: readonly Entry[]) => ({
  seq: entries.length,
  hash: entryHash(crypto, entries.at(-1)!),
});
function word(secretKey: Uint8Array, head: SignedHead['head'], of = id): SignedHead {
  const said = { room: of, head };
  return { ...said, sig: base64url.encode(crypto.ed25519Sign(secretKey, signedBytes('head', said))) };
}

/** A seat's word for what it holds, and what it gives when it is asked. */
interface Told {
  readonly claims: SignedHead;
  readonly gives: Omit<GivenCopy, 'from'> | null;
  readonly up?: boolean;
}

function honest(entries: readonly Entry[], secretKey: Uint8Array): Told {
  const head = word(secretKey, headOf(entries));
  return { claims: head, gives: { lines: entries.map(entryLine), head } };
}
const truncated = honest(early, hostSecret);
const junk = word(stranger, { seq: 10 ** 9, hash: 'ab'.repeat(32) });

/** Takes the room back from seats 1, 2, 3…; gives the refusal's code and sentence, what is here then, and who was asked. */
async function taken(told: readonly Told[], here: readonly Entry[] = []) {
  const sink = memorySink(crypto);
  const fresh = roomHost({
    crypto,
    pkg,
    sink,
    secretKey: chance.bytes(32),
    now: () => clock.now(),
    earlier: here,
  });
  const seats = told.map(
    ({ claims, up = true }, i): ConnectedSeat => ({
      ...{ seat: `${i + 1}`, up, room: id, sessions: [], since: '' },
      entries: claims.head.seq,
      signed: claims,
    }),
  );
  const asked: string[] = [];
  const answer = await takeBack(
    crypto,
    pkg,
    {
      seats: () => seats,
      state: fresh.state,
      adopt: fresh.adopt,
      async historyOf(seat, from) {
        asked.push(seat);
        const { gives } = told[Number(seat) - 1]!;
        return gives === null ? null : { from, lines: gives.lines.slice(from - 1), head: gives.head };
      },
    },
    id,
  );
  const refusal = answer.ok ? null : answer.refusals[0]!;
  const { seq, hash } = fresh.state().head;
  return {
    code: refusal?.code ?? null,
    zh: refusal?.zh ?? '',
    seq,
    hash,
    stored: sink.entries.length,
    asked,
  };
}

test('of honest seats the longest is asked, and the others’ words stand on its copy', async () => {
  const short = honest(early, hostSecret);
  const told = [short, honest(first, hostSecret), short, honest(first, hostSecret)];
  expect(await taken(told)).toMatchObject({
    ...{ code: null, stored: first.length, asked: ['2'] },
    ...headOf(first),
  });
});

test('what is here already is gone on with, and nobody is asked where nothing is lacking', async () => {
  const told = [honest(first, hostSecret)];
  expect(await taken(told, early)).toMatchObject({ code: null, stored: 2, ...headOf(first) });
  expect(await taken(told, first)).toMatchObject({ code: null, stored: 0, asked: [] });
});

test('a seat that claims far more and gives a true but shorter copy ends no search, and is named', async () => {
  const liar = { ...truncated, claims: junk };
  const told = [liar, honest(first, hostSecret), honest(first, hostSecret)];
  const answer = await taken(told);
  expect(answer).toMatchObject({ code: 'COPY_OWED', asked: ['1', '2'], ...headOf(first) });
  expect(answer.zh).toContain('1 号席位');
  // The supervisor has switched it off.
  const without = await taken([{ ...liar, up: false }, ...told.slice(1)]);
  expect(without).toMatchObject({ code: null, ...headOf(first) });
});

test('so it does after the room was lost a second time, where only the longer copy names the second host', async () => {
  const told = [{ ...truncated, claims: junk }, honest(again, secondSecret), honest(again, secondSecret)];
  expect(await taken(told)).toMatchObject({ code: 'COPY_OWED', ...headOf(again) });
  expect(await taken(told, first)).toMatchObject({ code: 'COPY_OWED', ...headOf(again) });
  expect(await taken(told.slice(1))).toMatchObject({ code: null, ...headOf(again) });
});

test.each([
  ['nothing', null],
  ['lines that nobody signed for', { lines: first.map(entryLine), head: word(stranger, headOf(first)) }],
  [
    'a head of another room',
    { lines: first.map(entryLine), head: word(hostSecret, headOf(first), 'ab'.repeat(32)) },
  ],
  ['less than its head says', { lines: early.map(entryLine), head: word(hostSecret, headOf(first)) }],
  [
    'a line that is not its author’s',
    { lines: [...first.map(entryLine), '{}'], head: word(hostSecret, headOf(first)) },
  ],
])('a seat that gives %s has not answered', async (_, gives) => {
  const alone = await taken([{ claims: junk, gives }]);
  expect(alone).toMatchObject({ code: 'NO_COPY', seq: 0, stored: 0 });
  const beside = await taken([{ claims: junk, gives }, honest(early, hostSecret)]);
  expect(beside).toMatchObject({ code: 'COPY_OWED', ...headOf(early) });
});

test('a longer copy that the host did sign for is owed: its holder is named before the shorter one is gone on with', async () => {
  const owing = { claims: word(hostSecret, headOf(first)), gives: null };
  const answer = await taken([honest(early, hostSecret), owing]);
  expect(answer).toMatchObject({ code: 'COPY_OWED', ...headOf(early) });
  expect(answer.zh).toContain('2 号席位');
});

test('the later host’s word that nobody’s copy explains is not passed over because it is not longer', async () => {
  const later = { claims: word(secondSecret, { ...headOf(early), hash: 'cd'.repeat(32) }), gives: null };
  expect(await taken([honest(first, hostSecret), later])).toMatchObject({ code: 'COPY_OWED' });
});

test('no seat with a copy gives nothing to begin with', async () => {
  expect(await taken([])).toMatchObject({ code: 'NO_COPY', seq: 0 });
  const other = { ...honest(first, hostSecret), claims: word(hostSecret, headOf(first), 'ab'.repeat(32)) };
  expect(await taken([other])).toMatchObject({ code: 'NO_COPY', asked: [] });
  expect(await taken([{ ...honest(first, hostSecret), up: false }])).toMatchObject({ code: 'NO_COPY' });
});

test('two stories of one host are not taken back from, whichever is longer', async () => {
  const other = goOn(hostSecret, early, [reads('E3')]);
  for (const told of [
    [honest(first, hostSecret), honest(other, hostSecret)],
    [honest(first, hostSecret), { ...honest(other, hostSecret), gives: null }],
  ])
    expect(await taken(told)).toMatchObject({ code: 'CHAINS_DIFFER' });
  expect(await taken([honest(first, hostSecret)], other)).toMatchObject({ code: 'CHAINS_DIFFER', stored: 0 });
});

test('a fork across a change of host is found: the first host went on after the room had been taken from it', async () => {
  const acts = ['E1', 'E2', 'E3', 'E4'].map(reads);
  const went = goOn(hostSecret, early, acts);
  const moved = goOn(secondSecret, goOn(hostSecret, early, [hosted]), [reads('E5')]);
  expect(went.length).toBeGreaterThan(moved.length);
  const told = [honest(went, hostSecret), honest(moved, secondSecret)];
  expect(await taken(told)).toMatchObject({ code: 'CHAINS_DIFFER' });
  expect(await taken([...told].reverse())).toMatchObject({ code: 'CHAINS_DIFFER' });
});
