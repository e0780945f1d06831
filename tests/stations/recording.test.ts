/** A seat that records: what its window hands over is on the disk, bound into the journal, and opens with the keys that it should open with. */
import { hash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { readCentrePublicKey } from '../../electron/package/centreKeys.ts';
import { chainOfAge, openAgeFile } from '../../electron/recording/ageFile.ts';
import { identitySecret, screenSecret } from '../../electron/recording/ageKeys.ts';
import { closedIn } from '../../electron/recording/recordingFolder.ts';
import { identitiesOf, readHeld } from '../../electron/sealing/openResult.ts';
import { verifyResult } from '../../electron/sealing/verifyResult.ts';
import { sheetKeysOut } from '../../shared/evaluation/release.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { segmentName, type Track } from '../../shared/recording/track.ts';
import { type Evaluation, evaluation, inside, machine, sure } from './house.ts';

let all: Evaluation;
afterEach(() => all.close());

const text = (track: Track, segment: number, piece: number): Buffer =>
  Buffer.from(`${track} ${segment} ${piece} `.repeat(1000));

/** The window of a seat hands over so many pieces of each track's next segment, and does not stop it. */
async function record(who: string, pieces: number): Promise<number[]> {
  const { client } = all.people.get(who)!.window;
  const numbers: number[] = [];
  for (const track of ['screen', 'camera'] as const) {
    const { segment } = sure(await client.ask('recordingStart', { track, mime: 'video/webm;codecs=vp8' }));
    numbers.push(segment);
    for (let piece = 1; piece <= pieces; piece++) {
      const base64 = text(track, segment, piece).toString('base64');
      const at = new Date().toISOString();
      sure(await client.ask('recordingPiece', { track, segment, base64, at, mono: `${piece}.5` }));
    }
  }
  return numbers;
}

/** What the verifier says of the recording of the sealed result, with its files in this folder. */
async function recordingCheck(recordings: string | null) {
  const { folder } = all.house;
  const name = join(folder, 'room', 'sealed', 'SMALL-2026-001-1');
  const verdict = await verifyResult(crypto, {
    held: sure(await readHeld(`${name}.age`)),
    seal: readFileSync(`${name}.seal.json`, 'utf8'),
    identities: identitiesOf(readFileSync(join(folder, 'centre', 'centre.key'), 'utf8')),
    trust: sure(await readCentrePublicKey(join(folder, 'centre', 'centre.pub'), crypto)),
    recordings,
  });
  expect(verdict.checks.filter(({ id }) => id !== 'recording').map(({ result }) => result)).not.toContain(
    'FAIL',
  );
  return verdict.checks.at(-1);
}

test('what a seat records is bound into the journal, also after a kill, and opens when the scores do', async () => {
  all = await evaluation(({ port, fingerprint }) => ({
    recording: true,
    deliver: { address: `https://127.0.0.1:${port}`, fingerprint },
  }));
  const [who, other] = all.house.members as [string, string];
  all.people.get(other)!.rest();
  const person = all.people.get(who)!;
  await person.until(({ status }) => status?.recording.due === true);
  expect(person.window.status!.recording.hoursLeft).not.toBeNull();
  expect(await record(who, 3)).toEqual([1, 1]);
  await all.seats.get('1')!.close();
  const again = await inside(all.house.file('seat-1'), machine(all.faults));
  all.seats.set('1', again);
  person.attach(again.window());
  await person.until(({ status }) => status?.recording.due === true);
  expect(await record(who, 2)).toEqual([2, 2]);
  const { client } = person.window;
  const unknown = await client.ask('recordingStop', { track: 'screen', segment: 1 });
  expect(unknown.ok ? '' : unknown.refusals[0]!.code).toBe('SEGMENT_UNKNOWN');
  sure(await client.ask('recordingStop', { track: 'camera', segment: 2 }));
  sure(await client.ask('recordingTrouble', { track: 'camera', kind: 'camera-lost', text: 'unplugged' }));
  all.people.get(other)!.wake();
  await all.lead.until(({ status }) => status?.stage === 'sealed');

  const state = all.lead.window.state!;
  expect(all.faults).toEqual([]);
  expect([...state.alarms.values()].map(({ body }) => body.text)).toContain('camera camera-lost: unplugged');
  const session = [...state.sessions.values()].find((one) => one.who === who)!.key;
  const folder = join(all.house.folder, 'seat-1', 'recording');
  const segments = await closedIn(folder, session);
  expect(segments.map((one) => [one.track, one.segment, one.pieces.length])).toEqual([
    ['screen', 1, 3],
    ['screen', 2, 2],
    ['camera', 1, 3],
    ['camera', 2, 2],
  ]);
  const camera = identitySecret(
    readFileSync(join(all.house.folder, 'room', 'recording.key'), 'utf8').trim(),
  )!;
  const screens = sheetKeysOut(crypto, state).map((key) => screenSecret(crypto, base64url.decode(key)));
  for (const segment of segments) {
    const file = readFileSync(join(folder, segment.file));
    const { track, pieces } = segment;
    const secrets = track === 'camera' ? [camera] : screens;
    const plain = pieces.map((_, i) => text(track, segment.segment, i + 1));
    expect(openAgeFile(file, secrets)!.plaintext.equals(Buffer.concat(plain))).toBe(true);
    expect(openAgeFile(file, track === 'camera' ? screens : [camera])).toBeNull();
    const bound = state.segments.get(segmentName(segment))!;
    expect([bound.pieces, bound.head]).toEqual([pieces.length, segment.head]);
    expect(chainOfAge(crypto, state.room!, segment, file, secrets)!.at(-1)).toBe(segment.head);
    expect(readFileSync(join(all.house.folder, 'room', 'recording', segment.file)).equals(file)).toBe(true);
  }
  const copies = join(all.house.folder, 'room', 'recording');
  expect(await recordingCheck(null)).toMatchObject({ result: 'NOT CHECKED' });
  // Nobody else's window recorded anything, and each of them has said so.
  expect(await recordingCheck(copies)).toMatchObject({ result: 'PASS', count: 4 });
  const carried = join(all.house.folder, 'carried');
  cpSync(copies, carried, { recursive: true });
  const lost = join(carried, segments[0]!.file);
  rmSync(lost);
  expect(await recordingCheck(carried)).toMatchObject({
    result: 'NOT CHECKED',
    reason: { en: expect.stringMatching(/not at hand/) },
  });
  cpSync(join(copies, segments[1]!.file), lost);
  expect(await recordingCheck(carried)).toMatchObject({
    result: 'FAIL',
    reason: { code: 'SEGMENT_DOUBLED' },
  });

  const centre = await inside(all.house.file('centre'), machine(all.faults));
  await all.lead.until(({ status }) => status?.stage === 'delivered');
  const [result] = readdirSync(join(all.house.folder, 'centre-data', 'results'));
  const there = join(all.house.folder, 'centre-data', 'results', result!);
  expect(JSON.parse(readFileSync(join(there, 'verdict.json'), 'utf8')).result).toBe('verified');
  for (const { file, sha256 } of segments)
    expect(hash('sha256', readFileSync(join(there, 'recordings', file)), 'hex')).toBe(sha256);
  await person.until(({ status }) => status?.stage === 'finished');
  expect(readdirSync(join(all.house.folder, 'seat-1'))).toEqual(['receipt.jws']);
  await centre.close();
  expect(all.faults).toEqual([]);
}, 300_000);

/** Until the recording of this person's seat is due, and starting it is not refused. */
async function started(who: string, pieces: number): Promise<number[]> {
  await all.people.get(who)!.until(({ status }) => status?.recording.due === true);
  return record(who, pieces);
}

test('a segment that its key does not open keeps nothing else from being recorded', async () => {
  all = await evaluation({ recording: true });
  const [who, other] = all.house.members as [string, string];
  all.people.get(other)!.rest();
  expect(await started(who, 1)).toEqual([1, 1]);
  await all.seats.get('1')!.close();
  const folder = join(all.house.folder, 'seat-1', 'recording');
  const [session] = readdirSync(folder) as [string];
  const open = readdirSync(join(folder, session)).filter((name) => name.endsWith('.open'));
  expect(open).toHaveLength(2);
  for (const name of open) {
    const bytes = readFileSync(join(folder, session, name));
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(join(folder, session, name), bytes);
  }
  const again = await inside(all.house.file('seat-1'), machine(all.faults));
  all.seats.set('1', again);
  all.people.get(who)!.attach(again.window());
  expect(await started(who, 1)).toEqual([2, 2]);
  expect(all.faults.map(String)).toEqual(open.map(() => expect.stringMatching(/does not open with its key/)));
}, 120_000);

test('two starts at the same moment are two segments, each under its own key', async () => {
  all = await evaluation({ recording: true });
  const [who, other] = all.house.members as [string, string];
  all.people.get(other)!.rest();
  const person = all.people.get(who)!;
  await person.until(({ status }) => status?.recording.due === true);
  const start = { track: 'screen', mime: 'video/webm;codecs=vp8' } as const;
  const both = await Promise.all([1, 2].map(() => person.window.client.ask('recordingStart', start)));
  expect(both.map((answer) => sure(answer).segment)).toEqual([1, 2]);
  expect(all.faults).toEqual([]);
}, 120_000);

test('a room that asks for no recording takes none', async () => {
  all = await evaluation();
  const person = all.people.get(all.house.members[0]!)!;
  await person.until(({ status }) => status?.stage === 'seated');
  expect(person.window.status!.recording).toMatchObject({ due: false, hoursLeft: null, unsent: 0 });
  const asked = { track: 'screen', mime: 'video/webm' } as const;
  const refused = await person.window.client.ask('recordingStart', asked);
  expect(refused.ok ? '' : refused.refusals[0]!.code).toBe('RECORDING_NOT_DUE');
}, 120_000);
