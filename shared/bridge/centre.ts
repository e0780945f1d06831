/** What the staff's window may ask of the trading centre's station, and what it tells. */
import { z } from 'zod';
import * as f from '../journal/fields.ts';
import type { Contract } from './contract.ts';
import { folder, journalPart, nothing, packageForm, part, partOf, refusalForm } from './parts.ts';
import { clipForm, openedRecording, segmentCheck, segmentIndex, segmentOf } from './playback.ts';

export const heldResult = z.strictObject({
  /** The file's base name. */
  name: z.string(),
  room: f.hash,
  package: f.hash,
  /** SHA-256 of the encrypted result. */
  ciphertext: f.hash,
  received: f.instant,
  /** `verifying`; `received`: passed, the receipt is signed; `failed`: a check failed; `incomplete`; `second`: waits for the first one's record. */
  state: z.enum(['verifying', 'received', 'failed', 'incomplete', 'second']),
  refusal: refusalForm.nullable(),
  /** The held result, by its ciphertext, about which a `second` one waits for the staff's word; where it waits for more than one, the first. */
  first: f.hash.nullable(),
});

export const centreStatus = z.strictObject({
  address: z.string(),
  tls: f.hash,
  /** Of the key that packages are signed with: printed on every slip. */
  fingerprint: f.hash,
  results: z.array(heldResult),
  /** What has come and nothing can be made of any more, because a part of it is gone: what is here, what is not, and what is to be done. */
  damaged: z.array(z.strictObject({ ciphertext: f.hash, name: z.string().nullable(), refusal: refusalForm })),
});
/** What a project folder holds, as the clerk should recognise it. */
const prepared = z.strictObject({
  code: z.string(),
  lot: z.string().nullable(),
  name: z.string(),
  method: z.enum(['comprehensive', 'lowestPrice']),
  bids: f.count,
  members: f.count,
  reserves: f.count,
  documents: f.count,
  /** Of all files that the package will carry. */
  bytes: f.count,
  /** What the law points at and does not forbid. */
  warnings: z.array(refusalForm),
});

export const EXPORTS = ['pdf', 'xlsx', 'json', 'bag'] as const;

export type CentreStatus = z.infer<typeof centreStatus>;

export const centreContract = {
  commands: {
    status: { params: nothing, answer: centreStatus },
    /** The verdict's numbered checks of a held result, as `verify --json` prints them. */
    verdict: { params: z.strictObject({ ciphertext: f.hash }), answer: z.strictObject({ json: z.string() }) },
    /** Reads a project folder as packing would; refuses with all that is wrong, each with its file and line. */
    prepare: { params: folder, answer: prepared },
    /** Signs the package and prints the slips into a folder; nothing there is written over. */
    makePackage: {
      params: z.strictObject({ folder: z.string().min(1), out: z.string().min(1) }),
      answer: z.strictObject({
        file: z.string(),
        digest: f.hash,
        /** The slips' folder. */
        slips: z.string(),
        /** Each person's, as it is printed. */
        people: z.array(z.strictObject({ name: z.string(), file: z.string() })),
      }),
    },
    /** Opens a held result with the centre's key: the package and how long the journal is, for the window's fold. */
    openResult: {
      params: z.strictObject({ ciphertext: f.hash }),
      answer: z.strictObject({ package: packageForm, entries: f.count }),
    },
    /** A stretch of an opened result's journal. */
    resultLines: { params: z.strictObject({ ciphertext: f.hash, from: f.positive }), answer: journalPart },
    /** Writes a part of an opened result into a folder. Refuses `EXISTS`: nothing is written over. */
    exportResult: {
      params: z.strictObject({ ciphertext: f.hash, what: z.enum(EXPORTS), folder: z.string().min(1) }),
      answer: z.strictObject({ files: z.array(z.string()) }),
    },
    /** The recording that belongs to an opened result: what each track of each session has, and what it lacks. */
    recording: { params: z.strictObject({ ciphertext: f.hash }), answer: openedRecording },
    /** Opens one segment. Refuses `SEGMENT_UNKNOWN`, `SEGMENT_ABSENT`, `SEGMENT_LOCKED` (no key at hand opens it), `SEGMENT_DAMAGED`. */
    segment: { params: segmentOf, answer: segmentIndex },
    /** A stretch of a segment's WebM file. Refuses as `segment` does. */
    segmentPart: { params: segmentOf.extend(part), answer: partOf },
    /** Holds one segment against the journal's heads. Refuses `SEGMENT_UNKNOWN`. */
    checkSegment: { params: segmentOf, answer: segmentCheck },
    /** Writes the segments that cover a stretch, with what proves them, into a new folder. Refuses `EXISTS`, `CLIP_EMPTY`, `CLIP_ORDER`. */
    exportClip: { params: clipForm, answer: z.strictObject({ folder: z.string(), files: f.count }) },
    /** Takes a sealed result from a carrier disk, and leaves the receipt there. */
    take: { params: folder, answer: z.strictObject({ ciphertext: f.hash }) },
    /** Lets a second result of a package in, beside the first one, whose room is named, and for what reason. */
    acceptSecond: {
      params: z.strictObject({ ciphertext: f.hash, first: f.hash, reason: f.reason }),
      answer: nothing,
    },
  },
  events: { status: centreStatus },
} as const satisfies Contract;
