/** What an expert's window may ask of its seat (席位), and what the seat tells. */
import { z } from 'zod';
import { ENDS, lineForm } from '../intercom/line.ts';
import { bodies, callPeer } from '../journal/acts.ts';
import * as f from '../journal/fields.ts';
import { sdpForm } from '../monitor/description.ts';
import { RATES } from '../monitor/publication.ts';
import { TRACKS } from '../recording/track.ts';
import type { Contract } from './contract.ts';
import {
  follow,
  journalPart,
  nothing,
  packageForm,
  part,
  partOf,
  personForm,
  refusalForm,
  saved,
  typedSlip,
} from './parts.ts';

/** What an expert does by hand, but for what the seat itself has to compute or encrypt. */
const HAND_ACTS = [
  'commit',
  'recuse',
  'ballot',
  'read',
  'review',
  'deliberate',
  'reject',
  'question',
  'call',
  'call-end',
  'move',
  'vote',
  'change',
  'outcome',
  'proceed',
  'back',
  'alarm',
] as const;

const handAct = z.union(
  HAND_ACTS.map((type) => z.strictObject({ type: z.literal(type), body: bodies[type] })),
);

const track = z.enum(TRACKS);

const seatRecording = z.strictObject({
  /** From admission on until this expert's last due score is released, or the room is closed; false where the opening asks for no recording. */
  due: z.boolean(),
  /** The room is paused by an act: nothing has to be recorded until it goes on. */
  paused: z.boolean(),
  /** Pictures in a second that are wanted now. */
  rate: z.strictObject({ screen: f.positive, camera: f.positive }),
  /** After how long a recorder is followed by the next one, seconds. */
  segmentSeconds: f.positive,
  tracks: z.array(
    z.strictObject({
      track,
      /** The newest segment of this session that is open; null between two. */
      segment: f.positive.nullable(),
      /** Pieces of it that are on the disk. */
      pieces: f.count,
      /** When the newest piece of this track was made. */
      last: f.instant.nullable(),
      problem: refusalForm.nullable(),
    }),
  ),
  /** At the present rate, all tracks together; 0 before there is one. */
  bytesPerHour: f.count,
  /** How long the disk lasts at that rate; null before there is one. */
  hoursLeft: f.decimal.nullable(),
  /** The disk does not last for the declared hours: fewer pictures are wanted. */
  warn: z.boolean(),
  /** Bytes that the room does not hold yet. */
  unsent: f.count,
});
export type SeatRecording = z.infer<typeof seatRecording>;

/** What a recorder in the window may have to report; the station journals it. */
const TROUBLES = [
  'camera-lost',
  'microphone-lost',
  'screen-lost',
  'no-data',
  'asleep',
  'recorder-failed',
] as const;

/** Characters of base64 for the largest piece, 2 MiB. */
const PIECE = Math.ceil((2 << 20) / 3) * 4;

export const seatStatus = z.strictObject({
  /**
   * `connecting`: no package yet and no room in reach; `fetching`: the package is on its way; `waiting`: the room is not open yet;
   * `slip`: the entry slip is asked for; `signing-in`: the room has not acknowledged the sign-in; `admission`: the supervisor has to
   * admit; `seated`: the expert works here; `moved`: the expert goes on elsewhere; `closed`: the room is closed and this seat has to sign or has
   * signed; `finished`: the centre has confirmed the result; `stopped`: see `stop`.
   */
  stage: z.enum([
    'connecting',
    'fetching',
    'waiting',
    'slip',
    'signing-in',
    'admission',
    'seated',
    'moved',
    'closed',
    'finished',
    'stopped',
  ]),
  seat: z.string(),
  link: z.strictObject({
    up: z.boolean(),
    since: f.instant,
    attempt: f.count,
    problem: refusalForm.nullable(),
  }),
  /** Bytes of the package that are here, and of how many. */
  documents: z.strictObject({ received: f.count, total: f.count, verified: z.boolean() }),
  person: personForm.nullable(),
  session: f.key32.nullable(),
  /** Number of the newest own act that this seat keeps, and of the newest that the room has signed for. */
  acts: z.strictObject({ saved: f.count, received: f.count }),
  /** False: after a move, the others have to give the sheet's key back before any score can be read or made. */
  sheetKey: z.boolean(),
  /** Own acts that the room would not take, newest last: they are kept, and are no part of the record. */
  refused: z.array(z.strictObject({ act: f.hash, refusal: refusalForm })),
  head: z.strictObject({ seq: f.count, hash: f.hash }),
  /** Camera and microphone are wanted by the room's monitor; `monitor` counts its starts: another one wants them anew. Null: nobody watches. */
  watched: z.strictObject({ monitor: f.positive, rate: z.enum(RATES) }).nullable(),
  /** The newest line of the intercom between this seat and the room's window; null: none since the station was started. */
  line: lineForm.nullable(),
  recording: seatRecording,
  /** Why the program must not be ended here now: the shell then keeps its window open. Null: it may. */
  quit: refusalForm.nullable(),
  /** The expert has set a PIN for this seat (解锁口令). */
  pin: z.boolean(),
  /** Why this seat has kept everything although the room has the centre's receipt; null: it is not here yet, or has ended this seat's day. */
  kept: refusalForm.nullable(),
  stop: z.strictObject({ refusal: refusalForm, proof: z.string().nullable() }).nullable(),
});
export type SeatStatus = z.infer<typeof seatStatus>;

const cell = {
  bid: f.id,
  item: f.id,
  /** Null: not scored, or not any more. */
  score: z.string().max(64).nullable(),
  remark: f.text,
  place: f.place.nullable(),
};

export const seatContract = {
  commands: {
    status: { params: nothing, answer: seatStatus },
    package: { params: nothing, answer: packageForm.nullable() },
    follow,
    enterSlip: { params: typedSlip, answer: personForm },
    act: { params: z.strictObject({ act: handAct }), answer: saved },
    score: { params: z.strictObject(cell), answer: saved },
    /** The own newest value of every cell of this round, readable here alone. */
    sheet: { params: nothing, answer: z.strictObject({ cells: z.array(z.strictObject(cell)) }) },
    submit: { params: nothing, answer: saved },
    /** One click gives a moved expert the shares back that this seat holds of him. */
    returnShares: { params: z.strictObject({ member: f.id }), answer: z.strictObject({ shares: f.count }) },
    /** The chair has the report made of the record as it stands. */
    report: { params: nothing, answer: saved },
    /** The report is made again from this seat's own copy before it is signed. */
    sign: { params: nothing, answer: saved },
    dissent: { params: z.strictObject({ reason: f.reason }), answer: saved },
    /** Paths of the package's documents: the tender's, each bid's, members' pictures. */
    documents: {
      params: nothing,
      answer: z.strictObject({
        tender: z.array(z.string()),
        bids: z.record(f.id, z.array(z.string())),
        pictures: z.record(f.id, z.string()),
      }),
    },
    documentPart: { params: z.strictObject({ path: z.string().max(1024), ...part }), answer: partOf },
    /** The report as this seat makes it from its own copy, to be read before it is signed. */
    reportPart: { params: z.strictObject(part), answer: partOf.extend({ hash: f.hash }) },
    /** What the window of the person who sits here wants to find again: pages, the cell, the view, what is half typed; never a score. An empty value forgets. */
    remember: {
      params: z.strictObject({ key: f.label(200), value: z.string().max(65_536) }),
      answer: nothing,
    },
    /** Empty before the slip is entered. */
    remembered: { params: nothing, answer: z.strictObject({ entries: z.record(z.string(), z.string()) }) },
    /** Offers camera and microphone to the room's monitor: one of each at most, sent alone. Refuses `NOT_WATCHED`, `PUBLICATION`, `MONITOR_SILENT`. */
    publish: {
      params: z.strictObject({ monitor: f.positive, sdp: sdpForm }),
      answer: z.strictObject({ sdp: sdpForm }),
    },
    /** Rings at the room's window. Refuses `LINE_ROOM` (no room in reach), `LINE_OPEN` (one is open already), and what the rules refuse of such a call. */
    ring: { params: z.strictObject({ with: callPeer }), answer: nothing },
    /** Takes the call that the room rings for. */
    acceptLine: { params: z.strictObject({ line: f.positive }), answer: nothing },
    /** Declines a ring, takes an own one back, or gives up a line that is no call yet; a call is ended by its act. */
    endLine: { params: z.strictObject({ line: f.positive, why: z.enum(ENDS) }), answer: nothing },
    /** Offers the masked microphone, once the call's act is made. Refuses `LINE_MEDIA`, and `LINE_SILENT` where the other side does not answer. */
    offerLine: {
      params: z.strictObject({ line: f.positive, sdp: sdpForm }),
      answer: z.strictObject({ sdp: sdpForm }),
    },
    /** Sets this person's PIN, which unlocks the seat's screen after a break. */
    setPin: { params: z.strictObject({ pin: z.string().regex(/^\d{4,12}$/) }), answer: nothing },
    /** By the PIN, or by the slip where it is forgotten or there is none; the slip ends the PIN. `wait`: seconds until the next try counts. */
    unlock: {
      params: z.strictObject({ pin: z.string().max(12) }).or(z.strictObject({ slip: z.string().max(64) })),
      answer: z.strictObject({ open: z.boolean(), wait: f.count }),
    },
    /** Begins a track's next segment, one recorder from start to stop; several may be open, as the next one starts before the last has stopped. */
    recordingStart: {
      params: z.strictObject({
        track,
        mime: z
          .string()
          .max(128)
          .regex(/^video\/webm(;|$)/),
      }),
      answer: z.strictObject({ segment: f.positive }),
    },
    /** What the recorder gave, in its order; on the disk when it is answered. `at` and `mono`: the window's clocks when it was given. */
    recordingPiece: {
      params: z.strictObject({
        track,
        segment: f.positive,
        base64: z.base64().max(PIECE),
        at: f.instant,
        mono: f.monotonic,
      }),
      answer: nothing,
    },
    /** The recorder has stopped, and its last piece has been answered. */
    recordingStop: { params: z.strictObject({ track, segment: f.positive }), answer: nothing },
    /** Something is wrong with what is recorded: an alarm goes into the journal. */
    recordingTrouble: {
      params: z.strictObject({ track, kind: z.enum(TROUBLES), text: z.string().max(2000) }),
      answer: nothing,
    },
    /** 我的评标记录: what this expert read, scored, said and signed, as a PDF; once he has signed, or the room is closed. */
    ownRecord: { params: z.strictObject(part), answer: partOf },
  },
  events: { status: seatStatus, journal: journalPart },
} as const satisfies Contract;
