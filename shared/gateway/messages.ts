/**
 * The gateway's closed list: all that may leave a room before it is sealed, as CloudEvents 1.0. FORMAT.md says why each field is there. Whatever
 * is not named here does not leave, however it is called, and no field has room for what is judged of a bid.
 */
import { z } from 'zod';
import { DEVICE_KINDS, DEVICE_EVENTS as REPORTED } from '../devices/kinds.ts';
import { type Act, type ActType, PHASES, type Phase } from '../journal/acts.ts';
import type { Entry } from '../journal/entry.ts';
import * as f from '../journal/fields.ts';
import type { RoomState, Session } from '../journal/state.ts';
import { NOTICED } from '../noticing/kinds.ts';

/** Kinds of alarm that are told by name; any other is told as `other`, since a name of one's own choosing is a text. */
const ALARMS = [
  'door',
  'person',
  'camera',
  'microphone',
  'screen',
  'link',
  'power',
  'disk',
  'clock',
  'recording-gap',
  ...NOTICED,
  'other',
] as const;
const DEVICES = [
  ...DEVICE_KINDS,
  'camera',
  'microphone',
  'screen',
  'seat',
  'link',
  'power',
  'disk',
  'other',
] as const;
const DEVICE_EVENTS = [
  ...REPORTED,
  'connected',
  'disconnected',
  'failed',
  'restored',
  'opened',
  'closed',
  'other',
] as const;

/** The number on a desk: too short for a sentence, without a point for a decimal. */
const seat = z.string().regex(/^[\p{L}\p{N}-]{1,8}$/u);

const forms = {
  admission: z.strictObject({
    step: z.enum(['sign-in', 'admit', 'substitute']),
    who: f.id,
    role: z.enum(['member', 'supervisor']),
    seat: seat.nullable(),
    /** The member whose place a substitute takes. */
    replaces: f.id.nullable(),
  }),
  phase: z.strictObject({ phase: z.enum(PHASES) }),
  pause: z.strictObject({}),
  resume: z.strictObject({}),
  alarm: z.strictObject({
    kind: z.enum(ALARMS),
    level: z.literal([1, 2, 3]),
    /** Whom it is about: a member or supervisor of the package. */
    about: f.id.nullable(),
  }),
  'alarm-seen': z.strictObject({ alarm: f.hash }),
  /** That a supervisor intervened, and which one: what about and why are texts. */
  intervention: z.strictObject({ by: f.id }),
  device: z.strictObject({ device: z.enum(DEVICES), event: z.enum(DEVICE_EVENTS) }),
  /** The texts are null once a scoring round has begun. */
  question: z.strictObject({ bid: f.id, text: f.text.nullable() }),
  answer: z.strictObject({
    question: f.hash,
    text: f.text.nullable(),
    document: f.hash.nullable(),
    signedBy: f.text.nullable(),
  }),
} as const;

export type MessageKind = keyof typeof forms;
type Data = { [K in MessageKind]: z.infer<(typeof forms)[K]> };

const schemaOf = <K extends MessageKind>(kind: K) =>
  z.strictObject({
    specversion: z.literal('1.0'),
    /** The act's hash, with `.phase` where it is told that the act began a phase: one act may do both, and an id is used once. */
    id: kind === 'phase' ? z.string().regex(/^[0-9a-f]{64}\.phase$/) : f.hash,
    source: z.string().regex(/^urn:sealroom:room:[0-9a-f]{64}$/),
    type: z.literal(`sealroom.${kind}.v1` as const),
    time: f.instant,
    datacontenttype: z.literal('application/json'),
    data: forms[kind],
  });

/** By kind: the whole message, strict at every level. */
export const messageSchemas = {
  admission: schemaOf('admission'),
  phase: schemaOf('phase'),
  pause: schemaOf('pause'),
  resume: schemaOf('resume'),
  alarm: schemaOf('alarm'),
  'alarm-seen': schemaOf('alarm-seen'),
  intervention: schemaOf('intervention'),
  device: schemaOf('device'),
  question: schemaOf('question'),
  answer: schemaOf('answer'),
} as const satisfies { [K in MessageKind]: ReturnType<typeof schemaOf<K>> };

export interface Message<K extends MessageKind = MessageKind> {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: `sealroom.${K}.v1`;
  /** The entry's time. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: Data[K];
}

/** What an act is told as; the types that are missing here are not told at all. */
type Told = { [K in MessageKind]: readonly [K, Data[K]] }[MessageKind];
type Tell = {
  readonly [T in ActType]?: (placed: {
    readonly act: Act<T>;
    readonly before: Phase | null;
    readonly state: RoomState;
    readonly author: Session;
  }) => Told | null;
};

/** A supervisor enters a seat's label by hand; once bids are being judged, it could say something else. */
const seatTold = (label: string, before: Phase | null): string | null =>
  PHASES.indexOf(before ?? 'sign-in') < PHASES.indexOf('review') && seat.safeParse(label).success
    ? label
    : null;

/** Persons of the package: a closed set, and so no text. */
const person = (state: RoomState, id: string): string | null =>
  state.pkg.data.committee.some((m) => m.expert === id) ||
  state.pkg.data.supervisors.some((s) => s.supervisor === id)
    ? id
    : null;

const oneOf = <T extends string>(known: readonly [...T[], 'other'], name: string): T | 'other' =>
  known.find((one) => one === name) ?? 'other';

const roleOf = ({ role }: Session): 'member' | 'supervisor' => (role === 'supervisor' ? role : 'member');

/** Before the first scoring round there is no score that a text could hold. */
const beforeScores = (state: RoomState): boolean => state.rounds.length === 0;

/** Names are the package's own, whatever a guard further in has let pass. */
function entered(
  state: RoomState,
  step: 'sign-in' | 'admit',
  session: Session,
  seat: string | null,
): Told | null {
  const who = person(state, session.who);
  return who === null ? null : ['admission', { step, who, role: roleOf(session), seat, replaces: null }];
}

const tell: Tell = {
  open: ({ act: { body } }) => [
    'admission',
    { step: 'admit', who: body.supervisor, role: 'supervisor', seat: null, replaces: null },
  ],
  'sign-in': ({ state, author }) => entered(state, 'sign-in', author, null),
  admit: ({ act: { body }, before, state }) =>
    entered(state, 'admit', state.sessions.get(body.session)!, seatTold(body.seat, before)),
  substitute: ({ act: { body } }) => [
    'admission',
    { step: 'substitute', who: body.in, role: 'member', seat: null, replaces: body.out },
  ],
  pause: () => ['pause', {}],
  resume: () => ['resume', {}],
  /** A member's seat can only raise one about its own expert. */
  alarm: ({ act: { body }, state, author }) => [
    'alarm',
    {
      kind: oneOf(ALARMS, body.kind),
      level: body.level as 1 | 2 | 3,
      about: author.role === 'member' ? author.who : person(state, body.about),
    },
  ],
  'recording-gap': ({ state, author }) => [
    'alarm',
    { kind: 'recording-gap', level: 2, about: person(state, author.who) },
  ],
  'alarm-seen': ({ act: { body } }) => ['alarm-seen', { alarm: body.alarm }],
  intervene({ state, author }) {
    const by = person(state, author.who);
    return by === null ? null : ['intervention', { by }];
  },
  /** What a device's own name says is a text; its kind is not. */
  device: ({ act: { body } }) => [
    'device',
    { device: body.signed?.kind ?? oneOf(DEVICES, body.device), event: oneOf(DEVICE_EVENTS, body.event) },
  ],
  question: ({ act: { body }, state }) => [
    'question',
    { bid: body.bid, text: beforeScores(state) ? body.text : null },
  ],
  answer({ act: { body }, state }) {
    const { question, text, document, signedBy } = body;
    return beforeScores(state)
      ? ['answer', { question, text, document: document ?? null, signedBy }]
      : ['answer', { question, text: null, document: null, signedBy: null }];
  },
};

/**
 * What an entry tells outside, in order: nothing for most acts and for every act without effect.
 * @param before the phase before the entry; null before the first
 * @param state the room after it
 * @param hash the act's hash
 */
export function messagesOf(before: Phase | null, state: RoomState, entry: Entry, hash: string): Message[] {
  if (state.refused.at(-1)?.seq === entry.seq) return [];
  const { act } = entry;
  const author = state.sessions.get(act.session)!;
  const told = (tell[act.type] as Tell[typeof act.type] as Teller | undefined)?.({
    act,
    before,
    state,
    author,
  });
  const messages: Message[] = [];
  if (told) messages.push(message(state, entry, hash, told));
  if (state.phase !== before)
    messages.push(message(state, entry, `${hash}.phase`, ['phase', { phase: state.phase }]));
  return messages;
}

type Teller = (placed: { act: Act; before: Phase | null; state: RoomState; author: Session }) => Told | null;

/** The last word: what is not of its form is never made. */
function message(state: RoomState, entry: Entry, id: string, [kind, data]: Told): Message {
  return messageSchemas[kind].parse({
    specversion: '1.0',
    id,
    source: `urn:sealroom:room:${state.room}`,
    type: `sealroom.${kind}.v1`,
    time: entry.at,
    datacontenttype: 'application/json',
    data,
  });
}
