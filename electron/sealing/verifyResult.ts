/**
 * The independent check of a sealed result: everything that the evidence at hand allows, in the numbered order of the verdict. It trusts
 * nothing that is inside: trust starts at the centre's public key, which comes from outside.
 */
import { createHash } from 'node:crypto';
import type { RoomPackage, RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { type Refusal, refusal } from '../../shared/refusal.ts';
import { type Replay, replay, sayReplay } from '../../shared/verdict/replay.ts';
import {
  checkCompleteness,
  checkHost,
  checkOpening,
  checkRanking,
  checkSheets,
  checkSigners,
  noteRoom,
} from '../../shared/verdict/roomChecks.ts';
import { checkSeal, type ReadSeal } from '../../shared/verdict/sealChecks.ts';
import { type Findings, findings, type Verdict } from '../../shared/verdict/verdict.ts';
import { checkBag } from '../archive/bag.ts';
import type { FileSet } from '../archive/fileSet.ts';
import { openPackage } from '../package/openPackage.ts';
import { SOFTWARE } from '../software.ts';
import { journalLines, PATHS } from './contents.ts';
import { documentsOf } from './documents.ts';
import { bagInFolder, bagInZip, decryptResult, type Held } from './openResult.ts';
import { verifyRecording } from './verifyRecording.ts';

export interface Evidence {
  readonly held: Held;
  /** Text of `<name>.seal.json`, or null where it is not at hand. */
  readonly seal: string | null;
  /** age identities, or null where there is no key. */
  readonly identities: readonly string[] | null;
  /** The centre's public key, 32 bytes, or null where there is no trust anchor. */
  readonly trust: Uint8Array | null;
  /** Folder of the recording's files, or null where they are not at hand. */
  readonly recordings: string | null;
}

/**
 * Makes every check that can be made. Never throws on bad evidence: what is wrong is said by the check that it concerns.
 * @param replayed hears the room as its journal gives it, where there is one that can be replayed
 */
export async function verifyResult(
  crypto: CryptoPort,
  evidence: Evidence,
  replayed: (state: RoomState) => void = () => undefined,
): Promise<Verdict> {
  const found = findings();
  const seal = sealOf(crypto, found, evidence);
  const bag = await bagOf(found, evidence);
  if (bag !== null) await checkBagFiles(crypto, found, bag, seal, evidence, replayed);
  return found.verdict();
}

function sealOf(crypto: CryptoPort, found: Findings, { held, seal }: Evidence): ReadSeal | null {
  if (seal !== null) return checkSeal(crypto, found, seal, held.kind === 'encrypted' ? held.digest : null);
  for (const id of ['seal-form', 'seal-signatures', 'carriage', 'ciphertext', 'signers', 'host'] as const)
    found.skip(id, '未提供封存凭证', 'The seal is not at hand');
  return null;
}

async function bagOf(found: Findings, { held, identities }: Evidence): Promise<FileSet | null> {
  let zip: Uint8Array | null = held.kind === 'zip' ? held.bytes : null;
  if (held.kind === 'encrypted') {
    if (identities === null) {
      found.skip('decryption', '未提供解密密钥', 'There is no key to open it with');
      return null;
    }
    const opened = await decryptResult(held.bytes, identities);
    if (!opened.ok) {
      found.fail('decryption', opened.refusals[0]!);
      return null;
    }
    found.pass('decryption');
    zip = opened.value;
  } else found.pass('decryption', 0);
  const bag = zip === null ? await bagInFolder((held as { path: string }).path) : await bagInZip(zip);
  if (!bag.ok) found.fail('bag', bag.refusals[0]!);
  return bag.ok ? bag.value : null;
}

async function checkBagFiles(
  crypto: CryptoPort,
  found: Findings,
  files: FileSet,
  seal: ReadSeal | null,
  { trust, recordings }: Evidence,
  replayed: (state: RoomState) => void,
): Promise<void> {
  const bag = await checkBag(files);
  if (!bag.ok) found.fail('bag', bag.refusals[0]!);
  else if (seal !== null && bag.value.digest !== seal.carriage.bag)
    found.fail(
      'bag',
      refusal('BAG_DIGEST', '归档包不是封存时的那一个', 'This is not the bag that was sealed'),
    );
  else found.pass('bag', bag.value.payload.length);

  const read = async (path: string): Promise<Uint8Array | null> => {
    if (!files.names.includes(`data/${path}`)) return null;
    const bytes = await files.bytes(`data/${path}`);
    return bytes.ok ? bytes.value : null;
  };
  const pkg = await checkPackage(crypto, found, await read(PATHS.package), trust);
  if (pkg === null) return;
  const told = replayedFrom(crypto, found, pkg, await read(PATHS.journal));
  if (told === null) return;
  replayed(told.state);
  checkRoom(crypto, found, told.state, seal);
  const recording = { manifest: await read(PATHS.recording), identities: await read(PATHS.identities) };
  await verifyRecording(crypto, found, { pkg, ...told }, { ...recording, folder: recordings });
  if (told.state.closed === null) return;
  const report = await read(PATHS.report);
  const software = told.state.opening?.software ?? '';
  if (software !== SOFTWARE) return sayOtherVersion(found, told.state, report, software);
  const made = await documentsOf(crypto, pkg, told.entries);
  checkReport(found, told.state, report, made.get(PATHS.report) ?? null);
  const payload = files.names
    .filter((name) => name.startsWith('data/'))
    .map((name) => name.slice('data/'.length));
  const evidence = told.state.opening!.recording.due ? [PATHS.recording, PATHS.identities] : [];
  await checkTables(found, made, payload, evidence, read);
}

async function checkPackage(
  crypto: CryptoPort,
  found: Findings,
  bytes: Uint8Array | null,
  trust: Uint8Array | null,
): Promise<RoomPackage | null> {
  if (bytes === null) {
    found.fail(
      'package',
      refusal('FILE_MISSING', '归档包中没有项目包', 'The bag holds no project package', PATHS.package),
    );
    return null;
  }
  const opened = await openPackage(bytes, crypto, trust);
  if (opened.ok) {
    found.pass('package', opened.value.manifest.files.length);
    if (trust === null)
      found.skip('origin', '未提供交易中心公钥', 'There is no trust anchor (the centre’s public key)');
    else found.pass('origin');
    return opened.value.room;
  }
  const why: Refusal = opened.refusals[0]!;
  found.fail(why.code === 'PACKAGE_KEY' ? 'origin' : 'package', why);
  return null;
}

function replayedFrom(
  crypto: CryptoPort,
  found: Findings,
  pkg: RoomPackage,
  journal: Uint8Array | null,
): Replay | null {
  const lines = journal === null ? null : journalLines(journal);
  if (lines === null) {
    found.fail(
      'journal-form',
      refusal(
        'JOURNAL_FORM',
        '日志文件缺失、截断或不是文本',
        'The journal is missing, cut short or not text',
        PATHS.journal,
      ),
    );
    return null;
  }
  const told = replay(crypto, pkg, lines);
  sayReplay(found, told);
  return told.failure === null ? told : null;
}

function checkRoom(crypto: CryptoPort, found: Findings, state: RoomState, seal: ReadSeal | null): void {
  checkOpening(found, state, seal?.result ?? null);
  checkCompleteness(found, state, seal?.result ?? null);
  checkSheets(found, state);
  checkRanking(found, crypto, state);
  if (seal !== null && state.closed !== null) {
    checkSigners(found, state, seal);
    checkHost(found, state, seal);
  }
  noteRoom(found, state);
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const same = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a === null || b === null ? a === b : Buffer.compare(a, b) === 0;

/** Whether the report is the one whose digest the members signed. */
const signedReport = (state: RoomState, report: Uint8Array | null): boolean =>
  (report === null ? null : sha256(report)) === (state.report?.digest ?? null);

const otherReport = refusal(
  'REPORT_DIFFERS',
  '报告不是成员所签的那一份',
  'This is not the report that the members signed',
);

/** 17: the report is the one that was signed, and the one that the journal gives when it is made again. */
function checkReport(
  found: Findings,
  state: RoomState,
  report: Uint8Array | null,
  made: Uint8Array | null,
): void {
  if (!signedReport(state, report)) found.fail('report', otherReport);
  else if (!same(made, report))
    found.fail(
      'report',
      refusal(
        'REPORT_REMADE',
        '按日志重新生成的报告与所附报告不同',
        'The report made again from the journal is another',
      ),
    );
  else found.pass('report', report === null ? 0 : 1);
}

/** Another version lays documents out differently: what was signed is still checked, what was only made is left to that version. */
function sayOtherVersion(
  found: Findings,
  state: RoomState,
  report: Uint8Array | null,
  software: string,
): void {
  if (signedReport(state, report)) found.pass('report', report === null ? 0 : 1);
  else found.fail('report', otherReport);
  found.skip(
    'tables',
    `数据表由 ${software} 生成，请用该版本核验（本软件为 ${SOFTWARE}）`,
    `The tables were made by ${software}: verify with that version (this is ${SOFTWARE})`,
  );
}

/** 18: every other document is what the journal gives, and there is no file besides. */
async function checkTables(
  found: Findings,
  made: ReadonlyMap<string, Uint8Array>,
  payload: readonly string[],
  evidence: readonly string[],
  read: (path: string) => Promise<Uint8Array | null>,
): Promise<void> {
  const known: readonly string[] = [PATHS.journal, PATHS.package, PATHS.report, ...evidence];
  const tables = new Set([...made.keys(), ...payload].filter((path) => !known.includes(path)));
  for (const path of tables)
    if (!same(made.get(path) ?? null, await read(path)))
      found.fail(
        'tables',
        refusal('TABLE_DIFFERS', `${path} 与按日志重算的不同`, `${path} is not what the journal gives`, path),
      );
  if (!found.failed('tables')) found.pass('tables', tables.size);
}
