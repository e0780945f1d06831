/** Forms that the three stations' contracts share. */
import { z } from 'zod';
import * as f from '../journal/fields.ts';

export const refusalForm = z.strictObject({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  where: z.string().exactOptional(),
});

export const nothing = z.strictObject({});

export const personForm = z.strictObject({ who: f.id, name: z.string() });

/** A stretch of the verified journal: canonical lines from an entry number on. The window folds them as everybody does. */
export const journalPart = z.strictObject({ from: f.positive, lines: z.array(z.string()) });

/** From which entry on the station is to tell the journal; it goes on telling what is added. */
export const follow = { params: z.strictObject({ from: f.positive }), answer: nothing };

/** The package that the room is about, for the window's fold; null until it is here and verified. */
export const packageForm = z.strictObject({
  digest: f.hash,
  name: z.string(),
  /** Canonical JSON of the project's data, as `data/project.json` has it. */
  project: z.string(),
  slipKeys: z.record(f.id, f.key32),
  recipients: z.strictObject({ centre: z.string(), authority: z.string().exactOptional() }),
  receiptKey: f.key32,
  /** Fingerprint of the centre's key, hex: to be compared with the one that is printed on the slip. */
  fingerprint: f.hash,
});

export const typedSlip = z.strictObject({ code: z.string().max(64) });

/** An act was made and stands in this station's own store. */
export const saved = z.strictObject({ act: f.hash, seq: f.positive });

export const folder = z.strictObject({ folder: z.string().min(1) });

/** Bytes of a part that is asked for at once. */
const PART = 1 << 20;

/** A stretch of a document, by byte; a length that reaches beyond the end gives what there is. */
export const part = { from: f.count, length: z.number().int().min(1).max(PART) };
export const partOf = z.strictObject({
  /** Bytes of the whole document. */
  total: f.count,
  base64: z.base64(),
});
