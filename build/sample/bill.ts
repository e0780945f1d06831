import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { chooseNumber } from './choice.ts';
import { share, toFen } from './money.ts';

/** A line of the priced bill; money in fen (分). */
interface BillLine {
  readonly code: string;
  readonly name: string;
  readonly feature: string;
  readonly unit: string;
  readonly quantity: string;
  readonly price: bigint;
  readonly total: bigint;
}

export interface BillPart {
  readonly name: string;
  readonly lines: readonly BillLine[];
  readonly total: bigint;
}

/** A priced bill of quantities (已标价工程量清单) whose sums are exact: works + measures + other + fees + tax = price. */
export interface Bill {
  readonly works: readonly BillPart[];
  readonly worksTotal: bigint;
  readonly measures: BillPart;
  readonly other: BillPart;
  readonly fees: bigint;
  readonly beforeTax: bigint;
  readonly tax: bigint;
  readonly total: bigint;
}

interface Quantity {
  readonly part: string;
  readonly code: string;
  readonly name: string;
  readonly feature: string;
  readonly unit: string;
  readonly quantity: string;
  /** What the line costs about, in yuan. */
  readonly price: string;
}

/** The tender's bill of quantities, without prices: the same lines for every bidder. */
export async function readQuantities(): Promise<readonly Quantity[]> {
  return parse(await readFile(new URL('./bill.csv', import.meta.url), 'utf8'), { columns: true });
}

// Rates that the tender fixes, in parts per ten thousand of the works' sum, and the tax of general construction.
export const SAFETY_RATE = 320n;
export const FEES_RATE = 465n;
const TAX_PERCENT = 9n;
/** Sums that the tender puts in and nobody may change, in fen. */
export const PROVISIONAL = [
  { name: '暂列金额', total: 80_000_000n },
  { name: '专业工程暂估价（校园文化展示）', total: 36_000_000n },
] as const;

const MEASURES: readonly (readonly [
  name: string,
  feature: string,
  unit: string,
  quantity: string,
  price: string,
])[] = [
  ['综合脚手架', '框架结构，檐高21m以内', '㎡', '12360.00', '42.60'],
  ['基础及柱模板', '覆膜胶合板，含支撑', '㎡', '6842.00', '68.40'],
  ['有梁板模板', '覆膜胶合板，盘扣支撑', '㎡', '14260.00', '74.80'],
  ['墙、楼梯及其他模板', '胶合板，含支撑', '㎡', '3486.00', '86.20'],
  ['垂直运输', '塔式起重机、施工升降机', '㎡', '12360.00', '38.40'],
  ['大型机械设备进出场及安拆', '塔式起重机、施工升降机', '台次', '4.00', '32600.00'],
  ['施工排水、降水', '集水明排', '昼夜', '60.00', '486.00'],
];

function times(quantity: string, price: bigint): bigint {
  const [whole, fraction = ''] = quantity.split('.');
  return share(BigInt(whole! + fraction.padEnd(3, '0')), price, 1000n);
}

/** The price of everything before tax: the S for which S + tax(S) is the price. */
function beforeTaxOf(price: bigint): bigint {
  for (let sum = (price * 100n) / (100n + TAX_PERCENT) - 2n; ; sum += 1n) {
    const total = sum + share(sum, TAX_PERCENT, 100n);
    if (total === price) return sum;
    if (total > price) throw new Error(`no sum and its ${TAX_PERCENT}% tax make ${price} fen`);
  }
}

const sumOf = (lines: readonly { readonly total: bigint }[]): bigint =>
  lines.reduce((sum, { total }) => sum + total, 0n);

/**
 * Prices the tender's quantities so that they make exactly the bid's price: unit prices stray from the usual ones by at most `spread`,
 * and the last measure, a lump sum, takes what the rounding of all others leaves.
 */
export function priceBill(quantities: readonly Quantity[], bid: string, price: string, spread: number): Bill {
  const beforeTax = beforeTaxOf(toFen(price));
  const stray = (usual: string, key: string): bigint => {
    const step = chooseNumber(`${bid}/${key}`, 2001) - 1000;
    return share(toFen(usual), BigInt(1_000_000 + Math.round(step * spread * 1000)), 1_000_000n);
  };
  const usual = quantities.map((line) => ({ line, price: stray(line.price, line.code) }));
  const usualSum = sumOf(usual.map(({ line, price: unit }) => ({ total: times(line.quantity, unit) })));
  // Works are to be about 77% of the sum before tax.
  const target = share(beforeTax, 7650n + BigInt(chooseNumber(`${bid}/works`, 120)), 10_000n);
  const priced = usual.map(({ line, price: unit }) => {
    const { part, ...rest } = line;
    const scaled = share(unit, target, usualSum);
    return { part, line: { ...rest, price: scaled, total: times(line.quantity, scaled) } };
  });
  const works = [...new Set(quantities.map(({ part }) => part))].map((name): BillPart => {
    const lines = priced.filter(({ part }) => part === name).map(({ line }) => line);
    return { name, lines, total: sumOf(lines) };
  });
  const worksTotal = sumOf(works);
  const fees = share(worksTotal, FEES_RATE, 10_000n);
  const lump = (name: string, feature: string, total: bigint): BillLine => ({
    code: '',
    name,
    feature,
    unit: '项',
    quantity: '1.00',
    price: total,
    total,
  });
  const measured = [
    lump('安全文明施工费', '不可竞争费用，按招标文件费率计取', share(worksTotal, SAFETY_RATE, 10_000n)),
    ...MEASURES.map(([name, feature, unit, quantity, usualPrice]): BillLine => {
      const unitPrice = stray(usualPrice, name);
      return { code: '', name, feature, unit, quantity, price: unitPrice, total: times(quantity, unitPrice) };
    }),
  ];
  const other = PROVISIONAL.map(({ name, total }) => lump(name, '按招标文件金额计入', total));
  const rest = beforeTax - worksTotal - fees - sumOf(measured) - sumOf(other);
  if (rest <= 0n) throw new Error(`bid ${bid}: nothing is left for the last measure`);
  const measures = [...measured, lump('校园隔离防护、错时施工及冬雨季施工增加费', '总价包干', rest)].map(
    (line, index) => ({ ...line, code: `0117${String(index + 1).padStart(5, '0')}001` }),
  );
  return {
    works,
    worksTotal,
    measures: { name: '措施项目', lines: measures, total: sumOf(measures) },
    other: { name: '其他项目', lines: other, total: sumOf(other) },
    fees,
    beforeTax,
    tax: toFen(price) - beforeTax,
    total: toFen(price),
  };
}
