/** Recorded rooms in which something goes another way: an expert moves to another seat, the room is stopped. The manifest is complete, and what is to open opens. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
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

/** The window hands over so many pieces of each track's next segment. */
async function record(person: ReturnType<typeof expert>, pieces: number): Promise<void> {
  const { client } = person.window;
  for (const track of ['screen', 'camera'] as const) {
    const { segment } = sure(await client.ask('recordingStart', { track, mime: 'video/webm' }));
    for (let piece = 1; piece <= pieces; piece++) {
      const base64 = Buffer.from(`${track} ${piece} `.repeat(100)).toString('base64');
      const at = new Date().toISOString();
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
  all = await evaluation({ recording: true });
  const [who, other] = all.house.members as [string, string];
  const person = all.people.get(who)!;
  all.people.get(other)!.rest();
  await person.until(({ status }) => status?.recording.due === true);
  await record(person, 3);
  const before = person.window.status!.session!;
  await bound(before, 3);
  const left = person.window;
  const again = await all.seat('9');
  person.attach(again.window());
  await person.until(({ status }) => status?.recording.due === true && status.session !== before);
  const after = person.window.status!.session!;
  expect(all.lead.window.state!.sessions.get(before)!.closed).not.toBeNull();
  await record(person, 2);
  all.people.get(other)!.wake();
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
