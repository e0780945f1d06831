/** The journal of a sealed result, from whatever a verifier holds of it. */
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { journalLines, PATHS } from './contents.ts';
import { bagInFolder, bagInZip, decryptResult, readHeld } from './openResult.ts';

/**
 * Refuses what reading and opening the result refuses, and `BAG_FORM`.
 * @param path an age file, its zip, or an opened bag
 * @param identities age identities, for an age file
 */
export async function sealedJournal(path: string, identities: readonly string[]): Promise<Result<string[]>> {
  const held = await readHeld(path);
  if (!held.ok) return held;
  const zip =
    held.value.kind === 'encrypted'
      ? await decryptResult(held.value.bytes, identities)
      : held.value.kind === 'zip'
        ? accept(held.value.bytes)
        : null;
  if (zip !== null && !zip.ok) return zip;
  const bag = zip === null ? await bagInFolder(path) : await bagInZip(zip.value);
  if (!bag.ok) return bag;
  const name = `data/${PATHS.journal}`;
  const journal = bag.value.names.includes(name) ? await bag.value.bytes(name) : null;
  const lines = journal?.ok ? journalLines(journal.value) : null;
  return lines === null
    ? refuse(refusal('BAG_FORM', '归档包中没有完整的评标日志', 'The bag holds no whole journal', path))
    : accept(lines);
}
