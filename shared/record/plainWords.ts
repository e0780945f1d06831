/** The record in plain words (评标日志): each entry of the journal as one sentence, for whoever watches the room. */
import type { Act, ActType, CallPeer } from '../journal/acts.ts';
import type { Entry } from '../journal/entry.ts';
import type { RoomState } from '../journal/state.ts';
import { type Narrator, narrator } from './narrator.ts';
import { sentence } from './sentences.ts';
import { type Words, words } from './words.ts';

/** What an entry is about, for filtering. */
export const RECORD_KINDS = [
  'admission',
  'phase',
  'document',
  'review',
  'scoring',
  'vote',
  'call',
  'intervention',
  'alarm',
  'signature',
  'system',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export interface PlainWords extends Words {
  readonly kind: RecordKind;
  /** Whom it is about: a member or supervisor of the package. */
  readonly person: string | null;
  /** Null where it is about none, and wherever the bid would tell where an expert is in his sheet. */
  readonly bid: string | null;
  /** False: it stands in the journal and changed nothing. */
  readonly effective: boolean;
}

const KINDS: Readonly<Record<ActType, RecordKind>> = {
  open: 'phase',
  'sign-in': 'admission',
  admit: 'admission',
  host: 'system',
  announce: 'phase',
  commit: 'admission',
  recuse: 'admission',
  substitute: 'admission',
  ballot: 'vote',
  read: 'document',
  review: 'review',
  deliberate: 'review',
  reject: 'review',
  question: 'document',
  answer: 'document',
  call: 'call',
  'call-end': 'call',
  move: 'vote',
  vote: 'vote',
  deal: 'system',
  'share-ok': 'system',
  'share-bad': 'system',
  'return-share': 'system',
  score: 'scoring',
  submit: 'scoring',
  release: 'scoring',
  'deposit-share': 'system',
  change: 'scoring',
  outcome: 'phase',
  report: 'document',
  sign: 'signature',
  dissent: 'signature',
  close: 'phase',
  proceed: 'phase',
  back: 'phase',
  witness: 'phase',
  pause: 'phase',
  resume: 'phase',
  intervene: 'intervention',
  listen: 'intervention',
  alarm: 'alarm',
  'alarm-seen': 'alarm',
  'alarm-end': 'alarm',
  'let-go': 'intervention',
  device: 'system',
  'recording-head': 'system',
  'recording-gap': 'alarm',
  'screen-key': 'system',
};

/**
 * An entry in one plain sentence, in Chinese and in English; never with a score, a remark or a place, and with nothing that members wrote once
 * scoring has begun.
 * @param state the room folded at least to this entry; the newest one tells the most (how one voted, once it is decided)
 */
export function plainWords(state: RoomState, entry: Entry): PlainWords {
  const n = narrator(state, entry);
  const { act } = entry;
  const refused = state.refused.find(({ seq }) => seq === entry.seq)?.refusal;
  const kind = KINDS[act.type];
  const effective = refused === undefined;
  if (!effective && n.guarded) return { ...attempt(n), kind, person: authorOf(n), bid: null, effective };
  const { zh, en } = sentence(n, act);
  const why = effective
    ? words('', '')
    : words(`（未生效：${refused.zh}）`, ` (without effect: ${refused.en})`);
  return {
    zh: `${zh}${why.zh}。`,
    en: `${en}${why.en}.`,
    kind,
    person: personOf(n, act),
    bid: bidOf(n, act),
    effective,
  };
}

/** How an act of this session would read in the record if it were the next entry. */
export function plainWordsAhead(state: RoomState, act: Pick<Act, 'session' | 'type' | 'body'>): Words {
  const { zh, en } = sentence(narrator(state, { act, seq: state.head.seq + 1 }), act);
  return words(`${zh}。`, `${en}.`);
}

/** No rule has let an act without effect pass, and any field of it could say anything. */
const attempt = ({ actor }: Narrator): Words =>
  words(`${actor.zh}的一项操作未生效。`, `An act of ${actor.en} was without effect.`);

const authorOf = ({ author }: Narrator): string | null =>
  author === null || author.role === 'host' ? null : author.who;

function personOf(n: Narrator, act: Act): string | null {
  switch (act.type) {
    case 'admit':
      return n.state.sessions.get(act.body.session)?.who ?? null;
    case 'substitute':
      return act.body.in;
    case 'listen':
    case 'let-go':
    case 'return-share':
      return n.state.sessions.get(act.body.session)?.who ?? null;
    default:
      return authorOf(n);
  }
}

const bidCalled = (state: RoomState, peer: CallPeer | undefined): string | null =>
  peer?.kind === 'bidder' ? (state.questions.get(peer.question)?.bid ?? null) : null;

function bidOf({ state }: Narrator, act: Act): string | null {
  switch (act.type) {
    case 'review':
    case 'deliberate':
    case 'reject':
    case 'question':
    case 'change':
      return act.body.bid;
    case 'answer':
      return state.questions.get(act.body.question)?.bid ?? null;
    case 'call':
      return bidCalled(state, act.body.with);
    case 'call-end':
      return bidCalled(state, state.calls.get(act.body.call)?.with);
    default:
      return null;
  }
}
