/** Who and what an entry speaks of, by the names that the package gives; and which of its texts may be repeated. */
import { TERMS, type Terms } from '../evaluation/terms.ts';
import type { Act, ActType } from '../journal/acts.ts';
import type { Deal, RoomState, Session } from '../journal/state.ts';
import { type Words, words } from './words.ts';

export interface Narrator {
  readonly state: RoomState;
  /** The entry's number. */
  readonly seq: number;
  readonly terms: Terms;
  /** The session that acts; null where the journal has not introduced it. */
  readonly author: Session | null;
  /** Seat and name of who acts, at the beginning of a sentence. */
  readonly actor: Words;
  /** The machine at which it is done by itself, likewise. */
  readonly machine: Words;
  person(who: string): string;
  people(who: readonly string[]): string;
  /** `B1 某建设有限公司`. */
  bid(bid: string): string;
  check(check: string): string;
  item(item: string): string;
  seat(label: string): Words;
  /** Whose sheet a dealing is about; empty where it is not known. */
  dealer(deal: string): string;
  /** A text that a person wrote, after a colon; or that it is not repeated here. Empty where there is none. */
  said(text: string): Words;
  /** Whether a member's words could hold a score. */
  readonly guarded: boolean;
  /** Told to the one who did it, who knows what he did. */
  readonly own: boolean;
}

/** Longer texts are cut: the record is read line by line, and the whole text stands in the journal. */
const LONGEST = 160;

/** What ends a sentence is the sentence's own. */
export const inSentence = (text: string): string => text.trim().replace(/[。.；;]+$/u, '');

const shortened = (text: string): string => {
  const line = text.replace(/\s+/gu, ' ');
  const characters = [...line];
  return characters.length <= LONGEST ? line : `${characters.slice(0, LONGEST).join('')}…`;
};

/** An entry as far as a sentence about it needs it. */
interface Told {
  readonly seq: number;
  readonly act: Pick<Act, 'session' | 'type'>;
}

/**
 * @param state the room at this entry or later
 * @param own for the one who did it: without his name, and with all that he wrote
 */
export function narrator(state: RoomState, { act, seq }: Told, own = false): Narrator {
  const { committee, supervisors, bids, project } = state.pkg.data;
  const terms = TERMS[project.regime];
  const names = new Map([
    ...committee.map((m) => [m.expert, m.name] as const),
    ...supervisors.map((s) => [s.supervisor, s.name] as const),
  ]);
  const checks = new Map(project.review.map(({ id, name }) => [id, name]));
  const items = new Map(project.groups.flatMap((g) => g.items.map(({ id, name }) => [id, name] as const)));
  const bidders = new Map(bids.map(({ bid, name }) => [bid, name]));
  const author = state.sessions.get(act.session) ?? null;
  // An act without effect may name somebody who is not there.
  const person = (who: string): string => names.get(who) || who || '—';
  const seat = (label: string): Words =>
    words(/^\d+$/.test(label) ? `${label} 号席位` : `席位 ${label}`, `seat ${label}`);
  const scored = state.rounds[0] !== undefined && seq > state.rounds[0].opened;
  const guarded = !own && scored && author?.role !== 'supervisor';
  const actor = own ? words('', '') : actorOf(terms, author, act.type, person, seat);

  return {
    state,
    seq,
    terms,
    author,
    actor,
    machine: own ? words('本席位', 'This seat') : machineOf(author, actor, person),
    person,
    people: (who) => who.map(person).join('、'),
    bid: (bid) => `${bid} ${bidders.get(bid) ?? ''}`.trim(),
    check: (check) => checks.get(check) ?? check,
    item: (item) => items.get(item) ?? item,
    seat,
    dealer: (deal) => person(dealOf(state, deal)?.dealer ?? ''),
    said(text) {
      if (text.trim() === '') return words('', '');
      if (guarded) return words('（文字见评标日志）', ' (the wording stands in the journal)');
      const shown = own ? inSentence(text) : shortened(inSentence(text));
      return words(`：${shown}`, `: ${shown}`);
    },
    guarded,
    own,
  };
}

function dealOf(state: RoomState, deal: string): Deal | undefined {
  for (const { deals } of state.rounds) if (deals.has(deal)) return deals.get(deal);
  return undefined;
}

/** A seat is called by the one who sits there, so that it reads as one word with what is at it. */
const machineOf = (author: Session | null, actor: Words, person: Narrator['person']): Words =>
  author === null || author.role === 'host'
    ? actor
    : words(`${person(author.who)}席位`, `The seat of ${person(author.who)}`);

/** Before the admission nobody sits anywhere, whatever seat came later. */
function actorOf(
  terms: Terms,
  author: Session | null,
  type: ActType,
  person: Narrator['person'],
  seat: Narrator['seat'],
): Words {
  if (author === null) return words('未知席位', 'An unknown session');
  if (author.role === 'host') return words('评标室主机', 'The room’s host');
  const name = person(author.who);
  if (author.role === 'supervisor') return words(`${terms.supervisor} ${name} `, `Supervisor ${name}`);
  if (author.seat === '' || type === 'sign-in') return words(`${name} `, name);
  const { zh, en } = seat(author.seat);
  return words(`${zh} ${name} `, `${name} (${en})`);
}
