import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import * as day from '../../../../electron/rehearsal/day.ts';
import { type Ending, roomEnding } from '../../../../electron/room/ending.ts';
import type { RoomFolder } from '../../../../electron/room/roomFolder.ts';
import type { Desk } from '../../../../electron/session/desk.ts';
import { arrived } from '../../../simulator/room.ts';
import { random } from '../../../stations/house.ts';

let room: day.Room;
let folder: string;
let ending: Ending;
/** How often the end was tried. */
let tries: number;
let faults: unknown[];
let forgotten: boolean;

beforeAll(async () => {
  ({ room } = await arrived('ending'));
  await day.toClose(room, async () => 'd'.repeat(64));
});
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  folder = mkdtempSync(join(tmpdir(), 'ending-'));
  [tries, faults, forgotten] = [0, [], false];
  const lead = { session: room.supervisor.author.session, secretKey: room.supervisor.secretKey };
  ending = await roomEnding({
    ...{ crypto, random, pkg: day.state(room).pkg, packageFile: join(folder, 'package') },
    // The folder of the signatures is not there: the disk does not take the supervisor's.
    folder: { path: (name) => join(folder, 'later', name) } as RoomFolder,
    state: () => day.state(room),
    entries: () => [],
    desk() {
      tries += 1;
      return lead as Desk;
    },
    copies: {
      look: async () => undefined,
      awaited: () => [],
      alone: (work) => work(),
      losses: () => [],
    },
    outbox: { open: async () => undefined },
    forgotten: () => forgotten,
    changed: () => undefined,
    onFault: (error) => void faults.push(error),
  });
});
afterEach(async () => {
  await ending.close();
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

test('many failures are tried again together, once, until the disk takes it', async () => {
  for (let time = 0; time < 5; time++) ending.go();
  await ending.idle();
  expect([tries, ending.problem()?.code, vi.getTimerCount()]).toEqual([5, 'DISK_ERROR', 1]);
  await vi.runOnlyPendingTimersAsync();
  await ending.idle();
  expect([tries, vi.getTimerCount()]).toEqual([6, 1]);
  mkdirSync(join(folder, 'later'));
  await vi.runOnlyPendingTimersAsync();
  await ending.idle();
  expect([tries, ending.problem(), vi.getTimerCount(), faults]).toEqual([7, null, 0, []]);
  expect(ending.unsigned()).toEqual(day.state(room).members);
});

test('nothing is tried again once the room has been shut', async () => {
  ending.go();
  await ending.close();
  expect([ending.problem()?.code, vi.getTimerCount()]).toEqual(['DISK_ERROR', 0]);
});

test('nothing is begun of a room that has been forgotten', async () => {
  forgotten = true;
  ending.go();
  await ending.idle();
  expect([tries, ending.problem()]).toEqual([0, null]);
});
