/** One honest sealed result on real formats, with every key in hand: what the tamper kit breaks, one fault at a time. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { makeSample } from '../../build/sample/generate.ts';
import { nativeCrypto } from '../../electron/crypto/nativeCrypto.ts';
import { readProjectFolder } from '../../electron/folder/index.ts';
import type { CentreKeys } from '../../electron/package/centreKeys.ts';
import { openPackage } from '../../electron/package/openPackage.ts';
import { writePackage } from '../../electron/package/writePackage.ts';
import { identityText, recipientText } from '../../electron/recording/ageKeys.ts';
import * as day from '../../electron/rehearsal/day.ts';
import { folderMinds } from '../../electron/rehearsal/folderMinds.ts';
import { does, type Seat } from '../../electron/rehearsal/people.ts';
import { seededChance } from '../../electron/rehearsal/seededRandom.ts';
import { memorySink, simulatedClock, simulatedWorld } from '../../electron/rehearsal/simulation.ts';
import { identitiesFile, journalFile, PATHS, recordingFile } from '../../electron/sealing/contents.ts';
import { documentsOf, reportAt } from '../../electron/sealing/documents.ts';
import { bagInfo, carryResult, type SealedRoom } from '../../electron/sealing/sealRoom.ts';
import { hex } from '../../shared/journal/encoding.ts';
import { type Entry, entryLine } from '../../shared/journal/entry.ts';
import { type Segment, segmentFile } from '../../shared/recording/manifest.ts';
import { TRACKS } from '../../shared/recording/track.ts';
import { jwsPayload } from '../../shared/seal/jws.ts';
import { resultOf, type SealFile, signResult } from '../../shared/seal/seal.ts';
import { slipKeys } from '../../shared/slip/keys.ts';

const crypto = nativeCrypto;

export interface SealedSample {
  readonly name: string;
  readonly room: day.Room;
  readonly entries: readonly Entry[];
  readonly payload: ReadonlyMap<string, Uint8Array>;
  readonly result: SealFile['result'];
  readonly host: { readonly key: string; readonly secretKey: Uint8Array };
  readonly identity: string;
  readonly recipient: string;
  /** The centre's public key: the trust anchor. */
  readonly centre: Uint8Array;
  readonly sealed: SealedRoom;
}

interface Centre {
  readonly keys: CentreKeys;
  readonly identity: string;
}

/** The centre's keys from a seed, with a fresh age identity. */
async function centreKeys(seed: string): Promise<Centre> {
  const chance = seededChance(crypto, seed);
  const pair = () => {
    const secret = chance.bytes(32);
    return { secret, publicKey: crypto.ed25519PublicKey(secret) };
  };
  const identity = await generateX25519Identity();
  return {
    keys: { signing: pair(), receipt: pair(), recipient: await identityToRecipient(identity) },
    identity,
  };
}

/**
 * Runs the small sample from folder to seal; `seed` makes the keys, so that two rooms share none, but for a centre's that is given.
 * @param room.again another room of the same package
 * @param room.recorded a recording is due in it: one file, which is not at hand
 */
export async function sealedSample(
  seed: string,
  centre?: Centre,
  room: { readonly again?: string; readonly recorded?: boolean } = {},
): Promise<SealedSample> {
  const work = await mkdtemp(join(tmpdir(), 'sealroom-tamper-'));
  try {
    await makeSample('small', join(work, 'project'));
    const { keys, identity } = centre ?? (await centreKeys(seed));
    const chance = seededChance(crypto, `${seed} room`);
    const written = await writePackage(crypto, chance.bytes, {
      folder: join(work, 'project'),
      out: work,
      centre: keys,
      regulations: await readFile(new URL('../../build/regulations.yaml', import.meta.url)),
      made: '2026-05-17T09:00:00+08:00',
    });
    if (!written.ok) throw new Error(written.refusals[0]!.en);
    const file = new Uint8Array(await readFile(join(work, written.value.file)));
    const folder = await readProjectFolder(join(work, 'project'));
    if (!folder.ok) throw new Error(folder.refusals[0]!.en);
    const { project } = folder.value.data;
    const holder = { project: project.code, ...(project.lot === undefined ? {} : { lot: project.lot }) };
    const slips = new Map(
      written.value.slips.map(({ id, code }) => [id, slipKeys(crypto, code, { ...holder, who: id }).signing]),
    );
    const name = written.value.file.slice(0, -'.sealroom'.length);
    return await evaluated({
      seed: `${seed}${room.again ?? ''}`,
      recorded: room.recorded === true,
      name,
      file,
      slips,
      keys,
      identity,
      minds: folderMinds(folder.value.data, folder.value.decisions),
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function evaluated(given: {
  seed: string;
  recorded: boolean;
  name: string;
  file: Uint8Array;
  slips: ReadonlyMap<string, Uint8Array>;
  keys: CentreKeys;
  identity: string;
  minds: day.Minds;
}): Promise<SealedSample> {
  const { name, file, keys, identity } = given;
  const opened = await openPackage(file, crypto, keys.signing.publicKey);
  if (!opened.ok) throw new Error(opened.refusals[0]!.en);
  const pkg = opened.value.room;
  const chance = seededChance(crypto, `${given.seed} day`);
  const sink = memorySink(crypto);
  const clock = simulatedClock(chance, pkg.data.project.opened);
  const camera = given.recorded ? chance.bytes(32) : null;
  const recipient = camera === null ? null : recipientText(camera);
  const opening = { recording: { due: given.recorded, recipient } };
  const world = simulatedWorld({ crypto, chance, clock, pkg, slips: given.slips, sink, opening });
  const room = await day.arrive(world, given.minds, false);
  const segments = given.recorded ? [segmentOfFirst(room)] : [];
  await day.toClose(room, async (state) =>
    hex.encode(crypto.sha256(await reportAt(crypto, pkg, sink.entries, state.head.seq))),
  );
  const state = day.state(room);
  const payload = await documentsOf(crypto, pkg, sink.entries);
  payload.set(PATHS.journal, journalFile(sink.entries)).set(PATHS.package, file);
  if (camera !== null && recipient !== null)
    payload
      .set(PATHS.recording, recordingFile(true, segments))
      .set(PATHS.identities, identitiesFile(recipient, identityText(camera)));
  const signatures = [...day.present(room), room.supervisor].map((seat) =>
    signResult(crypto, resultOf(state), seat.author.session, seat.secretKey),
  );
  const result = { payload: jwsPayload(resultOf(state)), signatures };
  const host = { key: world.hostKey, secretKey: world.hostSecret };
  const sample = {
    name,
    room,
    entries: sink.entries,
    payload,
    result,
    host,
    identity,
    recipient: keys.recipient,
    centre: keys.signing.publicKey,
  };
  return { ...sample, sealed: await carried(sample, {}) };
}

/** One seat's camera ran for a second; all else was not recorded, and the journal says so. */
function segmentOfFirst(room: day.Room): Segment {
  const { at } = day.state(room);
  const start = Date.parse(at!);
  const iso = (ms: number): string => new Date(start + ms).toISOString();
  const whole = { from: iso(-86_400_000), to: iso(86_400_000), reason: '该席位未配备录像设备' };
  for (const seat of day.present(room))
    for (const track of TRACKS) does(room.world, seat, 'recording-gap', { track, ...whole });
  const [seat] = day.present(room) as [Seat];
  const head = { track: 'camera', segment: 1, head: 'ab'.repeat(32), from: iso(0), to: iso(1000) } as const;
  does(room.world, seat, 'recording-head', { ...head, pieces: 1 });
  const named = { ...head, session: seat.author.session };
  const file = { file: segmentFile(named, 'age'), bytes: 1000, sha256: 'cd'.repeat(32) };
  const pieces: Segment['pieces'] = [[900, start + 1000, 1_000_000]];
  return { ...named, ...file, mime: 'video/webm', header: 'ef'.repeat(32), pieces };
}

/** The result carried anew, as the host's own key could: other files, or another set of signatures, under a carriage that fits them. */
export function carried(
  sample: Omit<SealedSample, 'sealed'>,
  other: {
    payload?: ReadonlyMap<string, Uint8Array>;
    result?: SealFile['result'];
    host?: SealedSample['host'];
  },
): Promise<SealedRoom> {
  return carryResult({
    crypto,
    name: sample.name,
    info: bagInfo(day.state(sample.room), sample.name),
    payload: other.payload ?? sample.payload,
    recipients: [sample.recipient],
    result: other.result ?? sample.result,
    host: other.host ?? sample.host,
  });
}

/** The payload with its journal exchanged. */
export const withJournal = (sample: SealedSample, lines: readonly string[]): Map<string, Uint8Array> =>
  new Map([
    ...sample.payload,
    [PATHS.journal, new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''))],
  ]);

export const linesOf = (sample: SealedSample): string[] => sample.entries.map(entryLine);
