import { TERMS } from '../../shared/evaluation/terms.ts';
import { printable } from '../../shared/project/faults.ts';
import type { Bid, Project, ProjectData } from '../../shared/project/model.ts';
import { termsIn } from '../../shared/record/words.ts';
import type { Language } from '../../shared/refusal.ts';
import type { Answer, AnswerBid, RankedBid, RejectionReason, Warning } from '../../shared/scoring/answer.ts';
import { type Column, tableLines } from './columns.ts';
import { say, type Words } from './words.ts';

const reasons = ({ regime }: Project): Readonly<Record<RejectionReason | 'BELOW_PASS', Words>> => ({
  REVIEW_FAILED: say('评审项未获多数通过', 'failed a check of the review'),
  NOT_LISTED: say('不在诚信信息库或已被暂停', 'not listed in the integrity library'),
  ABOVE_CEILING: say(`报价超过${TERMS[regime].ceiling}`, 'price above the ceiling'),
  BELOW_PASS: say('未达合格线', 'below a pass mark'),
});

/** What each regime calls a bid that is out (否决投标, BR 51; 投标无效). */
const rejected = ({ regime }: Project): Words =>
  say(TERMS[regime].rejection, termsIn('en', regime).rejection.toLowerCase());

/** 政府采购法 36: below three the committee has nothing to decide. */
const FEW: Readonly<Record<Project['regime'], Words>> = {
  tendering: say(
    '有效投标不足三家：结果仅为计算，如何处理由评标委员会决定',
    'fewer than three responsive bids: computed all the same, what follows is for the committee to decide',
  ),
  procurement: say(
    '有效投标不足三家：结果仅为计算，依法应予废标',
    'fewer than three responsive bids: computed all the same, by law the procurement is void',
  ),
};

const warnings = ({ regime }: Project): Readonly<Record<Warning, Words>> => ({
  NO_REVIEW: say(
    '没有评审记录（reviews.csv），按全部通过计算',
    'no review is recorded (reviews.csv): all bids count as passed',
  ),
  FEW_BIDS: FEW[regime],
  TIE_AT_CUT: say(
    '并列使候选人多于规定数量，由评标委员会确定',
    'a tie makes more candidates than there should be: for the committee to settle',
  ),
});

/** Ranked bids by rank, then the others; each in the order of `bids.csv`. */
function inOrder(bids: readonly AnswerBid[]): readonly AnswerBid[] {
  const rank = (bid: AnswerBid): number => (bid.status === 'ranked' ? bid.rank : Number.POSITIVE_INFINITY);
  return bids
    .map((bid, index) => ({ bid, index }))
    .sort((a, b) => (rank(a.bid) === rank(b.bid) ? a.index - b.index : rank(a.bid) - rank(b.bid)))
    .map(({ bid }) => bid);
}

/** In words why a bid is not ranked; empty for one that is. */
export function outcomeText(bid: AnswerBid, project: Project, language: Language): string {
  if (bid.status === 'ranked') return '';
  const status = bid.status === 'rejected' ? rejected(project) : say('不合格', 'not qualified');
  return `${status[language]}${language === 'zh' ? '：' : ': '}${reasons(project)[bid.reason][language]}`;
}

function columns(data: ProjectData, answer: Answer, language: Language): readonly Column[] {
  const { project } = data;
  const bids = inOrder(answer.bids);
  const written = new Map(data.bids.map((bid): [string, Bid] => [bid.bid, bid]));
  const ranked = (cell: (bid: RankedBid) => string | undefined): string[] =>
    bids.map((bid) => (bid.status === 'ranked' ? (cell(bid) ?? '') : '–'));
  const all: (Column | undefined)[] = [
    { title: say('名次', 'rank')[language], align: 'right', cells: ranked(({ rank }) => String(rank)) },
    { title: say('投标', 'bid')[language], align: 'left', cells: bids.map(({ bid }) => printable(bid)) },
    {
      title: say('投标人', 'bidder')[language],
      align: 'left',
      cells: bids.map(({ bid }) => printable(written.get(bid)!.name)),
    },
    {
      title: say('投标报价', 'price')[language],
      align: 'point',
      cells: bids.map(({ bid }) => written.get(bid)!.price),
    },
    project.price?.deduct === undefined
      ? undefined
      : {
          title: say('评标价', 'evaluated')[language],
          align: 'point',
          cells: ranked((bid) => bid.evaluatedPrice),
        },
    ...(project.method === 'lowestPrice' ? [] : project.groups).map(
      (group): Column => ({
        title: printable(group.name),
        align: 'point',
        cells: ranked((bid) => bid.groups?.[group.id]),
      }),
    ),
    project.method === 'lowestPrice'
      ? undefined
      : { title: say('总分', 'total')[language], align: 'point', cells: ranked((bid) => bid.total) },
    bids.every(({ status }) => status === 'ranked')
      ? undefined
      : {
          title: say('结论', 'outcome')[language],
          align: 'left',
          cells: bids.map((bid) => outcomeText(bid, project, language)),
        },
  ];
  return all.filter((column) => column !== undefined);
}

/** The answer as a person wants it: what was evaluated, the table, the candidates, what to know besides. */
export function rankingText(data: ProjectData, answer: Answer, language: Language): string {
  const { project } = data;
  const terms = termsIn(language, project.regime);
  const [colon, comma] = language === 'zh' ? ['：', '、'] : [': ', ', '];
  const lot =
    project.lot === undefined
      ? ''
      : language === 'zh'
        ? `，${terms.lot} ${project.lot}`
        : `, ${terms.lot.toLowerCase()} ${project.lot}`;
  const names = new Map(data.bids.map((bid) => [bid.bid, bid.name]));
  const candidates = answer.candidates.map((bid) => printable(`${bid} ${names.get(bid)}`)).join(comma);
  const facts: (readonly [Words, string] | undefined)[] = [
    [say('项目', 'Project'), printable(`${project.code} ${project.name}${lot}`)],
    project.ceiling === undefined
      ? undefined
      : [say(TERMS[project.regime].ceiling, 'Ceiling'), money(project.ceiling, project)],
    answer.benchmark === null
      ? undefined
      : [say('评标基准价', 'Benchmark'), money(answer.benchmark, project)],
  ];
  const notes: (readonly [Words, string])[] = [
    [say('中标候选人', 'Candidates'), candidates === '' ? say('无', 'none')[language] : candidates],
    ...answer.warnings.map(
      (warning) => [say('注意', 'Note'), `${warnings(project)[warning][language]} (${warning})`] as const,
    ),
  ];
  const line = ([label, text]: readonly [Words, string]): string => `${label[language]}${colon}${text}`;
  return [
    ...facts.filter((fact) => fact !== undefined).map(line),
    '',
    ...tableLines(columns(data, answer, language)),
    '',
    ...notes.map(line),
    '',
  ].join('\n');
}

const money = (amount: string, project: Project): string =>
  project.currency === undefined ? amount : `${amount} ${printable(project.currency)}`;
