/**
 * The room as its journal tells it. Nothing here is stored: it is folded from the entries, the same in the host, at every seat, in
 * every window and in the verifier.
 */
import type { LastReport } from '../devices/event.ts';
import type { Decimal, ProjectData } from '../project/model.ts';
import type { Refusal } from '../refusal.ts';
import type { Act, Bodies, CallPeer, Phase } from './acts.ts';
import type { Head } from './entry.ts';
import type { Place } from './fields.ts';
import type { Motion } from './motion.ts';

/** What the fold starts from: the verified package. */
export interface RoomPackage {
  /** SHA-256 of the package's manifest as signed: the package digest. */
  readonly digest: string;
  readonly data: ProjectData;
  /** The slips' public signing keys by member or supervisor, base64url. */
  readonly slipKeys: ReadonlyMap<string, string>;
  /** age recipients that the result is encrypted to: the centre's, then the authority's where there is one. */
  readonly recipients: { readonly centre: string; readonly authority?: string };
  /** The key that receipts are signed with, base64url. */
  readonly receiptKey: string;
}

export type SessionRole = 'member' | 'supervisor' | 'host';

export interface Session {
  readonly key: string;
  readonly role: SessionRole;
  readonly who: string;
  readonly recipient: string | null;
  readonly signIn: string;
  /** Entry number of the admission; null while only signed in. */
  admitted: number | null;
  /** Entry number at which it was closed; null while it counts. */
  closed: number | null;
  seat: string;
  /** Number and hash of its newest act, and when; `written`: bytes of all its entries' lines until then. */
  last: { seq: number; hash: string; at: string; written: number };
}

/** What a member has decided of one bid by one check of the preliminary review. */
export type ReviewDecision = Pick<Bodies['review'], 'pass' | 'reason' | 'place'> & { readonly seq: number };

export interface MemberState {
  readonly id: string;
  /** Entry of the member's newest act by hand, 0 before any: who acts is not absent. */
  acted: number;
  committed: number | null;
  recused: { act: string; ground: Bodies['recuse']['ground']; reason: string; seq: number } | null;
  read: number | null;
  /** By bid and check (`cellKey`). */
  readonly reviews: Map<string, ReviewDecision>;
}

export interface Substitution {
  readonly out: string;
  readonly in: string;
  readonly ground: Bodies['substitute']['ground'];
  readonly seq: number;
  readonly phase: Phase;
  /** One after the scores were out is printed in report and verdict. */
  readonly afterRelease: boolean;
}

export interface MotionState {
  readonly act: string;
  readonly by: string;
  readonly motion: Motion;
  readonly seq: number;
  readonly votes: Map<string, { yes: boolean; reason: string }>;
  carried: boolean | null;
  /** Entry of the vote that decided it. */
  decided: number | null;
}

export interface Deal {
  readonly act: string;
  readonly dealer: string;
  readonly session: string;
  readonly body: Bodies['deal'];
  readonly seq: number;
  /** Holders who confirmed their share. */
  readonly confirmed: Set<string>;
  readonly complaints: Map<string, string>;
  /** To which of the dealer's sessions a holder has given his share back, by holder. */
  readonly returned: Map<string, string>;
  /** Released share bytes (base64url) by holder. */
  readonly released: Map<string, string>;
}

/** A call over the voice-masked intercom. */
export interface Call {
  readonly by: string;
  readonly with: CallPeer;
  readonly seq: number;
  /** The entry's time. */
  readonly at: string;
  end: { readonly seq: number; readonly at: string; readonly how: Bodies['call-end']['how'] } | null;
}

export interface CellValue {
  /** As released; null where it could not be read. */
  readonly original: Decimal | null;
  /** What counts now; null: flagged and not mended. */
  score: Decimal | null;
  readonly remark: string;
  readonly place: Place | null;
  /** Why the released value cannot count. */
  readonly fault: 'unreadable' | 'out-of-range' | 'off-step' | null;
  readonly changes: {
    readonly from: Decimal | null;
    readonly to: Decimal;
    readonly ground: string;
    readonly reason: string;
    readonly seq: number;
  }[];
}

export interface Sheet {
  /** How it was opened; `void`: matching shares did not all give the committed key, which may turn out after it was opened. */
  readonly by: 'key' | 'shares' | 'void';
  readonly seq: number;
  /** By bid and item (`cellKey`). */
  readonly values: Map<string, CellValue>;
}

export interface Round {
  readonly number: number;
  readonly opened: number;
  /** Cells that are due from every member: responsive bids x experts' items, in the package's order. */
  readonly due: readonly string[];
  readonly bids: readonly string[];
  abandoned: number | null;
  /** By deal act hash. */
  readonly deals: Map<string, Deal>;
  /** Newest score act of each cell: member -> cell -> act. */
  readonly cells: Map<string, Map<string, { act: Act<'score'>; hash: string; seq: number }>>;
  readonly submits: Map<string, { act: string; seq: number; cells: ReadonlyMap<string, string> }>;
  readonly keys: Map<string, string>;
  readonly sheets: Map<string, Sheet>;
}

export interface Outcome {
  readonly kind: Bodies['outcome']['kind'];
  readonly reason: string;
  readonly ranking: string | null;
  readonly matters: string;
  readonly seq: number;
}

export interface Superseded {
  readonly from: Phase;
  readonly to: Phase;
  readonly reason: string;
  readonly requested: number;
  readonly witnessed: number;
  /** The outcome that stood until then, where there was one. */
  readonly outcome: Outcome | null;
}

export interface RoomState {
  readonly pkg: RoomPackage;
  room: string | null;
  opening: Bodies['open'] | null;
  openedAt: string | null;
  head: Head;
  at: string | null;
  /** Hash of each entry; index = number - 1. */
  readonly hashes: string[];
  phase: Phase;
  /** When the phase began: the entry's time. */
  phaseSince: string | null;
  paused: { seq: number; reason: string } | null;
  host: { key: string; tls: string } | null;
  readonly sessions: Map<string, Session>;
  /** Current members in the committee's order; a substitute stands where the replaced one stood. */
  members: string[];
  readonly member: Map<string, MemberState>;
  readonly substitutions: Substitution[];
  announced: number | null;
  chair: { member: string; round: number; seq: number } | null;
  /** Ballots of the current round of the election. */
  election: { round: number; ballots: Map<string, string> };
  readonly deliberations: Map<string, { matter: string; place?: Place; seq: number }>;
  readonly rejections: Map<
    string,
    { bid: string; check: string; ground: string; clause: string; place?: Place; seq: number; by: string }
  >;
  readonly questions: Map<
    string,
    {
      bid: string;
      text: string;
      seq: number;
      by: string;
      answer: { text: string; document?: string; signedBy: string; seq: number } | null;
    }
  >;
  /** By act hash. */
  readonly calls: Map<string, Call>;
  readonly motions: Map<string, MotionState>;
  readonly rounds: Round[];
  /** The order of tied candidates that the committee settled. */
  settled: readonly string[] | null;
  outcome: Outcome | null;
  report: { digest: string; head: Head; seq: number } | null;
  readonly signatures: Map<
    string,
    { kind: 'sign' | 'dissent' | 'taken-to-agree'; reason: string; seq: number }
  >;
  /** Requests to go back, which stand as long as the phase that they were made in. */
  readonly backs: Map<string, { body: Bodies['back']; seq: number; phase: Phase }>;
  readonly superseded: Superseded[];
  readonly alarms: Map<
    string,
    {
      body: Bodies['alarm'];
      /** The session that raised it. */
      by: string;
      seq: number;
      at: string;
      seen: { note: string; seq: number } | null;
      /** When its cause was gone, where the host has noted that. */
      ended: string | null;
    }
  >;
  /** Sessions whose seats the supervisor has let go, newest act. */
  readonly letGo: Map<string, { reason: string; seq: number }>;
  /** Newest signed event of each device. */
  readonly devices: Map<string, LastReport>;
  readonly interventions: { about: string; reason: string; seq: number; by: string }[];
  readonly pauses: { reason: string; from: string; to: string | null; present: readonly string[] }[];
  /** Newest bound head of each track, by `session/track`. */
  readonly recordings: Map<string, { body: Bodies['recording-head']; seq: number }>;
  /** Newest bound head of each segment, by `segmentName`. */
  readonly segments: Map<string, Bodies['recording-head'] & { readonly session: string }>;
  readonly recordingGaps: (Bodies['recording-gap'] & { readonly session: string })[];
  readonly screenKeys: (Bodies['screen-key'] & { readonly session: string; readonly who: string })[];
  readonly deposits: { deal: string; by: string; file: string; seq: number }[];
  /** Entries without effect, and why. */
  readonly refused: { seq: number; refusal: Refusal }[];
  /** The phase in which the evaluation was broken off (中止); null where it was not. */
  brokenOff: Phase | null;
  closed: (Bodies['close'] & { readonly seq: number }) | null;
}

/** The state before the first entry. */
export function emptyRoom(pkg: RoomPackage): RoomState {
  return {
    pkg,
    room: null,
    opening: null,
    openedAt: null,
    head: { seq: 0, hash: '0'.repeat(64) },
    at: null,
    hashes: [],
    phase: 'sign-in',
    phaseSince: null,
    paused: null,
    host: null,
    sessions: new Map(),
    members: pkg.data.committee.map((m) => m.expert).filter((e) => !pkg.data.project.reserves.includes(e)),
    member: new Map(),
    substitutions: [],
    announced: null,
    chair: null,
    election: { round: 1, ballots: new Map() },
    deliberations: new Map(),
    rejections: new Map(),
    questions: new Map(),
    calls: new Map(),
    motions: new Map(),
    rounds: [],
    settled: null,
    outcome: null,
    report: null,
    signatures: new Map(),
    backs: new Map(),
    superseded: [],
    alarms: new Map(),
    letGo: new Map(),
    devices: new Map(),
    interventions: [],
    pauses: [],
    recordings: new Map(),
    segments: new Map(),
    recordingGaps: [],
    screenKeys: [],
    deposits: [],
    refused: [],
    brokenOff: null,
    closed: null,
  };
}
