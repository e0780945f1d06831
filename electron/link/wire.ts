/**
 * What seats and the room say to each other over their TLS WebSocket, one JSON text a message. The room speaks first, so that the seat has checked
 * whom it talks to before it says anything; what is of its expert (acts, signatures) it sends only to the host that its own verified journal
 * names. FORMAT.md has the page.
 */
import { z } from 'zod';
import { refusalForm } from '../../shared/bridge/parts.ts';
import { askingForm } from '../../shared/intercom/asking.ts';
import { lineForm } from '../../shared/intercom/line.ts';
import { ACT_LIMIT, LINE_LIMIT } from '../../shared/journal/entry.ts';
import * as f from '../../shared/journal/fields.ts';
import { sdpForm } from '../../shared/monitor/description.ts';
import { RATES } from '../../shared/monitor/publication.ts';
import { recoveryClaim } from './recoveryClaim.ts';

/** The largest message, bytes: a batch of entries. */
export const MESSAGE_LIMIT = 16 * 1024 * 1024;
/** Characters of a seal. */
const SEAL_LIMIT = 1024 * 1024;
/** Where the room listens for seats. */
export const LINK_PATH = '/room';

const head = z.strictObject({ seq: f.count, hash: f.hash });
const signedHead = z.strictObject({ room: f.hash, head, sig: f.signature });
const actText = z.string().max(ACT_LIMIT);
const line = z.string().max(LINE_LIMIT);
/** Stretches of a journal have as many lines at most. */
export const STRETCH_LIMIT = 500;

export const fromSeat = z.discriminatedUnion('say', [
  /** First: what this machine is, and what it holds. Nothing here is of the expert: all of it stands in the room's journal. */
  z.strictObject({
    say: z.literal('hello'),
    seat: f.label(16),
    /** Sessions that this machine keeps; none are named to a host that has yet to prove itself. */
    sessions: z.array(f.key32).max(64),
    room: f.hash.nullable(),
    head,
    /** The newest head that a host signed for this seat, on this copy. */
    signed: signedHead.nullable(),
    /** That the session that works here is this machine's: under its key, for this connection (use `greeting`); null where none does. */
    proof: z.strictObject({ session: f.key32, sig: f.signature }).nullable(),
  }),
  /** An act's canonical text, as often as it takes: the room answers the same act alike each time. */
  z.strictObject({ say: z.literal('act'), text: actText }),
  /** What the room asked for: entries that it does not have, up to a head that its host signed; the last stretch carries that head. */
  z.strictObject({
    say: z.literal('history'),
    from: f.positive,
    lines: z.array(line).max(STRETCH_LIMIT),
    head: signedHead.nullable(),
  }),
  /** The seat's wall clock, said after the hello and at each of the room's pings, so that the supervisor sees one that is wrong. */
  z.strictObject({ say: z.literal('clock'), at: f.instant }),
  /** This session's signature under the closed room's result. */
  z.strictObject({
    say: z.literal('signature'),
    signature: z.strictObject({ protected: z.string().max(1000), signature: f.signature }),
  }),
  /** Camera and microphone of a session, offered to the room's monitor, under the session's signature (use `publication`). */
  z.strictObject({
    say: z.literal('monitor-offer'),
    session: f.key32,
    /** Which start of the monitor it is for. */
    monitor: f.positive,
    sdp: sdpForm,
    sig: f.signature,
  }),
  /** Of the session's line of the intercom, under its signature (use `intercom`). */
  z.strictObject({ say: z.literal('line-ask'), session: f.key32, asking: askingForm, sig: f.signature }),
]);
export type FromSeat = z.infer<typeof fromSeat>;

export const fromRoom = z.discriminatedUnion('say', [
  /** First, and again whenever a claim has been made. */
  z.strictObject({
    say: z.literal('welcome'),
    version: z.literal(1),
    /** Of this connection alone; whoever says `hello` signs it. */
    nonce: f.key32,
    /** The package file: its size in bytes and its SHA-256. */
    package: z.strictObject({ size: f.count, sha256: f.hash }),
    room: f.hash.nullable(),
    /** How far the host's journal reaches; null before the opening, and while a host takes a lost room back. */
    head: signedHead.nullable(),
    claim: recoveryClaim.nullable(),
  }),
  /** Entries in order; the last stretch carries the head that they reach, signed. */
  z.strictObject({
    say: z.literal('entries'),
    from: f.positive,
    lines: z.array(line).max(STRETCH_LIMIT),
    head: signedHead.nullable(),
  }),
  /** "Received by the room", for one act or several of this seat. */
  z.strictObject({
    say: z.literal('acks'),
    acks: z
      .array(z.strictObject({ room: f.hash, head, act: f.hash, seq: f.positive, sig: f.signature }))
      .min(1),
  }),
  /** The room did not append this act. */
  z.strictObject({ say: z.literal('refused'), act: f.hash, refusal: refusalForm }),
  /** The room's copy is shorter than the seat's: it asks for what follows. */
  z.strictObject({ say: z.literal('want'), from: f.positive }),
  /** The centre's receipt, a compact JWS, and the text of the seal that it names. */
  z.strictObject({
    say: z.literal('receipt'),
    receipt: z.string().max(4000),
    seal: z.string().max(SEAL_LIMIT),
  }),
  /** Camera and microphone are wanted at this rate, by this start of the monitor; `monitor` null: no longer. A room without a monitor never says it. */
  z.strictObject({
    say: z.literal('monitor-want'),
    monitor: f.positive.nullable(),
    rate: z.enum(RATES),
  }),
  /** The monitor's answer to the session's newest offer; null where it could not be taken. */
  z.strictObject({
    say: z.literal('monitor-answer'),
    session: f.key32,
    monitor: f.positive,
    sdp: sdpForm.nullable(),
  }),
  /** How the newest line of a session stands that this machine keeps; said when it changes, and after a hello. */
  z.strictObject({ say: z.literal('line'), line: lineForm }),
  /** The other side's answer to the offer on that line. */
  z.strictObject({ say: z.literal('line-answer'), session: f.key32, line: f.positive, sdp: sdpForm }),
]);
export type FromRoom = z.infer<typeof fromRoom>;
