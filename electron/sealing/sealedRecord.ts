/** The journal of a sealed result and its recording's manifest, from whatever a verifier holds of it. */
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { journalLines, PATHS } from './contents.ts';
import { bagInFolder, bagInZip, decryptResult, readHeld } from './openResult.ts';

export interface SealedRecord {
  /** The journal's lines. */
  readonly lines: readonly string[];
  /** `recording/manifest.json`; null where there is none. */
  readonly manifest: Uint8Array | null;
}

/**
 * Refuses what reading and opening the result refuses, and `BAG_FORM`.
 * @param path an age file, its zip, or an opened bag
 * @param identities age identities, for an age file
 */
export async function sealedRecord(
  path: string,
  identities: readonly string[],
): Promise<Result<SealedRecord>> {
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
  const part = async (name: string): Promise<Uint8Array | null> => {
    const bytes = bag.value.names.includes(`data/${name}`) ? await bag.value.bytes(`data/${name}`) : null;
    return bytes?.ok ? bytes.value : null;
  };
  const journal = await part(PATHS.journal);
  const lines = journal === null ? null : journalLines(journal);
  return lines === null
    ? refuse(refusal('BAG_FORM', '归档包中没有完整的评标日志', 'The bag holds no whole journal', path))
    : accept({ lines, manifest: await part(PATHS.recording) });
}
