/** The centre looks at a recording: what it lists, opens, checks and gives out, with real files of a stock encoder. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { centreContract } from '../../shared/bridge/centre.ts';
import { centreContract as contract } from '../../shared/bridge/centre.ts';
import { type BridgeClient, bridgeClient } from '../../shared/bridge/client.ts';
import { offsetAt } from '../../shared/recording/moment.ts';
import { entryBefore } from '../../shared/recording/webm.ts';
import { CYCLE, clockVideo, secondShown } from '../playback/clockVideo.ts';
import { type RecordedResult, recordedResult } from '../playback/recordedResult.ts';
import { type Inside, inside, machine, sure } from '../stations/house.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealroom-playback-'));
const faults: unknown[] = [];
let result: RecordedResult;
let centre: Inside;
let client: BridgeClient<typeof centreContract>;

beforeAll(async () => {
  result = await recordedResult(folder, {
    step: 150,
    segmentSeconds: 20,
    pieceMs: 1000,
    video: (track, first, seconds) => clockVideo(folder, track, first, seconds),
  });
  centre = await inside(result.station, machine(faults));
  client = bridgeClient(contract, centre.window());
});

afterAll(async () => {
  await centre?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the result with its recording is verified', () => {
  const verdict = JSON.parse(
    readFileSync(join(result.data, 'results', result.ciphertext, 'verdict.json'), 'utf8'),
  );
  console.log(
    result.recorded.map(({ from, to }) => (to - from) / 1000),
    result.rows.length,
    result.state.head.seq,
  );
  expect([verdict.result, result.faults]).toEqual(['verified', []]);
});
