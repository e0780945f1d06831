/** Lines of the masked intercom between real stations: who may ring, what passes and when, what becomes of a call whose seat is gone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallPeer } from '../../shared/journal/acts.ts';
import type { Result } from '../../shared/refusal.ts';
import { type Evaluation, evaluation, inside, machine, sure } from './house.ts';

const SUPERVISOR: CallPeer = { kind: 'supervisor', supervisor: 'S1' };
const AGENCY: CallPeer = { kind: 'agency' };
const SDP =
  'v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=sendrecv\r\n';
const PICTURE = `${SDP}m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=sendrecv\r\n`;

let all: Evaluation;

beforeAll(async () => {
  all = await evaluation({ recording: true });
  // Whoever came last has not signed in yet; while he is missing, nobody is told the names.
  all.people.get(all.house.members.at(-1)!)!.rest();
  await all.people.get('E1')!.until(({ status }) => status?.stage === 'seated');
});

afterAll(() => all?.close());

const seat = (who: string) => all.people.get(who)!.window;
const room = () => all.lead.window;
const session = (who: string): string => seat(who).status!.session!;
const atSeat = (who: string) => seat(who).status!.line;
const atRoom = (who: string) => room().status!.lines.find((line) => line.session === session(who));
const codeOf = (answer: Result<unknown>): string => (answer.ok ? 'accepted' : answer.refusals[0]!.code);
const calls = () => [...room().state!.calls.values()];
const over = (who: string) => [...seat(who).state!.calls.values()].every(({ end }) => end !== null);

/** Looks until it holds; says how the lines stand where it never does. */
async function until(holds: () => boolean): Promise<void> {
  for (let looks = 0; !holds(); looks++) {
    if (looks > 1200) throw new Error(JSON.stringify([room().status?.lines, calls()]));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Rings once the seat, too, has read that the last call is over: the room's copy may be ahead of it. */
async function ringing(who: string, peer: CallPeer): Promise<number> {
  await until(() => over(who));
  expect(codeOf(await seat(who).client.ask('ring', { with: peer }))).toBe('accepted');
  await until(() => atRoom(who)?.state === 'ringing' && atSeat(who)?.state === 'ringing');
  return atRoom(who)!.number;
}

const call = (who: string, peer: CallPeer) =>
  seat(who).client.ask('act', {
    act: { type: 'call', body: { with: peer, masked: true, recorded: true } },
  });

test('nobody rings before the names are told, from neither side', async () => {
  expect(codeOf(await seat('E1').client.ask('ring', { with: AGENCY }))).toBe('PHASE');
  const asked = { session: session('E1'), with: AGENCY };
  expect(codeOf(await room().client.ask('ring', asked))).toBe('PHASE');
  expect(room().status!.lines).toEqual([]);
});

test('what a side gives up, the other reads as what it is', async () => {
  for (const person of all.people.values()) person.wake();
  await all.people.get('E1')!.until(({ state }) => state?.phase === 'reading');
  for (const person of all.people.values()) person.rest();
  all.lead.rest();
  let line = await ringing('E1', SUPERVISOR);
  await seat('E1').client.ask('endLine', { line, why: 'person' });
  await until(() => atRoom('E1')?.state === 'withdrawn' && atSeat('E1')?.state === 'withdrawn');
  line = await ringing('E1', SUPERVISOR);
  await room().client.ask('endLine', { line, why: 'person' });
  await until(() => atSeat('E1')?.state === 'declined');
  expect(codeOf(await room().client.ask('acceptLine', { line }))).toBe('LINE_GONE');
  expect(calls()).toEqual([]);
});

test('voices pass only while the journal holds the call, and nothing but voices', async () => {
  const line = await ringing('E1', SUPERVISOR);
  expect(codeOf(await room().client.ask('acceptLine', { line }))).toBe('accepted');
  await until(() => atSeat('E1')?.state === 'accepted');
  expect(codeOf(await seat('E1').client.ask('offerLine', { line, sdp: PICTURE }))).toBe('LINE_MEDIA');
  expect(codeOf(await room().client.ask('answerLine', { line, sdp: SDP }))).toBe('LINE_GONE');
  void seat('E1').client.ask('offerLine', { line, sdp: SDP });
  // An alarm that the same link brings after it stands in the journal: the offer is there, and is neither shown nor answered.
  const after = { type: 'alarm', body: { kind: 'sound', level: 1, about: 'E1', text: '呼叫之后' } } as const;
  expect(codeOf(await seat('E1').client.ask('act', { act: after }))).toBe('accepted');
  await until(() => [...room().state!.alarms.values()].some(({ body }) => body.text === after.body.text));
  const told = sure(await room().client.ask('status', {})).lines.find((one) => one.number === line);
  expect(told).toMatchObject({ state: 'accepted', call: null, offer: null });
  expect(codeOf(await room().client.ask('answerLine', { line, sdp: SDP }))).toBe('LINE_GONE');
  await call('E1', SUPERVISOR);
  await until(() => atRoom('E1')!.offer !== null);
  expect(calls()).toHaveLength(1);
  expect(codeOf(await room().client.ask('answerLine', { line, sdp: PICTURE }))).toBe('LINE_MEDIA');
});

test('one call at a time: whoever rings meanwhile reads why not, and rings again when it is over', async () => {
  await seat('E2').client.ask('ring', { with: AGENCY });
  await until(() => atSeat('E2')?.state === 'refused');
  expect(atSeat('E2')!.problem!.code).toBe('LINE_BUSY');
  const third = { session: session('E3'), with: AGENCY };
  expect(codeOf(await room().client.ask('ring', third))).toBe('LINE_BUSY');
  const { call: act } = atRoom('E1')!;
  const hungUp = { type: 'call-end', body: { call: act!, how: 'hung-up' } } as const;
  expect(codeOf(await room().client.ask('act', { act: hungUp }))).toBe('accepted');
  await until(() => atSeat('E1')?.state === 'over' && atRoom('E1')?.state === 'over');
  const line = await ringing('E2', AGENCY);
  expect(codeOf(await room().client.ask('acceptLine', { line }))).toBe('accepted');
  await until(() => atSeat('E2')?.state === 'accepted');
});

test('an answer comes back to the seat that has offered', async () => {
  const line = atSeat('E2')!.number;
  await call('E2', AGENCY);
  const answered = seat('E2').client.ask('offerLine', { line, sdp: SDP });
  await until(() => atRoom('E2')!.offer !== null);
  expect(atRoom('E2')!.offer).toBe(SDP);
  expect(codeOf(await room().client.ask('answerLine', { line, sdp: SDP }))).toBe('accepted');
  expect(await answered).toEqual({ ok: true, value: { sdp: SDP } });
});

test('a seat that stays out of reach has lost its call: the host says so', async () => {
  all.cables.get('2')!.cut();
  await until(() => calls()[1]?.end != null);
  expect(calls()[1]!.end!.how).toBe('lost');
  // The journal may have come to the window before the line.
  await until(() => atRoom('E2')!.state === 'over');
  all.cables.get('2')!.mend();
  await until(() => atSeat('E2')?.state === 'over');
});

test('a call that nobody has taken is none: the host ends it', async () => {
  await until(() => over('E3'));
  await call('E3', AGENCY);
  await until(() => calls()[2]?.end != null);
  expect(calls()[2]!.end!.how).toBe('lost');
  expect(all.faults).toEqual([]);
});

test('a line carries no voices under a call that names another partner, and the host ends that call', async () => {
  const line = await ringing('E3', SUPERVISOR);
  expect(codeOf(await room().client.ask('acceptLine', { line }))).toBe('accepted');
  await until(() => atSeat('E3')?.state === 'accepted');
  const before = calls().length;
  await call('E3', AGENCY);
  await until(() => calls()[before]?.end != null);
  expect(calls()[before]!.end!.how).toBe('lost');
  expect(atRoom('E3')!.call).toBeNull();
  await seat('E3').client.ask('endLine', { line, why: 'person' });
  await until(() => atRoom('E3')?.state !== 'accepted');
});

test('a seat that is rung stops ringing when the room starts again, and its next ring is a new one', async () => {
  const asked = { session: session('E1'), with: SUPERVISOR };
  expect(codeOf(await room().client.ask('ring', asked))).toBe('accepted');
  await until(() => atSeat('E1')?.state === 'ringing');
  const before = atSeat('E1')!.number;
  await all.room.close();
  all.room = await inside(all.house.file('room'), machine(all.faults));
  all.lead.attach(all.room.window());
  all.lead.wake();
  await all.lead.until(({ status }) => status?.stage === 'open' && status.person !== null);
  all.lead.rest();
  await until(() => atSeat('E1') === null);
  const again = await ringing('E1', SUPERVISOR);
  expect(again).toBeGreaterThan(before);
  expect(all.faults).toEqual([]);
});

test('a pause, in which nothing is recorded, ends the call', async () => {
  const line = await ringing('E3', SUPERVISOR);
  expect(codeOf(await room().client.ask('acceptLine', { line }))).toBe('accepted');
  await until(() => atSeat('E3')?.state === 'accepted');
  await call('E3', SUPERVISOR);
  await until(() => atRoom('E3')?.call != null);
  const body = { reason: '午休', present: [] };
  expect(codeOf(await room().client.ask('act', { act: { type: 'pause', body } }))).toBe('accepted');
  await until(() => calls().at(-1)!.end !== null && atSeat('E3')?.state === 'over');
  expect(all.faults).toEqual([]);
});
