/** A small project folder that is right in everything, and the ways to make one thing in it wrong. */
import type { FileContent, FolderContent, FolderPurpose } from '../../../../shared/project/folder.ts';
import { readFolder } from '../../../../shared/project/folder.ts';
import type { Result } from '../../../../shared/refusal.ts';

export type Texts = Readonly<Record<string, string>>;

export const GOOD: Texts = {
  'project.yaml': `format: sealroom-project/1
code: DEMO-2026-001
name: 某县第二中学教学楼施工
lot: "1"
kind: works
regime: tendering
owner: 某县教育局
notice: [某公共资源交易平台, 2026-04-20]
reserves: [E9]
thresholds: {outlier: "3", lowPrice: {mean: "0.5"}}
currency: CNY
ceiling: "38000000.00"
opened: 2026-05-18T09:30:00+08:00
evaluatedOn: 2026-05-18
candidates: 3
method: comprehensive
full: "100"
rounding: {mean: 2, price: 2, integrity: 2, total: 2}
aggregate: {over: item, trim: [{experts: 3, high: 1, low: 1}]}
ties: [price, "group:tech"]
review:
  - {id: R1, name: 投标函签字盖章, stage: form}
groups:
  - id: tech
    name: 技术标
    pass: "24"
    items:
      - {id: T1, name: 施工组织设计, by: experts, max: "25", min: "1", step: "0.5", tiers: [[优, "20", "25"]]}
      - {id: T2, name: 类似业绩, by: experts, max: "15", step: "5", objective: true}
  - id: price
    name: 投标报价
    items: [{id: P1, name: 报价得分, by: price, max: "30"}]
  - id: integrity
    name: 企业诚信
    items: [{id: I1, name: 诚信得分, by: integrity, max: "30"}]
price:
  bonus: {small: "0.03"}
  benchmark: {kind: mean, drop: [{bids: 6, high: 1, low: 0}], within: "0.15", times: "0.97"}
  score: {kind: deviation, above: "1.2", below: "0.8", floor: "0", units: exact}
integrity:
  applies: true
  from: records
`,
  'committee.csv':
    'expert,name,role,organisation\nE1,甲,expert,\nE2,乙,expert,\nE3,丙,owner,\nE9,丁,expert,\n',
  'bids.csv': `bid,name,enterprise,price,sme
B1,甲公司,91370102MA0002100X,35000000,none
B2,乙公司,91370102MA00021011,36000000,small
`,
  'reviews.csv': `expert,bid,check,pass,reason
E1,B1,R1,yes,
E2,B1,R1,yes,
E3,B1,R1,no,未盖章
E1,B2,R1,yes,
E2,B2,R1,yes,
E3,B2,R1,yes,
`,
  'scores.csv': `expert,bid,item,score
E1,B1,T1,20
E2,B1,T1,21.5
E3,B1,T1,22
E1,B1,T2,10
E2,B1,T2,10
E3,B1,T2,10
E1,B2,T1,19
E2,B2,T1,20
E3,B2,T1,18
E1,B2,T2,15
E2,B2,T2,15
E3,B2,T2,15.0
`,
  'integrity/enterprises.csv': `enterprise,name,listed,status
91370102MA0002100X,甲公司,2020-01-01,listed
91370102MA00021011,乙公司,,listed
`,
  'integrity/rulebook.yaml': `format: sealroom-rulebook/1
parts:
  - {id: market, name: 市场行为评价, weight: "0.6", base: "80", min: "0", max: "100"}
  - {id: quality, name: 质量安全评价, weight: "0.4", base: "80", min: "0", max: "100"}
items:
  - {code: M01, part: market, name: 按时足额支付农民工工资, points: "2", months: 12, cap: "6"}
  - {code: Q07, part: quality, name: 一般质量安全事故, points: "-10", months: 24}
`,
  'integrity/records.csv': `record,enterprise,item,count,date,ends,department,document
R1,91370102MA0002100X,M01,2,2026-03-31,,人社局,文号1
R2,91370102MA00021011,Q07,1,2025-05-18,2026-05-19,住建局,文号2
`,
};

/** The good folder, integrity scores taken from a table instead of records. */
export const FROM_SCORES: Texts = {
  ...without(GOOD, 'integrity/rulebook.yaml', 'integrity/records.csv'),
  'project.yaml': replaced(GOOD['project.yaml']!, 'from: records', 'from: scores'),
  'integrity/scores.csv': 'enterprise,score\n91370102MA0002100X,80.5\n91370102MA00021011,90\n',
};

function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the good folder has no ${from}`);
  return text.replace(from, () => to);
}

/** The folder with one text in one file replaced by another, once. */
export function changed(file: string, from: string, to: string, texts: Texts = GOOD): Texts {
  return { ...texts, [file]: replaced(texts[file]!, from, to) };
}

export function without(texts: Texts, ...files: readonly string[]): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([file]) => !files.includes(file)));
}

export function readTexts(texts: Texts, purpose: FolderPurpose = 'score'): Result<FolderContent> {
  const files = Object.entries(texts).map(([file, text]): [string, FileContent] => [
    file,
    { kind: 'text', text },
  ]);
  return readFolder(new Map(files), purpose);
}

/** What the folder is refused for, as `CODE file:line`; empty where it is read. */
export function refusalsOf(texts: Texts, purpose: FolderPurpose = 'score'): readonly string[] {
  const result = readTexts(texts, purpose);
  return result.ok ? [] : result.refusals.map(({ code, where }) => `${code} ${where}`);
}

/** The refusals after one change in `project.yaml`. */
export const afterChange = (from: string, to: string): readonly string[] =>
  refusalsOf(changed('project.yaml', from, to));
