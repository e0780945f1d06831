/**
 * The acts: every fact that a room's journal can hold. An act (评标行为) is signed by the session that did it. This file says what each
 * kind carries; who may do it, and when, is `judge`'s (the topic files of `shared/evaluation`).
 */
import { z } from 'zod';
import { signedReport } from '../devices/event.ts';
import { TRACKS } from '../recording/track.ts';
import * as f from './fields.ts';
import { motion } from './motion.ts';

/** The phases of an evaluation in their order; the words on screen come from the regime's terms. */
export const PHASES = [
  'sign-in',
  'commitment',
  'chair',
  'reading',
  'review',
  'clarification',
  'scoring',
  'consolidation',
  'report',
  'signing',
  'closed',
] as const;
export type Phase = (typeof PHASES)[number];

const slipSignature = f.signature;

/** With whom an expert speaks over the intercom. */
export const callPeer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('supervisor'), supervisor: f.id }),
  z.strictObject({ kind: z.literal('agency') }),
  /** A representative of the bidder whom a written question went to. */
  z.strictObject({ kind: z.literal('bidder'), question: f.hash }),
]);
export type CallPeer = z.infer<typeof callPeer>;

const dealtShare = z.strictObject({
  holder: f.id,
  session: f.key32,
  /** An age file to the holder's session. */
  file: f.bytes,
  /** Digest of the share's inner text. */
  digest: f.hash,
});

/** The body of each act, by type. */
export const bodies = {
  // --- opening, people -----------------------------------------------------------------------------------------------------------
  /** The first entry; its hash is the room id. Signed by the supervisor's session, which it introduces together with the host. */
  open: z.strictObject({
    package: f.hash,
    /** 32 random bytes: a rerun of the same package is a different room. */
    nonce: f.key32,
    supervisor: f.id,
    recipient: f.ageRecipient,
    slip: slipSignature,
    host: f.key32,
    /** SHA-256 of the host's TLS public key (SubjectPublicKeyInfo). */
    tls: f.hash,
    demonstration: z.boolean(),
    /** Name and version of the program that makes the room's documents: the same one makes them again byte for byte. */
    software: z.string().min(1).max(64),
    /** Whether a recording is due, and to whom camera and sound are encrypted. */
    recording: z.strictObject({ due: z.boolean(), recipient: f.ageRecipient.nullable() }),
    /** Whether bidders' representatives may be spoken with over the intercom; left out: they may not. */
    intercom: z.strictObject({ bidders: z.boolean() }).exactOptional(),
    expected: z.strictObject({ members: z.array(f.id), supervisors: z.array(f.id).min(1) }),
    threshold: f.positive,
  }),
  /** A session introduces itself, by the slip key over its own keys, the room and the TLS key it talks to. */
  'sign-in': z.strictObject({ who: f.id, recipient: f.ageRecipient, tls: f.hash, slip: slipSignature }),
  /** The supervisor admits a signed-in session and closes the person's older one at the number of its last act. */
  admit: z.strictObject({
    signIn: f.hash,
    session: f.key32,
    seat: f.label(16),
    letter: z.boolean().optional(),
    closes: z.strictObject({ session: f.key32, last: f.positive }).optional(),
  }),
  /** A new host on the longest chain. */
  host: z.strictObject({ host: f.key32, tls: f.hash, reason: f.reason }),
  // --- opening of the meeting ------------------------------------------------------------------------------------------------------
  /** Discipline read, bidders' names told; commitments refer to these names. */
  announce: z.strictObject({ bids: z.array(f.id).min(1) }),
  /** Commitment (承诺书) and declaration of no ground for recusal. */
  commit: z.strictObject({ text: f.hash, recording: z.literal(true) }),
  /** Which ground belongs to which regime, and how it is called: `../evaluation/recusal.ts`. */
  recuse: z.strictObject({
    ground: z.enum(['tie', 'employment', 'kin', 'interest', 'other', 'punished', 'director', 'holder']),
    reason: f.reason,
  }),
  substitute: z.strictObject({
    out: f.id,
    in: f.id,
    ground: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('recusal'), act: f.hash }),
      z.strictObject({ kind: z.literal('absence'), motion: f.hash }),
    ]),
  }),
  ballot: z.strictObject({ round: f.positive, chair: f.id }),
  /** The member has read the tender (R12 15-16). */
  read: z.strictObject({ documents: z.array(f.label(260)) }),
  // --- review ----------------------------------------------------------------------------------------------------------------------
  review: z.strictObject({
    bid: f.id,
    check: f.id,
    pass: z.boolean(),
    reason: f.text,
    place: f.place.optional(),
  }),
  /** The committee looks at the place together before a rejection (提请集体评议). */
  deliberate: z.strictObject({ bid: f.id, check: f.id, matter: f.reason, place: f.place.optional() }),
  /** The sheet of one rejection: ground, clause of the tender, place. */
  reject: z.strictObject({
    bid: f.id,
    check: f.id,
    ground: f.reason,
    clause: f.reason,
    place: f.place.optional(),
  }),
  question: z.strictObject({ bid: f.id, text: f.reason, place: f.place.optional() }),
  answer: z.strictObject({ question: f.hash, text: f.text, document: f.hash.optional(), signedBy: f.text }),
  // --- the voice-masked intercom (变声电话) --------------------------------------------------------------------------------------------
  /** An expert begins to speak with somebody outside; both voices are masked, and the call is recorded. Its words are in no act. */
  call: z.strictObject({ with: callPeer, masked: z.literal(true), recorded: z.literal(true) }),
  /** `hung-up` by a person; `lost`: the line broke. */
  'call-end': z.strictObject({ call: f.hash, how: z.enum(['hung-up', 'lost']) }),
  // --- motions ---------------------------------------------------------------------------------------------------------------------
  move: z.strictObject({ motion }),
  vote: z.strictObject({ motion: f.hash, yes: z.boolean(), reason: f.text }),
  // --- scores ----------------------------------------------------------------------------------------------------------------------
  deal: z.strictObject({
    round: f.positive,
    /** Commitment to the sheet key. */
    commitment: f.hash,
    threshold: f.positive,
    dealing: f.bytes,
    shares: z.array(dealtShare).min(1),
  }),
  'share-ok': z.strictObject({ deal: f.hash }),
  'share-bad': z.strictObject({ deal: f.hash, code: f.label(64) }),
  /** A holder gives its share back to the dealer's new session. */
  'return-share': z.strictObject({ deal: f.hash, session: f.key32, file: f.bytes }),
  score: z.strictObject({ round: f.positive, bid: f.id, item: f.id, nonce: f.bytes, cipher: f.bytes }),
  submit: z.strictObject({
    round: f.positive,
    cells: z.array(z.strictObject({ bid: f.id, item: f.id, act: f.hash })),
  }),
  release: z.strictObject({
    round: f.positive,
    key: f.key32.nullable(),
    shares: z.array(z.strictObject({ deal: f.hash, share: f.bytes })),
  }),
  /** A holder's share of a replaced member's sheet, encrypted to the authority that the package names, for a lawful order. */
  'deposit-share': z.strictObject({ deal: f.hash, file: f.bytes }),
  // --- consolidation, outcome, report ------------------------------------------------------------------------------------------------
  change: z.strictObject({
    round: f.positive,
    bid: f.id,
    item: f.id,
    from: f.decimal,
    to: f.decimal,
    ground: z.enum(['objective-differs', 'outlier', 'tender-clause']),
    reason: f.reason,
  }),
  outcome: z.strictObject({
    kind: z.enum(['ranked', 'all-rejected', 'void', 'stopped']),
    reason: f.text,
    /** Digest of the answer object; null where there is no ranking. */
    ranking: f.hash.nullable(),
    motion: f.hash.optional(),
    /** Matters to settle before the contract is signed (R12 42). */
    matters: f.text,
  }),
  report: z.strictObject({ digest: f.hash, head: z.strictObject({ seq: f.positive, hash: f.hash }) }),
  sign: z.strictObject({ report: f.hash }),
  dissent: z.strictObject({ report: f.hash, reason: f.reason }),
  close: z.strictObject({
    outcome: z.enum(['sealed', 'sealed-aborted']),
    reason: f.text,
    /** Who will not sign the seal, and why. */
    excused: z.array(z.strictObject({ who: f.id, reason: f.reason })),
  }),
  // --- the course of the day -----------------------------------------------------------------------------------------------------------
  proceed: z.strictObject({ to: z.enum(PHASES) }),
  /** Going back to an earlier phase: the chair's request; it takes effect when the supervisor has witnessed it. */
  back: z.strictObject({ to: z.enum(['review', 'clarification', 'scoring']), reason: f.reason }),
  witness: z.strictObject({ act: f.hash }),
  pause: z.strictObject({ reason: f.reason, present: z.array(f.id) }),
  resume: z.strictObject({ present: z.array(f.id) }),
  intervene: z.strictObject({ about: f.text, reason: f.reason }),
  /** The supervisor listens to a seat from this moment on (监听): made before its sound is played. */
  listen: z.strictObject({ session: f.key32, from: f.instant }),
  alarm: z.strictObject({
    kind: f.label(64),
    level: z.number().int().min(1).max(3),
    about: f.text,
    text: f.text,
  }),
  'alarm-seen': z.strictObject({ alarm: f.hash, note: f.text }),
  /**
   * The cause of an alarm that the host raised is gone; whether somebody has looked into it is another matter. `to`: when it went. `reason`: it is not
   * known to be gone, but nobody watches it any more: the monitor's program has stopped, and what raises it again is another alarm.
   */
  'alarm-end': z.strictObject({
    alarm: f.hash,
    to: f.instant,
    reason: z.literal('monitor-lost').exactOptional(),
  }),
  /** The supervisor lets the program of this session's seat be ended although it holds recordings that the room has not. */
  'let-go': z.strictObject({ session: f.key32, reason: f.reason }),
  /** What the host notes of a device; `signed`: as a device with a key of its own has reported it (`../devices/FORMAT.md`). */
  device: z.strictObject({
    device: f.label(64),
    event: f.label(64),
    text: f.text,
    signed: signedReport.optional(),
  }),
  /** The head of a recording's chain, bound into the journal every few seconds. */
  'recording-head': z.strictObject({
    track: z.enum(TRACKS),
    segment: f.positive,
    pieces: f.count,
    head: f.hash,
    from: f.instant,
    to: f.instant,
  }),
  'recording-gap': z.strictObject({
    track: z.enum(TRACKS),
    from: f.instant,
    to: f.instant,
    reason: f.reason,
  }),
  /** What a screen was encrypted from before a round that was never dealt: no release tells it. */
  'screen-key': z.strictObject({ round: f.positive, key: f.key32 }),
} as const;

export type ActType = keyof typeof bodies;
export type Bodies = { [T in ActType]: z.infer<(typeof bodies)[T]> };

/** What an act carries besides its type and body. */
export interface Envelope {
  /** The room id; null only in the opening act, whose hash it is. */
  readonly room: string | null;
  /** The author: the session's Ed25519 public key. */
  readonly session: string;
  /** The number in the session's own chain, from 1. */
  readonly seq: number;
  /** Hash of the session's act before this one; 64 zeros for the first. */
  readonly prev: string;
  /** The newest entry that the author had verified; number 0 and 64 zeros before the first. */
  readonly seen: { readonly seq: number; readonly hash: string };
  readonly at: string;
  readonly mono: string;
}

export type UnsignedAct<T extends ActType = ActType> = {
  [K in T]: Envelope & { readonly type: K; readonly body: Bodies[K] };
}[T];
export type Act<T extends ActType = ActType> = UnsignedAct<T> & { readonly sig: string };

const envelope = {
  room: f.hash.nullable(),
  session: f.key32,
  seq: f.positive,
  prev: f.hash,
  seen: z.strictObject({ seq: f.count, hash: f.hash }),
  at: f.instant,
  mono: f.monotonic,
  sig: f.signature,
};

const schemas = new Map(
  (Object.keys(bodies) as ActType[]).map((type) => [
    type as string,
    z.strictObject({ ...envelope, type: z.literal(type), body: bodies[type] }),
  ]),
);

/** The act that a parsed JSON value is, or what is wrong with it, as `path: problem`. */
export function readAct(value: unknown): { ok: true; act: Act } | { ok: false; problem: string } {
  const type = (value as { type?: unknown } | null)?.type;
  const schema = typeof type === 'string' ? schemas.get(type) : undefined;
  if (schema === undefined) return { ok: false, problem: `type: ${JSON.stringify(type)}` };
  const parsed = schema.safeParse(value);
  // The value itself, not zod's copy: its keys stay in canonical order, which makes it quick to hash. Nothing is transformed.
  if (parsed.success) return { ok: true, act: value as Act };
  const issue = parsed.error.issues[0];
  return { ok: false, problem: `${issue?.path.join('.')}: ${issue?.message}` };
}
