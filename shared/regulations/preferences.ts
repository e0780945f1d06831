/** Preferences for small firms (小微企业价格评审优惠): which one a project may use, and how large (财库〔2020〕46号, 〔2022〕19号). */
import type { Decimal, Project, SmallFirm } from '../project/model.ts';
import { exact, HUNDRED, printed } from '../scoring/exact.ts';
import { article } from './articles.ts';
import type { LawFinding } from './finding.ts';
import type { Regulations } from './regulations.ts';

const percent = (ratio: Decimal): string => `${printed(exact(ratio).mul(HUNDRED))}%`;

/** Under the Bidding Law a deduction belongs to works whose price is scored, or ranked, lowest first; else the bonus does. */
const deductible = ({ kind, method, price }: Project): boolean =>
  kind === 'works' &&
  (method === 'lowestPrice' || (price?.benchmark?.kind === 'lowest' && price.score?.kind === 'ratio'));

function sizeFinding(
  project: Project,
  regulations: Regulations,
  by: 'deduct' | 'bonus',
  size: SmallFirm,
  value: Decimal,
): LawFinding | null {
  const { regime, kind } = project;
  const inForce = regulations.preferences.find((p) => p.regime === regime && p.kind === kind && p.by === by);
  const span = size === 'none' ? undefined : inForce?.[size];
  const finding = (zh: string, en: string): LawFinding => ({
    zh,
    en,
    by: article(regime, 'smallFirms'),
    at: { key: ['price', by, size] },
  });
  if (span === undefined)
    return finding(
      `price.${by}.${size}：本项目（${regime}、${kind}）没有现行依据`,
      `price.${by}.${size}: nothing in force allows it here (${regime}, ${kind})`,
    );
  const [from, to] = span;
  if (exact(value).compare(exact(from)) >= 0 && exact(value).compare(exact(to)) <= 0) return null;
  return finding(
    `price.${by}.${size} 为 ${percent(value)}，现行幅度为 ${percent(from)} 至 ${percent(to)}`,
    `price.${by}.${size} is ${percent(value)}; in force are ${percent(from)} to ${percent(to)}`,
  );
}

export function preferenceFindings(project: Project, regulations: Regulations): LawFinding[] {
  const { deduct, bonus } = project.price ?? {};
  const findings: LawFinding[] = [];
  const mayDeduct = project.regime === 'procurement' || deductible(project);
  if (deduct !== undefined && !mayDeduct)
    findings.push({
      zh: 'price.deduct 只用于采用低价优先法（lowest、ratio）或最低价法（lowestPrice）的工程',
      en: 'price.deduct is only for works with lowest and ratio, or with lowestPrice',
      by: article(project.regime, 'smallFirms'),
      at: { key: ['price', 'deduct'] },
    });
  for (const [by, values] of [
    ['deduct', mayDeduct ? deduct : undefined],
    ['bonus', bonus],
  ] as const)
    for (const [size, value] of Object.entries(values ?? {}) as [SmallFirm, Decimal][]) {
      const finding = sizeFinding(project, regulations, by, size, value);
      if (finding !== null) findings.push(finding);
    }
  return findings;
}
