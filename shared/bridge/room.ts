/** What the supervisor's window may ask of the room's station, and what it tells. */
import { z } from 'zod';
import { deviceId } from '../devices/event.ts';
import { DEVICE_KINDS } from '../devices/kinds.ts';
import { ENDS, lineForm } from '../intercom/line.ts';
import { bodies, callPeer } from '../journal/acts.ts';
import * as f from '../journal/fields.ts';
import { sdpForm } from '../monitor/description.ts';
import { PICTURES } from '../monitor/publication.ts';
import { recordingPart } from '../recording/loss.ts';
import type { Contract } from './contract.ts';
import {
  folder,
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

/** What a supervisor does by hand; opening, admission and the new host have commands of their own. */
const SUPERVISOR_ACTS = [
  'announce',
  'substitute',
  'answer',
  'call-end',
  'proceed',
  'witness',
  'pause',
  'resume',
  'intervene',
  'alarm',
  'alarm-seen',
  'let-go',
  'close',
] as const;

const supervisorAct = z.union(
  SUPERVISOR_ACTS.map((type) => z.strictObject({ type: z.literal(type), body: bodies[type] })),
);

const connectedSeat = z.strictObject({
  seat: z.string(),
  up: z.boolean(),
  since: f.instant,
  /** Sessions that this machine holds. */
  sessions: z.array(f.key32),
  /** How long its copy of the journal is. */
  entries: f.count,
});

export const roomStatus = z.strictObject({
  /**
   * `package`: no package; `ready`: the room can be opened; `open`; `settling`: after a restart, the seats' copies are heard before anything
   * is added; `lost`: seats hold a room that this machine does not; `closed`: signatures are being gathered; `sealed`: the result lies here;
   * `delivered`: the centre's receipt is here; `forgotten`; `stopped`: see `stop`.
   */
  stage: z.enum([
    'package',
    'ready',
    'open',
    'settling',
    'lost',
    'closed',
    'sealed',
    'delivered',
    'forgotten',
    'stopped',
  ]),
  address: z.string(),
  /** SHA-256 of the TLS public key, hex. */
  tls: f.hash,
  person: personForm.nullable(),
  session: f.key32.nullable(),
  seats: z.array(connectedSeat),
  /** Whose signature under the result is still out. */
  unsigned: z.array(f.id),
  /** Sessions of the closed room of whose recordings something is lacking: it is waited for, until it is here or declared lost. */
  awaited: z.array(
    z.strictObject({
      session: f.key32,
      who: f.id,
      seat: z.string(),
      /** That are not here whole, or that no key opens; 0: the journal knows of no recording of that time, and nothing can come any more. */
      segments: f.count,
      /** What is lacking, by the seat's clock. */
      parts: z.array(recordingPart).min(1),
      /** Bytes that the seat has yet to copy, as it said last; null: it has said nothing since this station was started. */
      bytes: f.count.nullable(),
      /** When something of it came last, else when the room was closed. */
      since: f.instant,
    }),
  ),
  outbox: z.strictObject({
    /** Off until the result is sealed. */
    state: z.enum(['shut', 'sending', 'waiting', 'receipt', 'refused', 'off']),
    sent: f.count,
    total: f.count,
    problem: refusalForm.nullable(),
    /** What the centre signed after it had verified the result and passed it, `at` by its own clock; `received` by this one. Null until it is here. */
    receipt: z
      .strictObject({ at: f.instant, received: f.instant, package: f.hash, ciphertext: f.hash, seal: f.hash })
      .nullable(),
  }),
  gateway: z.strictObject({ on: z.boolean(), sent: f.count, problem: refusalForm.nullable() }),
  /** The station file's devices, with what is wrong at present; what they reported stands in the journal. */
  devices: z.array(
    z.strictObject({ id: deviceId, kind: z.enum(DEVICE_KINDS), problem: refusalForm.nullable() }),
  ),
  /** Live camera and sound of the seats; null where the station file asks for none. */
  monitor: z
    .strictObject({
      /** Of its process, which the room starts again when it ends. */
      state: z.enum(['starting', 'up', 'gone']),
      /** Counts its starts: each one knows nothing of the views of the one before. */
      starts: f.count,
      seats: z.array(z.strictObject({ session: f.key32, picture: z.enum(PICTURES) })),
      /** Streams that the monitoring system receives; `problem`: why one that is due does not come through. */
      outside: z.strictObject({ on: z.boolean(), streams: f.count, problem: refusalForm.nullable() }),
    })
    .nullable(),
  /** The intercom's lines to the seats, one a session, newest last. `offer`: a seat's masked microphone, which waits for this window's answer. */
  lines: z.array(lineForm.extend({ offer: sdpForm.nullable() })),
  /** The file system of the data folder, in bytes. `warn`: closing and sealing may run out of it. `problem`: it does not answer; the bytes are what was seen last. */
  disk: z.strictObject({
    free: f.count,
    total: f.count,
    warn: z.boolean(),
    problem: refusalForm.nullable(),
  }),
  clock: z.strictObject({
    now: f.instant,
    /** Milliseconds by which a connected seat's clock is ahead of this one (behind: negative). `warn`: more than two seconds. */
    seats: z.array(z.strictObject({ seat: z.string(), offset: f.decimal, warn: z.boolean() })),
  }),
  head: z.strictObject({ seq: f.count, hash: f.hash }),
  /** Why the program must not be ended here now: the shell then keeps its window open. Null: it may. */
  quit: refusalForm.nullable(),
  stop: z.strictObject({ refusal: refusalForm, proof: z.string().nullable() }).nullable(),
});
export type RoomStatus = z.infer<typeof roomStatus>;

export const roomContract = {
  commands: {
    status: { params: nothing, answer: roomStatus },
    package: { params: nothing, answer: packageForm.nullable() },
    follow,
    enterSlip: { params: typedSlip, answer: personForm },
    open: { params: z.strictObject({ demonstration: z.boolean() }), answer: saved },
    admit: {
      /** `moves`: the person sits elsewhere already, and that session is closed. */
      params: z.strictObject({
        session: f.key32,
        seat: f.label(16),
        letter: z.boolean(),
        moves: z.boolean(),
      }),
      answer: saved,
    },
    act: { params: z.strictObject({ act: supervisorAct }), answer: saved },
    /** Goes on although seats that sat here before have not been heard since the restart. */
    goOn: { params: nothing, answer: nothing },
    /** Takes a lost room back from the seats' copies, and goes on as its new host. */
    rebuild: { params: z.strictObject({ reason: f.reason }), answer: saved },
    /** The supervisor declares lost what a session's recording lacks; it is then waited for no longer. Refuses `NO_SESSION`, `NOT_AWAITED`. */
    declareLoss: { params: z.strictObject({ session: f.key32, reason: f.reason }), answer: nothing },
    /** Writes the sealed result into a folder of a carrier disk, or takes the receipt from it. */
    carry: { params: folder, answer: z.strictObject({ files: z.array(z.string()) }) },
    takeReceipt: { params: folder, answer: nothing },
    /**
     * Receives a seat's picture (RTCPeerConnection, receiving alone), a large one at a higher rate, and its sound, which is journalled before it
     * is answered. Refuses `NO_MONITOR`, `NOT_LIVE`, `VIEWING`, and with sound whatever `act` refuses.
     */
    view: {
      params: z.strictObject({ session: f.key32, sdp: sdpForm, large: z.boolean(), sound: z.boolean() }),
      answer: z.strictObject({ view: f.positive, sdp: sdpForm }),
    },
    endView: { params: z.strictObject({ view: f.positive }), answer: nothing },
    /**
     * Rings at a seat, for whoever is to speak at this window. Refuses `NO_SESSION`, `LINE_SEAT` (the seat is not in reach), `LINE_OPEN`, `LINE_BUSY` (another
     * call is held here), and what the rules refuse of such a call.
     */
    ring: { params: z.strictObject({ session: f.key32, with: callPeer }), answer: nothing },
    /** Takes the call that a seat rings for. Refuses as `ring`, and `LINE_GONE`. */
    acceptLine: { params: z.strictObject({ line: f.positive }), answer: nothing },
    endLine: { params: z.strictObject({ line: f.positive, why: z.enum(ENDS) }), answer: nothing },
    /** Answers the seat's offer with this window's masked microphone. Refuses `LINE_MEDIA`, `LINE_GONE`. */
    answerLine: { params: z.strictObject({ line: f.positive, sdp: sdpForm }), answer: nothing },
    /** The report as this machine makes it from the journal; from the chair's report on. */
    reportPart: { params: z.strictObject(part), answer: partOf.extend({ hash: f.hash }) },
    /** The supervisor has the program ended although the room holds what the centre has not. Refuses what `enterSlip` refuses. */
    letGo: { params: typedSlip, answer: nothing },
    /** Deletes what this machine keeps of the room; only with the centre's receipt. */
    forget: { params: nothing, answer: nothing },
  },
  events: { status: roomStatus, journal: journalPart },
} as const satisfies Contract;
