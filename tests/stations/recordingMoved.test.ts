/** Recorded rooms in which something goes another way: an expert moves to another seat, the room is stopped. The manifest is complete, and what is to open opens. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { readCentrePublicKey } from '../../electron/package/centreKeys.ts';
import { openAgeFile } from '../../electron/recording/ageFile.ts';
import { identitySecret } from '../../electron/recording/ageKeys.ts';
import { closedIn } from '../../electron/recording/recordingFolder.ts';
import { screenSecrets } from '../../electron/recording/roomRecording.ts';
import { identitiesOf, readHeld } from '../../electron/sealing/openResult.ts';
import { verifyResult } from '../../electron/sealing/verifyResult.ts';
import { type Evaluation, evaluation, type expert, sure } from './house.ts';

let all: Evaluation;
afterEach(() => all.close());

/** The window hands over so many pieces of each track's next segment. @param apart milliseconds from one to the next by its clock; 0: as they come */
async function record(person: ReturnType<typeof expert>, pieces: number, apart = 0): Promise<void> {
  const { client } = person.window;
  for (const track of ['screen', 'camera'] as const) {
    const { segment } = sure(await client.ask('recordingStart', { track, mime: 'video/webm' }));
    for (let piece = 1; piece <= pieces; piece++) {
      const base64 = Buffer.from(`${track} ${piece} `.repeat(100)).toString('base64');
      const at = new Date(Date.now() + piece * apart).toISOString();
      sure(await client.ask('recordingPiece', { track, segment, base64, at, mono: `${piece}.5` }));
    }
  }
}

async function verdict() {
  const { folder } = all.house;
  const name = join(folder, 'room', 'sealed', 'SMALL-2026-001-1');
  const made = await verifyResult(crypto, {
    held: sure(await readHeld(`${name}.age`)),
    seal: readFileSync(`${name}.seal.json`, 'utf8'),
    identities: identitiesOf(readFileSync(join(folder, 'centre', 'centre.key'), 'utf8')),
    trust: sure(await readCentrePublicKey(join(folder, 'centre', 'centre.pub'), crypto)),
    recordings: join(folder, 'room', 'recording'),
  });
  return { recording: made.checks.at(-1), notes: made.notes.map(({ en }) => en).join('\n') };
}

/** The journal binds both tracks of a session to the last piece. */
const bound = (session: string, pieces: number): Promise<void> =>
  all.lead.until(
    ({ state }) =>
      [...(state?.segments.values() ?? [])].filter((one) => one.session === session && one.pieces === pieces)
        .length === 2,
  );

/** Everybody has come but for one, so that no key is dealt; the first has recorded three pieces of each track, and the journal binds them. */
async function recorded(clocks?: Parameters<typeof evaluation>[1]) {
  all = await evaluation({ recording: true }, clocks);
  const [who, last] = all.house.members as [string, string];
  const [person, late] = [all.people.get(who)!, all.people.get(last)!];
  late.rest();
  await person.until(({ status }) => status?.recording.due === true);
  await record(person, 3);
  const before = person.window.status!.session!;
  await bound(before, 3);
  return { who, person, late, before };
}

/** He goes on at another seat, and is recorded there. */
async function moves(person: ReturnType<typeof expert>, before: string): Promise<void> {
  person.attach((await all.seat('9')).window());
  await person.until(({ status }) => status?.recording.due === true && status.session !== before);
}

/** Which of the room's segments of a session open, by track. */
async function opening(session: string): Promise<Record<string, boolean>> {
  const folder = join(all.house.folder, 'room', 'recording');
  const camera = identitySecret(
    readFileSync(join(all.house.folder, 'room', 'recording.key'), 'utf8').trim(),
  )!;
  const secrets = [camera, ...screenSecrets(crypto, all.lead.window.state!)];
  const segments = await closedIn(folder, session);
  return Object.fromEntries(
    segments.map(({ file, track, segment }) => [
      `${track} ${segment}`,
      openAgeFile(readFileSync(join(folder, file)), secrets) !== null,
    ]),
  );
}

test('what an expert’s screen showed before he moved, and before any key was dealt, opens with the rest', async () => {
  const { person, late, before } = await recorded();
  const left = person.window;
  await moves(person, before);
  const after = person.window.status!.session!;
  expect(all.lead.window.state!.sessions.get(before)!.closed).not.toBeNull();
  await record(person, 2);
  late.wake();
  await all.lead.until(({ status }) => status?.stage === 'sealed');
  expect(left.status!.stage).toBe('moved');
  expect(await opening(before)).toEqual({ 'screen 1': true, 'camera 1': true });
  expect(await opening(after)).toEqual({ 'screen 1': true, 'camera 1': true });
  const { recording, notes } = await verdict();
  expect(recording).toMatchObject({ result: 'PASS', count: 4 });
  expect(notes).not.toMatch(/stay closed/);
  expect(all.faults).toEqual([]);
}, 300_000);

test('a room that is stopped leaves its recording whole: camera and sound open, screens stay closed with the sheets', async () => {
  all = await evaluation({ recording: true });
  const [who, other] = all.house.members as [string, string];
  const person = all.people.get(who)!;
  for (const one of all.people.values()) await one.until(({ status }) => status?.stage === 'seated');
  all.people.get(other)!.rest();
  await person.until(({ status }) => status?.recording.due === true);
  await record(person, 3);
  await bound(person.window.status!.session!, 3);
  all.lead.rest();
  sure(
    await all.lead.window.client.ask('act', {
      act: {
        type: 'close',
        body: { outcome: 'sealed-aborted', reason: '投标人投诉，暂停评标', excused: [] },
      },
    }),
  );
  await all.lead.until(({ status }) => status?.stage === 'sealed');
  const session = person.window.status!.session!;
  expect(await opening(session)).toEqual({ 'screen 1': false, 'camera 1': true });
  const { recording, notes } = await verdict();
  expect(recording).toMatchObject({ result: 'PASS', count: 2 });
  expect(notes).toMatch(/1 segments of recorded screens stay closed/);
  expect(all.faults).toEqual([]);
}, 300_000);

/** The room is closed and everything signed; what it does not seal before somebody has acted. */
async function awaited() {
  await all.lead.until(
    ({ status }) =>
      status?.stage === 'sealed' ||
      (status?.stage === 'closed' && status.unsigned.length === 0 && status.awaited.length > 0),
  );
  return all.lead.window.status!;
}

/** What no window is told of. */
const here = (holds: () => boolean): Promise<unknown> => vi.waitUntil(holds, { timeout: 240_000 });

const declare = (session: string, reason: string) =>
  all.lead.window.client.ask('declareLoss', { session, reason });

test('what a move kept out of the journal is named before the seal with its time, and sealed only as a declared loss', async () => {
  const clock = { off: 0 };
  const { who, person, late, before } = await recorded({ room: clock, seats: clock });
  all.cables.get('1')!.cut();
  await record(person, 60, 1000);
  clock.off += 60_000;
  const left = person.window;
  await moves(person, before);
  all.cables.get('1')!.mend();
  const there = join(all.house.folder, 'room', 'recording', before);
  await here(() => left.status?.stage === 'moved' && existsSync(join(there, 'camera-00002.json')));
  late.wake();
  const { stage, awaited: open } = await awaited();
  expect(stage).toBe('closed');
  expect(open).toMatchObject([{ session: before, who, seat: '1', segments: 0 }]);
  expect(open[0]!.parts.map(({ track }) => track)).toEqual(['screen', 'camera']);
  for (const { from, to } of open[0]!.parts)
    expect(Date.parse(to) - Date.parse(from)).toBeGreaterThan(50_000);
  expect(existsSync(join(all.house.folder, 'room', 'sealed'))).toBe(false);

  sure(await declare(before, '换席位时网线中断'));
  await all.lead.until(({ status }) => status?.stage === 'sealed');
  const { recording, notes } = await verdict();
  expect(recording).toMatchObject({
    result: 'NOT CHECKED',
    reason: { code: 'RECORDING_LOST', where: `${before}/screen` },
  });
  for (const { from, to } of open[0]!.parts) expect(notes).toContain(`(${from} to ${to})`);
  expect(notes).toMatch(/declared lost by S1 at 20\d\d-\S+: 换席位时网线中断/);
  expect(all.faults).toEqual([]);
}, 300_000);

test('a screen whose key died with the seat that its expert left is waited for until the supervisor declares it', async () => {
  const { who, person, late, before } = await recorded();
  for (const track of ['screen', 'camera'] as const)
    sure(await person.window.client.ask('recordingStop', { track, segment: 1 }));
  const there = join(all.house.folder, 'room', 'recording', before);
  for (const track of ['screen', 'camera']) await here(() => existsSync(join(there, `${track}-00001.json`)));
  await all.seats.get('1')!.close();
  await moves(person, before);
  late.wake();
  const { stage, awaited: open } = await awaited();
  expect(stage).toBe('closed');
  expect(open).toMatchObject([{ session: before, who, seat: '1', segments: 1 }]);

  sure(await declare(before, '席位主机损坏'));
  await all.lead.until(({ status }) => status?.stage === 'sealed');
  const { recording, notes } = await verdict();
  expect(recording).toMatchObject({
    result: 'NOT CHECKED',
    reason: { code: 'RECORDING_LOST', where: `${before}/screen-00001` },
  });
  expect(notes).toMatch(/declared lost by S1 at 20\d\d-\S+: 席位主机损坏/);
  expect(all.faults).toEqual([]);
}, 300_000);

test('what a seat had yet to copy when its expert left comes to the room after a restart, once his slip is entered there', async () => {
  const { person, before } = await recorded();
  all.cables.get('1')!.cut();
  await record(person, 4);
  await all.seats.get('1')!.close();
  const there = (file: string): boolean =>
    existsSync(join(all.house.folder, 'room', 'recording', before, file));
  await moves(person, before);
  const meanwhile = person.window.status!.session!;
  expect(there('camera-00001.json')).toBe(false);

  all.cables.get('1')!.mend();
  person.rest();
  person.attach((await all.seat('1')).window());
  await person.until(
    ({ status, state }) => status?.stage === 'slip' && state?.sessions.get(before)?.closed != null,
  );
  person.wake();
  await person.until(
    ({ status }) => status?.recording.due === true && ![before, meanwhile].includes(status.session ?? ''),
  );
  for (const track of ['screen', 'camera'])
    await here(() => there(`${track}-00001.json`) && there(`${track}-00002.json`));
  expect(all.faults).toEqual([]);
}, 300_000);
