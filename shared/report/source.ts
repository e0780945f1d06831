/** What every chapter of the report draws on: the folded room, its evaluation, and names, places and times in printable words. */
import { decisionsOf, effectiveData } from '../evaluation/committee.ts';
import { TERMS, type Terms } from '../evaluation/terms.ts';
import type { Place } from '../journal/fields.ts';
import type { RoomState } from '../journal/state.ts';
import type { Bid, Decisions, Member, Project, ProjectData } from '../project/model.ts';
import { printedMoney } from '../project/money.ts';
import type { Eligibility } from '../scoring/eligibility.ts';
import { type Evaluation, responsiveBids } from '../scoring/index.ts';
import { CITATIONS, type Citations } from './citations.ts';
import { localDay, localTime } from './localTime.ts';

export interface ReportInput {
  /** Folded to the head at which the report is made; for the annex, to the end. */
  readonly state: RoomState;
  /** Of the decisions in `state`; null where the outcome has no ranking. */
  readonly evaluation: Evaluation | null;
  /** The time of an entry, by its number: the journal's `at`. */
  readonly timeOf: (seq: number) => string;
}

export interface Source extends ReportInput {
  readonly project: Project;
  /** The package's data with substitutes in their places. */
  readonly data: ProjectData;
  readonly decisions: Decisions;
  readonly eligibility: Eligibility;
  readonly terms: Terms;
  readonly law: Citations;
  readonly bid: (bid: string) => Bid;
  /** `B1 某建设有限公司`. */
  readonly bidder: (bid: string) => string;
  /** `桑以宁（E1）`; supervisors as well. */
  readonly person: (who: string) => string;
  readonly people: (who: Iterable<string>) => string;
  readonly role: (member: Member) => string;
  readonly item: (item: string) => string;
  readonly check: (check: string) => string;
  readonly place: (place: Place | null | undefined) => string;
  readonly entry: (seq: number) => string;
  readonly time: (instant: string) => string;
  /** Time and entry number of an entry. */
  readonly when: (seq: number) => string;
  readonly day: (instant: string) => string;
  /** An amount as it is printed for people. */
  readonly amount: (amount: string) => string;
  /** The same with the currency. */
  readonly money: (amount: string) => string;
  /** The currency's name in brackets for the head of a column, or nothing. */
  readonly currency: string;
}

const CURRENCIES: Readonly<Record<string, string>> = { CNY: '元' };

/** Box in thousandths of the page: what a window needs to show it; on paper document and page are enough. */
const placeText = (place: Place | null | undefined): string =>
  place === null || place === undefined ? '' : `${place.document} 第${place.page}页`;

export function sourceOf(input: ReportInput): Source {
  const { state, timeOf } = input;
  const data = effectiveData(state);
  const { project } = data;
  const decisions = decisionsOf(state);
  const bids = new Map(data.bids.map((b) => [b.bid, b]));
  const names = new Map<string, string>([
    ...state.pkg.data.committee.map((m) => [m.expert, m.name] as const),
    ...data.supervisors.map((s) => [s.supervisor, s.name] as const),
  ]);
  const items = new Map(project.groups.flatMap((g) => g.items.map((i) => [i.id, i.name] as const)));
  const checks = new Map(project.review.map((c) => [c.id, c.name]));
  const terms = TERMS[project.regime];
  const unit = project.currency === undefined ? '' : (CURRENCIES[project.currency] ?? project.currency);
  const person = (who: string): string => {
    const name = names.get(who) ?? '';
    return name === '' || name === who ? who : `${name}（${who}）`;
  };
  const time = (instant: string): string => localTime(instant, project.opened);
  const entry = (seq: number): string => `第${seq}条`;
  return {
    ...input,
    project,
    data,
    decisions,
    eligibility: responsiveBids(data, decisions.reviews),
    terms,
    law: CITATIONS[project.regime],
    bid: (bid) => bids.get(bid)!,
    bidder: (bid) => `${bid} ${bids.get(bid)?.name ?? ''}`.trim(),
    person,
    people: (who) => [...who].map(person).join('、'),
    role: (member) => (member.role === 'owner' ? terms.delegate : terms.expert),
    item: (item) => `${item} ${items.get(item) ?? ''}`.trim(),
    check: (check) => `${check} ${checks.get(check) ?? ''}`.trim(),
    place: placeText,
    entry,
    time,
    when: (seq) => `${time(timeOf(seq))}（日志${entry(seq)}）`,
    day: (instant) => localDay(instant, project.opened),
    amount: printedMoney,
    currency: unit === '' ? '' : `（${unit}）`,
    money: (amount) => (unit === '' ? printedMoney(amount) : `${printedMoney(amount)} ${unit}`),
  };
}

/** More bids than fit side by side with their names are headed by their identifiers alone. */
const NAMED_SIDE_BY_SIDE = 6;

/** How a bid is called at the head of a column. */
export const bidTitle = (s: Source, bid: string, among: readonly string[]): string =>
  among.length <= NAMED_SIDE_BY_SIDE ? s.bidder(bid) : bid;
