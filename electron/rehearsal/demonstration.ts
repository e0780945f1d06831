/** The evaluation of a signed package by simulated people, on disk as a room keeps it, to the sealed result. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decisionsOf, effectiveData } from '../../shared/evaluation/committee.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { readEntry } from '../../shared/journal/entry.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { packageName } from '../../shared/package/packageName.ts';
import { resultOf, signResult } from '../../shared/seal/seal.ts';
import { readSlipCode } from '../../shared/slip/code.ts';
import { slipKeys } from '../../shared/slip/keys.ts';
import { nativeCrypto } from '../crypto/nativeCrypto.ts';
import { readProjectFolder, writeProjectFolder } from '../folder/index.ts';
import { readCentrePublicKey } from '../package/centreKeys.ts';
import { openPackage } from '../package/openPackage.ts';
import { journalFile, PATHS } from '../sealing/contents.ts';
import { documentsOf, reportAt } from '../sealing/documents.ts';
import { sealRoom } from '../sealing/sealRoom.ts';
import { openJournal } from '../store/journalStore.ts';
import * as day from './day.ts';
import { folderMinds } from './folderMinds.ts';
import { seededChance } from './seededRandom.ts';
import { simulatedClock, simulatedWorld } from './simulation.ts';

export interface Evaluated {
  readonly ciphertext: string;
  readonly seal: string;
  /** The room's scores as a project folder again. */
  readonly exported: string;
}

const crypto = nativeCrypto;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Slips' signing seeds by person, from the texts that the centre printed. */
function slipsIn(folder: string, holder: { project: string; lot?: string }): Map<string, Uint8Array> {
  const seeds = new Map<string, Uint8Array>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
    const who = decodeURIComponent(file.slice(0, -'.txt'.length));
    const typed = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}[0-9A-Z*~$=]/.exec(
      readFileSync(join(folder, file), 'utf8'),
    )?.[0];
    const code = readSlipCode(typed ?? '');
    if (!code.ok) throw new Error(`${file}: ${code.refusals[0]!.en}`);
    seeds.set(who, slipKeys(crypto, code.value, { ...holder, who }).signing);
  }
  return seeds;
}

/**
 * @param out where the package, its slips and the centre's keys stand and the results go
 * @param project the clerk's folder: what the people decide
 */
export async function evaluateDemonstration(options: {
  out: string;
  project: string;
  say: (text: string) => void;
}): Promise<Evaluated> {
  const { out, say } = options;
  const folder = await readProjectFolder(options.project);
  if (!folder.ok) throw new Error(folder.refusals[0]!.en);
  const { data, decisions } = folder.value;
  const name = packageName(data.project);
  const packageFile = new Uint8Array(readFileSync(join(out, `${name}.sealroom`)));
  const centre = await readCentrePublicKey(join(out, 'centre/centre.pub'), crypto);
  if (!centre.ok) throw new Error(centre.refusals[0]!.en);
  const opened = await openPackage(packageFile, crypto, centre.value);
  if (!opened.ok) throw new Error(opened.refusals[0]!.en);

  const chance = {
    ...seededChance(crypto, name),
    bytes: (length: number) => new Uint8Array(randomBytes(length)),
  };
  mkdirSync(join(out, 'room'));
  const store = openJournal(join(out, 'room/journal.db'), { crypto });
  if (!store.ok) throw new Error(store.refusals[0]!.en);
  const clock = simulatedClock(chance, data.project.opened);
  const { project: code, lot } = { project: data.project.code, lot: data.project.lot };
  const slips = slipsIn(join(out, 'slips'), { project: code, ...(lot === undefined ? {} : { lot }) });
  const world = simulatedWorld({ crypto, chance, clock, pkg: opened.value.room, slips, sink: store.value });

  say('the room is opened; the committee signs in and is admitted');
  const room = await day.arrive(world, folderMinds(data, decisions), true);
  const made = async ({ head }: RoomState): Promise<string> =>
    sha256(await reportAt(crypto, world.pkg, linesOf(store.value.lines()), head.seq));
  await day.toClose(room, made, say);
  const entries = linesOf(store.value.lines());
  store.value.close();

  say('the room is closed; every session signs, the host seals');
  const state = day.state(room);
  const signatures = [...day.present(room), room.supervisor].map((seat) =>
    signResult(crypto, resultOf(state), seat.author.session, seat.secretKey),
  );
  const payload = await documentsOf(crypto, opened.value.room, entries);
  payload.set(PATHS.journal, journalFile(entries)).set(PATHS.package, packageFile);
  const host = { key: world.hostKey, secretKey: world.hostSecret };
  const sealed = await sealRoom({ crypto, state, name, payload, signatures, host });

  mkdirSync(join(out, 'sealed'));
  mkdirSync(join(out, 'exports'));
  const ciphertext = join(out, `sealed/${name}.age`);
  const seal = join(out, `sealed/${name}.seal.json`);
  writeFileSync(ciphertext, sealed.ciphertext);
  writeFileSync(seal, `${canonicalJson(sealed.seal)}\n`);
  writeFileSync(join(out, 'report.pdf'), payload.get(PATHS.report)!);
  writeFileSync(join(out, 'ranking.json'), payload.get(PATHS.ranking)!);
  writeFileSync(join(out, `exports/${name}.xlsx`), payload.get(PATHS.workbook)!);
  writeFileSync(join(out, `exports/${name}.json`), payload.get(PATHS.result)!);
  const exported = join(out, 'exports/folder');
  await writeProjectFolder(exported, effectiveData(state), decisionsOf(state));
  return { ciphertext, seal, exported };
}

function linesOf(lines: Iterable<string>) {
  return [...lines].map((line) => {
    const entry = readEntry(line);
    if (!entry.ok) throw new Error(entry.refusals[0]!.en);
    return entry.value;
  });
}
