/** What people take from a sealed room: opened with the centre's key, as the centre would. */
import { hash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decisionsOf, effectiveData } from '../../shared/evaluation/committee.ts';
import { readEntry } from '../../shared/journal/entry.ts';
import { foldTo } from '../../shared/journal/fold.ts';
import type { RoomPackage } from '../../shared/journal/state.ts';
import { nativeCrypto as crypto } from '../crypto/nativeCrypto.ts';
import { writeProjectFolder } from '../folder/index.ts';
import { journalLines, PATHS } from '../sealing/contents.ts';
import { bagInZip, decryptResult, identitiesOf } from '../sealing/openResult.ts';
import { takeRecordings } from './recordings.ts';

export interface Evaluated {
  readonly ciphertext: string;
  readonly seal: string;
  /** The room's scores as a project folder again. */
  readonly exported: string;
  /** The centre's folder of its recordings; null where none was due. */
  readonly recordings: string | null;
}

const digestOf = async (file: string): Promise<string> => hash('sha256', await readFile(file), 'hex');

/** Puts a sealed room's result, its documents and its scores into `out`. */
export async function collect(out: string, name: string, pkg: RoomPackage): Promise<Evaluated> {
  mkdirSync(join(out, 'sealed'));
  mkdirSync(join(out, 'exports'));
  const ciphertext = join(out, `sealed/${name}.age`);
  const seal = join(out, `sealed/${name}.seal.json`);
  await copyFile(join(out, `stations/room/data/sealed/${name}.age`), ciphertext);
  await copyFile(join(out, `stations/room/data/sealed/${name}.seal.json`), seal);
  const identities = identitiesOf(await readFile(join(out, 'centre/centre.key'), 'utf8'));
  const zip = await decryptResult(await readFile(ciphertext), identities);
  if (!zip.ok) throw new Error(zip.refusals[0]!.en);
  const bag = await bagInZip(zip.value);
  if (!bag.ok) throw new Error(bag.refusals[0]!.en);
  const taken = {
    [PATHS.report]: 'report.pdf',
    [PATHS.ranking]: 'ranking.json',
    [PATHS.workbook]: `exports/${name}.xlsx`,
    [PATHS.result]: `exports/${name}.json`,
  };
  for (const [path, to] of Object.entries(taken)) {
    const bytes = await bag.value.bytes(`data/${path}`);
    if (!bytes.ok) throw new Error(bytes.refusals[0]!.en);
    writeFileSync(join(out, to), bytes.value);
  }
  const journal = await bag.value.bytes(`data/${PATHS.journal}`);
  if (!journal.ok) throw new Error(journal.refusals[0]!.en);
  const entries = journalLines(journal.value)!.map((line) => {
    const entry = readEntry(line);
    if (!entry.ok) throw new Error(entry.refusals[0]!.en);
    return entry.value;
  });
  const state = foldTo(crypto, pkg, entries);
  const exported = join(out, 'exports/folder');
  await writeProjectFolder(exported, effectiveData(state), decisionsOf(state));
  if (state.opening?.recording.due !== true) return { ciphertext, seal, exported, recordings: null };
  const camera = await bag.value.bytes(`data/${PATHS.identities}`);
  if (!camera.ok) throw new Error(camera.refusals[0]!.en);
  const recordings = join(out, 'stations/centre/data/results', await digestOf(ciphertext), 'recordings');
  await takeRecordings(recordings, state, camera.value, join(out, 'recordings'));
  return { ciphertext, seal, exported, recordings };
}
