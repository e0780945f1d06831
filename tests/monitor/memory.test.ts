/** The monitor's memory is flat: what a picture costs is free again when the next one is there. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { newPeer, offerOf } from '../../electron/monitor/rtc.ts';
import type { FromMonitor, ToMonitor } from '../../electron/monitor/wire.ts';
import { DEFAULT_THRESHOLDS } from '../../shared/noticing/thresholds.ts';
import { rounds } from '../rounds.ts';
import { type TestCamera, testCamera } from './browser.ts';
import { until } from './stage.ts';

const MAIN = fileURLToPath(new URL('../../electron/monitor/main.ts', import.meta.url));
const SEATS = 4;
const FRAMES = rounds(2_000, 200_000);
/** Bytes by which the process may have grown between the middle and the end: caches and the heap's own breath. */
const BREATH = 24 * 2 ** 20;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

test('some thousand pictures later the process holds no more than before', async () => {
  const child = fork(MAIN, [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  closing.push(async () => {
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
  });
  const answers = new Map<number, string | null>();
  child.on('message', (message) => {
    const told = message as FromMonitor;
    if (told.say === 'answer') answers.set(told.id, told.sdp);
  });
  const say = (message: ToMonitor) => void child.send(message);
  say({ say: 'begin', noticing: DEFAULT_THRESHOLDS, outside: null });
  const cameras: TestCamera[] = [];
  for (let seat = 1; seat <= SEATS; seat++) {
    const camera = testCamera(40 * seat, 20);
    const peer = newPeer();
    closing.push(camera.stop, () => peer.close());
    cameras.push(camera);
    for (const track of camera.open().getTracks()) peer.addTransceiver(track, { direction: 'sendonly' });
    const sdp = await offerOf(peer);
    say({ say: 'publish', id: seat, session: `${'A'.repeat(42)}${'AEIM'[seat - 1]}`, seat: `${seat}`, sdp });
    await until(() => answers.has(seat));
    await peer.setRemoteDescription({ type: 'answer', sdp: answers.get(seat)! });
  }
  const resident = (): number =>
    1024 * Number(/^VmRSS:\s*(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]);
  const given = (): number => cameras.reduce((sum, camera) => sum + camera.given, 0);
  await until(() => given() > FRAMES / 2);
  const middle = resident();
  await until(() => given() > FRAMES);
  expect(resident() - middle).toBeLessThan(BREATH);
});
