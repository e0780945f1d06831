/** The centre looks at a recording: what it lists, opens, checks and gives out, with real files of a stock encoder. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { identitiesOf, readHeld } from '../../electron/sealing/openResult.ts';
import { verifyResult } from '../../electron/sealing/verifyResult.ts';
import { centreContract } from '../../shared/bridge/centre.ts';
import { type BridgeClient, bridgeClient } from '../../shared/bridge/client.ts';
import type { ClipManifest } from '../../shared/recording/clip.ts';
import type { Segment } from '../../shared/recording/manifest.ts';
import { offsetAt } from '../../shared/recording/moment.ts';
import { segmentName } from '../../shared/recording/track.ts';
import { entryBefore } from '../../shared/recording/webm.ts';
import type { Result } from '../../shared/refusal.ts';
import { CLIP_CHANGES, type ClipCopy, clipCopy, relist } from '../playback/clipChanges.ts';
import { CYCLE, clockVideo, secondShown } from '../playback/clockVideo.ts';
import { type RecordedResult, recordedResult } from '../playback/recordedResult.ts';
import { SEGMENT_CHANGES } from '../playback/segmentChanges.ts';
import { type Inside, inside, machine, sure } from '../stations/house.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'sealroom-playback-'));
const faults: unknown[] = [];
let result: RecordedResult;
let centre: Inside;
let client: BridgeClient<typeof centreContract>;
/** For temporary files, as this process has it. */
const temporary = mkdtempSync(join(folder, 'temporary-'));

beforeAll(async () => {
  vi.stubEnv('TMPDIR', temporary);
  result = await recordedResult(folder, {
    step: 300,
    segmentSeconds: 30,
    pieceMs: 1000,
    video: (track, first, seconds) => clockVideo(folder, track, first, seconds),
  });
  centre = await inside(result.station, machine(faults));
  client = bridgeClient(centreContract, centre.window());
});

afterAll(async () => {
  await centre?.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const codes = (told: Result<unknown>): string[] => (told.ok ? [] : told.refusals.map(({ code }) => code));

const named = ({ session, track, segment }: Segment) => ({
  ...{ ciphertext: result.ciphertext, session, track, segment },
});

/** A segment's file, stretch by stretch as a window asks for it. */
async function webmOf(row: Segment, from = 0, to?: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  const { bytes } = sure(await client.ask('segment', named(row)));
  for (let at = from; at < (to ?? bytes); ) {
    const length = Math.min(100_000, (to ?? bytes) - at);
    const part = sure(await client.ask('segmentPart', { ...named(row), from: at, length }));
    expect(part.total).toBe(bytes);
    parts.push(Buffer.from(part.base64, 'base64'));
    at += length;
  }
  return Buffer.concat(parts);
}

/** The second that the first picture of these bytes shows from an offset on, by a stock decoder. */
function pictureAt(webm: Buffer, seconds: number): number {
  const file = join(folder, 'part.webm');
  writeFileSync(file, webm);
  const select = `select=gte(t\\,${seconds.toFixed(3)}),scale=8:6,format=gray`;
  const raw = execFileSync('ffmpeg', [
    ...['-v', 'error', '-copyts', '-i', file, '-vf', select, '-frames:v', '1', '-f', 'rawvideo', '-'],
  ]);
  return secondShown([...raw.subarray(16, 24)]);
}

test('a result with its recording is verified, and every track is listed with what it has and lacks', async () => {
  const verdict = readFileSync(join(result.data, 'results', result.ciphertext, 'verdict.json'), 'utf8');
  expect([JSON.parse(verdict).result, result.faults]).toEqual(['verified', []]);
  const { due, tracks } = sure(await client.ask('recording', { ciphertext: result.ciphertext }));
  expect([due, tracks.length]).toEqual([true, 2 * result.state.members.length]);
  const sessions = result.recorded.map(({ session }) => session);
  for (const track of tracks) {
    const rows = result.rows.filter((row) => row.session === track.session && row.track === track.track);
    expect(track.segments.map(({ segment }) => segment)).toEqual(rows.map(({ segment }) => segment));
    expect(track.gaps.length).toBe(
      !sessions.includes(track.session) || (track.session === sessions[1] && track.track === 'camera')
        ? 1
        : 0,
    );
    expect(track.due).toHaveLength(1);
  }
});

test('a moment is found in its segment: the bytes from there on show that second', async () => {
  for (const row of [result.rows[1]!, result.rows.find(({ track }) => track === 'camera')!]) {
    const { from } = result.recorded.find(({ session }) => session === row.session)!;
    const { from: zero } = result.recorded[0]!;
    expect(from).toBeGreaterThanOrEqual(zero);
    const index = sure(await client.ask('segment', named(row)));
    const at = Date.parse(row.from) + 17_300;
    const offset = offsetAt(index, at)!;
    const entry = index.clusters[entryBefore(index.clusters, offset)]!;
    const cut = Buffer.concat([await webmOf(row, 0, index.head), await webmOf(row, entry.from)]);
    expect(cut.length).toBeLessThan(index.bytes + 1);
    const first = Math.round((Date.parse(row.from) - zero) / 1000);
    expect(pictureAt(cut, offset / 1000)).toBe(Math.floor(first + offset / 1000) % CYCLE);
  }
});

test('every segment fits the heads in the journal; one that was exchanged, cut or taken away does not', async () => {
  const check = async (row: Segment) => sure(await client.ask('checkSegment', named(row)));
  for (const row of result.rows) expect(await check(row)).toMatchObject({ state: 'fits', heads: 2 });
  const there = join(result.data, 'results', result.ciphertext, 'recordings');
  const [one, other] = [result.rows[0]!, result.rows[1]!];
  const kept = readFileSync(join(there, one.file));
  writeFileSync(join(there, one.file), readFileSync(join(there, other.file)));
  expect(await check(one)).toMatchObject({ state: 'fault', refusals: [{ code: 'SEGMENT_SWAPPED' }] });
  writeFileSync(join(there, one.file), kept.subarray(0, kept.length - 1000));
  expect(await check(one)).toMatchObject({ state: 'fault', refusals: [{ code: 'SEGMENT_CUT' }] });
  rmSync(join(there, one.file));
  expect(await check(one)).toMatchObject({ state: 'fault', refusals: [{ code: 'SEGMENT_ABSENT' }] });
  writeFileSync(join(there, one.file), kept);
  expect(await check(one)).toMatchObject({ state: 'fits' });
});

test('a window reaches segments of the recording alone, and no file by its name', async () => {
  const [row] = result.rows;
  const unknown = await client.ask('segment', { ...named(row!), segment: 999 });
  expect(codes(unknown)).toEqual(['SEGMENT_UNKNOWN']);
  const outside = await client.ask('segment', { ...named(row!), session: '../../../../etc/passwd' });
  expect(codes(outside)).toEqual(['BRIDGE_FORM']);
  const other = await client.ask('segment', { ...named(row!), ciphertext: '0'.repeat(64) });
  expect(codes(other)).toEqual(['RESULT_UNKNOWN']);
});

test('what is decrypted to be looked at is written to no disk', async () => {
  const [row] = result.rows;
  const webm = await webmOf(row!);
  const probe = webm.subarray(webm.length >> 1, (webm.length >> 1) + 64);
  const all = { recursive: true, withFileTypes: true } as const;
  for (const name of [result.data, temporary].flatMap((place) => readdirSync(place, all)))
    if (name.isFile())
      expect(readFileSync(join(name.parentPath, name.name)).includes(probe), name.name).toBe(false);
});

const verifyClip = (...args: string[]) =>
  spawnSync(process.execPath, [join(ROOT, 'electron/cli/verify.ts'), ...args, '--lang', 'en'], {
    encoding: 'utf8',
  });

test('a clip holds the whole segments of its stretch, and whoever gets it can check it; any change of it shows', async () => {
  const [first] = result.recorded;
  const out = join(folder, 'clips');
  mkdirSync(out);
  const iso = (ms: number): string => new Date(ms).toISOString();
  const [from, to] = [first!.from + 35_000 + result.behind, first!.from + 50_000 + result.behind];
  const wanted = {
    ciphertext: result.ciphertext,
    from: iso(from),
    to: iso(to),
    sessions: result.recorded.map(({ session }) => session),
    folder: out,
  };
  expect(codes(await client.ask('exportClip', { ...wanted, to: wanted.from }))).toEqual(['CLIP_ORDER']);
  const late = { ...wanted, from: iso(to + 3_600_000), to: iso(to + 3_601_000) };
  expect(codes(await client.ask('exportClip', late))).toEqual(['CLIP_EMPTY']);
  const { folder: clip } = sure(await client.ask('exportClip', wanted));
  expect(codes(await client.ask('exportClip', wanted))).toEqual(['EXISTS']);
  expect(
    execFileSync('sha256sum', ['-c', 'manifest-sha256.txt'], { cwd: clip, encoding: 'utf8' }),
  ).not.toMatch(/FAILED/);
  const { segments } = JSON.parse(readFileSync(join(clip, 'clip.json'), 'utf8')) as ClipManifest;
  expect(segments.length).toBeGreaterThanOrEqual(3);
  for (const { webm, seekable, row } of segments) {
    expect(readFileSync(join(clip, webm)).equals(await webmOf(row))).toBe(true);
    const probe = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', join(clip, seekable)];
    expect(Number(execFileSync('ffprobe', probe, { encoding: 'utf8' }))).toBeGreaterThan(5);
  }
  const journal = readFileSync(join(clip, 'journal.jsonl'), 'utf8');
  expect(journal).not.toMatch(/"type":"release"/);

  const alone = verifyClip(clip);
  expect([alone.status, alone.stdout.match(/NOT CHECKED/g)?.length]).toEqual([2, 2]);
  expect(alone.stdout).toMatch(/whether entries or segments of the stretch were left out/);
  const sealed = join(result.data, 'results', result.ciphertext, 'result.age');
  const proof = ['--result', sealed, '--key', join(result.keys, 'centre.key')];
  const whole = verifyClip(clip, ...proof);
  expect([whole.status, whole.stdout.match(/PASS/g)?.length], whole.stdout + whole.stderr).toEqual([0, 6]);

  const changed = (name: string, change: (copy: ClipCopy) => void): string => {
    const copy = clipCopy(clip, join(folder, name));
    change(copy);
    return verifyClip(copy.at('.'), ...proof).stdout;
  };
  const unlisted = changed('unlisted', ({ at, one }) => appendFileSync(at(one.webm), 'x'));
  expect(unlisted).toMatch(/1 .*FAIL[\s\S]*4 .*FAIL/);
  for (const [number, { what, change, says }] of CLIP_CHANGES.entries()) {
    const told = changed(`changed-${number}`, (copy) => {
      change(copy);
      relist(copy);
    });
    expect(told, `a clip that ${what}`).toMatch(says(segments[0]!));
    // Its own lists are told anew, so that nothing else fails.
    expect(told, `a clip that ${what}`).toMatch(/1 .*PASS/);
  }
});

test('a clip of which nothing opens, or that cannot be written, leaves nothing behind', async () => {
  const [{ session, from: start }] = result.recorded as [RecordedResult['recorded'][number]];
  const at = (seconds: number): string => new Date(start + seconds * 1000 + result.behind).toISOString();
  const out = join(folder, 'empty');
  mkdirSync(out);
  const wanted = {
    ciphertext: result.ciphertext,
    from: at(65),
    to: at(70),
    sessions: [session],
    folder: out,
  };
  const there = join(result.data, 'results', result.ciphertext, 'recordings', session);
  renameSync(there, `${there}.away`);
  for (const _ of [1, 2]) {
    expect(codes(await client.ask('exportClip', wanted))).toEqual(['CLIP_EMPTY']);
    expect(readdirSync(out)).toEqual([]);
  }
  renameSync(`${there}.away`, there);
  sure(await client.ask('exportClip', wanted));

  // A path has 4,095 characters at most: the clip's folder is within that, and its files are not.
  let deep = out;
  while (deep.length < 3_800) deep = join(deep, 'd'.repeat(200));
  deep = join(deep, 'd'.repeat(4_010 - deep.length - 1));
  mkdirSync(deep, { recursive: true });
  expect(codes(await client.ask('exportClip', { ...wanted, folder: deep }))).toEqual(['UNWRITABLE']);
  expect(readdirSync(deep)).toEqual([]);
});

/** What the verifier says of the recording when its folder was changed, in the order of the manifest's rows. */
async function verdictOn(change: (at: (row: Segment) => string) => void) {
  const copy = join(folder, 'carried');
  const there = join(result.data, 'results', result.ciphertext);
  rmSync(copy, { recursive: true, force: true });
  cpSync(join(there, 'recordings'), copy, { recursive: true });
  change((row) => join(copy, row.file));
  const verdict = await verifyResult(crypto, {
    held: sure(await readHeld(join(there, 'result.age'))),
    seal: readFileSync(join(there, 'result.seal.json'), 'utf8'),
    identities: identitiesOf(readFileSync(join(result.keys, 'centre.key'), 'utf8')),
    trust: new Uint8Array(await centrePublic()),
    recordings: copy,
  });
  return { check: verdict.checks.at(-1)!, notes: verdict.notes.map(({ en }) => en) };
}

async function centrePublic(): Promise<Uint8Array> {
  const { readCentrePublicKey } = await import('../../electron/package/centreKeys.ts');
  return sure(await readCentrePublicKey(join(result.keys, 'centre.pub'), crypto));
}

test.each(['first', 'middle', 'last'] as const)(
  'verify names the %s segment that is taken away, with its time',
  async (place) => {
    const rows = result.rows.filter(
      (row) => row.session === result.rows[0]!.session && row.track === 'screen',
    );
    const row = { first: rows[0]!, middle: rows[1]!, last: rows.at(-1)! }[place];
    const { check, notes } = await verdictOn((at) => rmSync(at(row)));
    expect(check).toMatchObject({ result: 'NOT CHECKED' });
    expect(notes.join('\n')).toContain(`recording ${segmentName(row)}: `);
    expect(notes.join('\n')).toContain(`(${row.from} to ${row.to})`);
  },
);

test.each(SEGMENT_CHANGES)(
  'verify names a segment that is $what, with its time',
  async ({ code, change }) => {
    const [one, two] = result.rows as [Segment, Segment];
    const { check, notes } = await verdictOn((at) => change(at(one), at(two)));
    expect(check).toMatchObject({ result: 'FAIL', reason: { code } });
    expect(
      notes.some((note) => note.startsWith(`recording ${segmentName(one)}`) && note.includes(one.to)),
    ).toBe(true);
  },
);
