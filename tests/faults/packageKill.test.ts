/** kill -9 of a seat that fetches its package, and a seat whose disk is full: what was here stays, and the next start comes to the end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PackageOffer, packageHandler, packageOffer } from '../../electron/link/packageServer.ts';
import { type LoopbackRoom, loopbackRoom } from '../loopbackRoom.ts';
import { rounds } from '../rounds.ts';
import { fullDiskShell } from './fullDiskShell.ts';

const WRITER = join(import.meta.dirname, 'packageWriter.ts');
const SIZE = 12_000_000;
const bytes = randomBytes(SIZE);
const source = mkdtempSync(join(tmpdir(), 'package-'));
let offer: PackageOffer;
let room: LoopbackRoom;
beforeAll(async () => {
  const file = join(source, 'P-1.sealroom');
  writeFileSync(file, bytes);
  offer = await packageOffer(file);
  room = await loopbackRoom(packageHandler(file, offer));
});
afterAll(async () => {
  await room.close();
  rmSync(source, { recursive: true });
});

let into: string;
beforeEach(() => {
  into = mkdtempSync(join(tmpdir(), 'seat-'));
});
afterEach(() => rmSync(into, { recursive: true, force: true }));

const told = (): string[] => [room.url, room.fingerprint, into, String(SIZE), offer.sha256];
const held = (): number => {
  const part = join(into, `${offer.sha256}.part`);
  return existsSync(part) ? statSync(part).size : 0;
};
function expectWhole(): void {
  const name = `${offer.sha256}.sealroom`;
  expect(readdirSync(into)).toEqual([name]);
  expect(readFileSync(join(into, name)).equals(bytes)).toBe(true);
}

/** The lines of a process until it ends, which `heard` may bring about. */
async function lines(child: ChildProcess, heard: (line: string, number: number) => void): Promise<string[]> {
  const all: string[] = [];
  for await (const line of createInterface({ input: child.stdout! })) heard(line, all.push(line));
  return all;
}

const download = (): ChildProcess =>
  spawn(process.execPath, [WRITER, ...told()], { stdio: ['ignore', 'pipe', 'inherit'] });

describe('a download killed at a random moment', () => {
  it(`goes on from what was here, ${rounds(8, 300)} times over`, async () => {
    let resumed = 0;
    for (let round = 0; round < rounds(8, 300); round++) {
      let answer = '';
      for (let before = 0; answer !== 'complete'; before = held()) {
        const moment = 1 + Math.floor(Math.random() * 80);
        const child = download();
        const said = await lines(child, (_, number) => number === moment && child.kill('SIGKILL'));
        answer = said.at(-1)!;
        // Bytes that a window has shown as being here still are, in this start as in the one before.
        expect(Number(said[0])).toBe(before);
        if (before > 0) resumed++;
        if (existsSync(join(into, `${offer.sha256}.sealroom`))) break;
        expect(held()).toBeGreaterThanOrEqual(Number(answer));
      }
      expectWhole();
      rmSync(into, { recursive: true });
    }
    // Otherwise the kills came too late to show anything.
    expect(resumed).toBeGreaterThan(0);
  });
});

describe.runIf(fullDiskShell !== null)('a full disk', () => {
  it('is said to be full, keeps what it has, and takes the rest once there is room', async () => {
    const script = `mount -t tmpfs -o size=5m tmpfs "$4" && "$0" "$1" "$2" "$3" "$4" "$5" "$6" &&
      mount -o remount,size=64m "$4" && "$0" "$1" "$2" "$3" "$4" "$5" "$6" && sha256sum "$4"/*.sealroom`;
    const args = [...fullDiskShell!.slice(1), '-c', script, process.execPath, WRITER, ...told()];
    const child = spawn(fullDiskShell![0]!, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const said = await lines(child, () => undefined);
    const full = said.indexOf('DISK_FULL');
    expect(full).toBeGreaterThan(0);
    const [before, after] = [Number(said[full - 1]), Number(said[full + 1])];
    expect(after).toBeGreaterThanOrEqual(before);
    expect(after).toBeGreaterThan(0);
    expect(said.slice(-2)).toEqual(['complete', expect.stringContaining(offer.sha256)]);
    expect(said.at(-1)).toMatch(new RegExp(`^${offer.sha256} `));
  });
});
