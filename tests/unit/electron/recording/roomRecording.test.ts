/** A segment whose seat was killed before its first piece: its number is not given again, and a copy that two segments went into keeps no room from its seal. */
import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { closeSegment } from '../../../../electron/recording/ageFile.ts';
import { identityText, recipientPoint } from '../../../../electron/recording/ageKeys.ts';
import { ageWriter } from '../../../../electron/recording/ageWriter.ts';
import { lackingInRoom, segmentsOfRoom } from '../../../../electron/recording/roomRecording.ts';
import { type SegmentWriter, segmentWriter } from '../../../../electron/recording/segmentWriter.ts';
import { recover, sittingOf } from '../../../../electron/recording/sitting.ts';
import type { Desk } from '../../../../electron/session/desk.ts';
import type { RoomState } from '../../../../shared/journal/state.ts';

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const SESSION = 'A'.repeat(43);
const START = Date.parse('2026-05-18T01:00:00Z');
const camera = random(32);
const NAME = { session: SESSION, track: 'camera', segment: 1 } as const;

let root: string;
let keys: Map<string, Uint8Array>;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'room-recording-'));
  keys = new Map();
  for (const machine of ['seat', 'room']) mkdirSync(join(root, machine, SESSION), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const open = (machine: string): string => join(root, machine, SESSION, 'camera-00001.open');

async function begun(machine = 'seat'): Promise<SegmentWriter> {
  return segmentWriter({
    ...{ crypto, random, path: open(machine), begin: ageWriter },
    start: { room: 'ab'.repeat(32), ...NAME, from: '2026-05-18T01:00:00Z', mime: 'video/webm' },
    point: recipientPoint(await identityToRecipient(identityText(camera)))!,
    keep: (fileKey) => void keys.set('camera/1', fileKey),
  });
}

async function recorded(writer: SegmentWriter): Promise<string> {
  for (let i = 1; i <= 3; i++) await writer.append(random(500), START + 1000 * i, i * 1_000_000);
  await writer.close();
  return writer.pieces().at(-1)!.head;
}

/** The number that the seat gives next after a start. */
async function nextAfterStart(): Promise<number | undefined> {
  const folder = join(root, 'seat');
  const one = sittingOf({ session: SESSION, fileKeys: () => keys } as unknown as Desk, async () => undefined);
  await recover({
    ...{ folder, state: null, one, admittedAt: () => null, started: START },
    close: async (path, fileKey) => void (await closeSegment(crypto, random, folder, path, fileKey)),
  });
  return one.next.get('camera');
}

/** The journal binds three pieces of the segment. */
const bound = (head: string) => ({
  room: {
    crypto,
    random,
    folder: join(root, 'room'),
    state: {
      ...{ room: 'ab'.repeat(32), sessions: new Map([[SESSION, {}]]), rounds: [], screenKeys: [] },
      segments: new Map([[`${SESSION}/camera-00001`, {}]]),
    } as unknown as RoomState,
    camera,
  },
  told: {
    heads: [{ ...NAME, pieces: 3, head, from: '2026-05-18T01:00:00Z', to: '2026-05-18T01:00:03Z' }],
    gaps: [],
    due: new Map(),
  },
});

test('the number of a segment that was begun and left without a piece is not given again', async () => {
  await (await begun()).close();
  expect(await nextAfterStart()).toBe(2);
  expect(await nextAfterStart()).toBe(2);
});

test('a copy that its own key does not open is not there: it is waited for, and the rest is sealed', async () => {
  await (await begun('room')).close();
  const held = readFileSync(open('room')).length;
  const { room, told } = bound(await recorded(await begun()));
  appendFileSync(open('room'), readFileSync(open('seat')).subarray(held));
  expect(await lackingInRoom({ ...room, told })).toMatchObject([{ ...NAME, loss: 'may' }]);
  expect(await segmentsOfRoom(room)).toEqual([]);
});

test('a copy that a key at hand opens is made whole', async () => {
  const head = await recorded(await begun('room'));
  expect(await segmentsOfRoom(bound(head).room)).toMatchObject([
    { ...NAME, head, file: `${SESSION}/camera-00001.age` },
  ]);
});
