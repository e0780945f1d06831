/** What the law of the project's regime forbids, although the numbers could be computed: the clerk hears of it before anything is signed. */
import { TERMS } from '../evaluation/terms.ts';
import type { ProjectData } from '../project/model.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { exact, sum } from '../scoring/exact.ts';
import { article } from './articles.ts';
import type { LawFinding } from './finding.ts';
import type { Locate } from './places.ts';
import { preferenceFindings } from './preferences.ts';
import type { Regulations } from './regulations.ts';

const LEAST_MEMBERS = 5;
const MOST_CANDIDATES = 3;

/** How many members at least, and why more than five where it is more (BL 37; R87 47). */
function leastMembers(
  { project }: ProjectData,
  { committee }: Regulations,
): readonly [number, string, string] {
  const { regime, budget, complex, socialImpact } = project;
  if (regime !== 'procurement') return [LEAST_MEMBERS, '', ''];
  if (budget !== undefined && exact(budget).compare(exact(committee.budget)) >= 0)
    return [
      committee.members,
      `（预算 budget 达到 ${committee.budget} 元）`,
      ` (the budget is ${committee.budget} or more)`,
    ];
  if (complex === true) return [committee.members, '（complex：技术复杂）', ' (the matter is complex)'];
  if (socialImpact === true)
    return [committee.members, '（socialImpact：社会影响较大）', ' (it is of great social effect)'];
  return [LEAST_MEMBERS, '', ''];
}

function committeeFindings(data: ProjectData, regulations: Regulations): LawFinding[] {
  const reserves = new Set(data.project.reserves);
  const members = data.committee.filter(({ expert }) => !reserves.has(expert));
  const experts = members.filter(({ role }) => role === 'expert').length;
  const [least, becauseZh, becauseEn] = leastMembers(data, regulations);
  const count = members.length;
  const finding = (zh: string, en: string): LawFinding => ({
    zh,
    en,
    by: article(data.project.regime, 'committee'),
    at: { file: 'committee.csv' },
  });
  const findings: LawFinding[] = [];
  if (count % 2 === 0)
    findings.push(
      finding(
        `评标委员会现为 ${count} 人，应为单数`,
        `the committee has ${count} members, the number must be odd`,
      ),
    );
  if (count < least)
    findings.push(
      finding(
        `评标委员会现为 ${count} 人，不得少于 ${least} 人${becauseZh}`,
        `the committee has ${count} members, at least ${least} are needed${becauseEn}`,
      ),
    );
  if (3 * experts < 2 * count)
    findings.push(
      finding(
        `评标委员会 ${count} 人中${TERMS[data.project.regime].expert}（role: expert）只有 ${experts} 人，不得少于三分之二`,
        `${experts} of the committee's ${count} members are experts (role), at least two thirds must be`,
      ),
    );
  return findings;
}

/** Formula, price weight, ties and checks under procurement (R87 44, 55, 57). */
function procurementFindings({ project }: ProjectData, { priceWeight }: Regulations): LawFinding[] {
  const findings: LawFinding[] = [];
  const { kind, method, price, groups, full, ties, review, integrity } = project;
  const formula = article('procurement', 'priceFormula');
  const { benchmark, score } = price ?? {};
  if (benchmark !== undefined && (benchmark.kind !== 'lowest' || score?.kind !== 'ratio'))
    findings.push({
      zh: '价格分应采用低价优先法：price.benchmark 为 lowest 且 price.score 为 ratio',
      en: 'the price is scored lowest first: price.benchmark must be lowest and price.score ratio',
      by: formula,
      at: { key: ['price', benchmark.kind === 'lowest' ? 'score' : 'benchmark', 'kind'] },
    });
  if (benchmark !== undefined && 'drop' in benchmark && benchmark.drop.length > 0)
    findings.push({
      zh: '不得去掉最高报价或最低报价（price.benchmark.drop）',
      en: 'the highest and lowest bid must not be dropped (price.benchmark.drop)',
      by: formula,
      at: { key: ['price', 'benchmark', 'drop'] },
    });
  const least = kind === 'works' ? undefined : priceWeight[kind];
  const maxima = groups.flatMap(({ items }) =>
    items.filter(({ by }) => by === 'price').map(({ max }) => exact(max)),
  );
  if (
    method === 'comprehensive' &&
    least !== undefined &&
    sum(maxima).compare(exact(full).mul(exact(least))) < 0
  )
    findings.push({
      zh: `价格分（groups 中 by: price 的 max 之和）占 full 的比重低于 ${least}`,
      en: `the price (the max of groups' items by: price) is less than ${least} of full`,
      by: formula,
      at: { key: ['groups'] },
    });
  for (const [i, tie] of ties.entries())
    if (tie !== 'price')
      findings.push({
        zh: `得分相同只能按报价排序，ties 不得含 ${tie}`,
        en: `equal totals are ranked by price alone; ties may not name ${tie}`,
        by: article('procurement', 'ties'),
        at: { key: ['ties', i] },
      });
  for (const [i, { id, stage }] of review.entries())
    if (stage === 'qualification')
      findings.push({
        zh: `资格审查由采购人或采购代理机构进行，review 中的 ${id} 不得为 qualification`,
        en: `the purchaser or its agency checks qualification, not the committee: ${id} in review`,
        by: article('procurement', 'qualification'),
        at: { key: ['review', i, 'stage'] },
      });
  if (integrity.applies)
    findings.push({
      zh: '评审因素须与货物服务质量相关，不得采用商务诚信法（integrity.applies）',
      en: 'factors must serve the goods or service: the integrity method may not be used (integrity.applies)',
      by: article('procurement', 'integrity'),
      at: { key: ['integrity', 'applies'] },
    });
  return findings;
}

function tenderingFindings({ project }: ProjectData): LawFinding[] {
  const findings: LawFinding[] = [];
  if (project.candidates > MOST_CANDIDATES)
    findings.push({
      zh: `中标候选人不超过 ${MOST_CANDIDATES} 个，candidates 现为 ${project.candidates}`,
      en: `at most ${MOST_CANDIDATES} candidates are recommended; candidates says ${project.candidates}`,
      by: article('tendering', 'candidates'),
      at: { key: ['candidates'] },
    });
  const { integrity } = project;
  if (integrity.applies && (integrity.basis ?? '').trim() === '')
    findings.push({
      zh: '采用商务诚信法须写明文号和公平竞争审查结论（integrity.basis）',
      en: 'the integrity method needs its document number and the conclusion of the fairness review (integrity.basis)',
      by: article('tendering', 'integrity'),
      at: { key: ['integrity', 'basis'] },
    });
  return findings;
}

function attendanceFindings(data: ProjectData, bidsWithoutPdf: readonly string[]): LawFinding[] {
  const { regime } = data.project;
  const findings = bidsWithoutPdf.map(
    (bid): LawFinding => ({
      zh: `投标 ${bid} 没有 PDF 文件，无法评审`,
      en: `the bid ${bid} has no PDF: there is nothing to evaluate`,
      by: article(regime, 'bidsJudged'),
      at: { file: `bids/${bid}` },
    }),
  );
  if (data.supervisors.length === 0)
    findings.push({
      zh: `没有${TERMS[regime].supervisor}（supervisor）`,
      en: 'there is no supervisor',
      by: article(regime, 'supervision'),
      at: { file: 'supervisors.csv' },
    });
  return findings;
}

/**
 * Everything in a project that the law of its regime forbids: `LAW`, with the article of that regime in the sentence.
 * @param bidsWithoutPdf bids that have no document
 */
export function checkLaw(
  data: ProjectData,
  regulations: Regulations,
  bidsWithoutPdf: readonly string[],
  locate: Locate,
): Refusal[] {
  const ofRegime =
    data.project.regime === 'procurement' ? procurementFindings(data, regulations) : tenderingFindings(data);
  return [
    ...committeeFindings(data, regulations),
    ...ofRegime,
    ...preferenceFindings(data.project, regulations),
    ...attendanceFindings(data, bidsWithoutPdf),
  ].map(({ zh, en, by, at }) => refusal('LAW', `${zh}（${by.zh}）`, `${en} (${by.en})`, locate(at)));
}

/** What the law does not forbid but warns of: `BR50`, where the benchmark is an owner's estimate (标底). */
export function lawWarnings({ project }: ProjectData, locate: Locate): Refusal[] {
  if (project.price?.benchmark?.kind !== 'fixed') return [];
  const by = article('tendering', 'ownersEstimate');
  return [
    refusal(
      'BR50',
      `price.benchmark 为固定值：标底只能作为评标的参考，不得以投标报价是否接近标底作为中标条件（${by.zh}）`,
      `price.benchmark is fixed: an owner's estimate is a reference only, nearness to it may not decide the award (${by.en})`,
      locate({ key: ['price', 'benchmark', 'kind'] }),
    ),
  ];
}
