/**
 * How one value of the folder is read: a reader takes a node, reports what is wrong with it and answers the value, or a placeholder
 * where there is none to be had. A placeholder never leaves the folder's reading: a fault goes with it, so the folder is refused.
 */
import { isCalendarDate, isInstant } from './calendarDate.ts';
import { isCreditCode } from './creditCode.ts';
import { compareDecimals, isCount, isDecimal } from './decimal.ts';
import { type Faults, shown } from './faults.ts';
import type { Decimal } from './model.ts';
import type { ListNode, MapNode, TextNode, TreeNode } from './yamlTree.ts';

export interface Reader<T> {
  readonly placeholder: T;
  /** `name` is the field as a person would look for it: `groups[0].items[1].max`. */
  readonly read: (node: TreeNode, name: string, faults: Faults) => T;
}

const KINDS = { text: ['文字', 'text'], list: ['列表', 'a list'], map: ['映射', 'a mapping'] } as const;

function wrongKind(node: TreeNode, name: string, faults: Faults, wanted: TreeNode['kind']): void {
  faults.markBroken();
  const [zh, en] = KINDS[wanted];
  const [foundZh, foundEn] = KINDS[node.kind];
  faults.add(
    'VALUE',
    node.place,
    `${name} 应为${zh}，现为${foundZh}`,
    `${name} must be ${en}, not ${foundEn}`,
  );
}

/** The node as text, or undefined after saying that it is none. */
export function asText(node: TreeNode, name: string, faults: Faults): TextNode | undefined {
  if (node.kind === 'text') return node;
  wrongKind(node, name, faults, 'text');
  return undefined;
}

export function asList(node: TreeNode, name: string, faults: Faults): ListNode | undefined {
  if (node.kind === 'list') return node;
  wrongKind(node, name, faults, 'list');
  return undefined;
}

export function asMap(node: TreeNode, name: string, faults: Faults): MapNode | undefined {
  if (node.kind === 'map') return node;
  wrongKind(node, name, faults, 'map');
  return undefined;
}

/** A scalar that must satisfy `holds`; otherwise the fault `code` with the two sentences' second halves. */
function scalar(
  code: string,
  placeholder: string,
  holds: (text: string) => boolean,
  zh: string,
  en: string,
): Reader<string> {
  return {
    placeholder,
    read(node, name, faults) {
      const found = asText(node, name, faults);
      if (found === undefined) return placeholder;
      if (holds(found.text)) return found.text;
      const text = shown(found.text);
      faults.add(code, node.place, `${name} ${zh}，现为 ${text}`, `${name} ${en}; found ${text}`);
      return placeholder;
    },
  };
}

/** Any text, the empty one too. */
export const text = scalar('VALUE', '', () => true, '', '');

/** A name by which something else refers to this: any text but none. */
export const identifier = scalar(
  'VALUE',
  '',
  (t) => t !== '',
  '不能为空，请填写编号',
  'must not be empty: give it an identifier',
);

export const date = scalar(
  'NOT_A_DATE',
  '2000-01-01',
  isCalendarDate,
  '应为日期（年-月-日，如 2026-05-18）',
  'must be a date, YYYY-MM-DD',
);

export const dateOrEmpty = scalar(
  'NOT_A_DATE',
  '',
  (t) => t === '' || isCalendarDate(t),
  '应为日期（年-月-日，如 2026-05-18）或为空',
  'must be a date, YYYY-MM-DD, or empty',
);

export const instant = scalar(
  'NOT_A_DATE',
  '2000-01-01T00:00:00Z',
  isInstant,
  '应为带秒和时区的时间（RFC 3339，如 2026-05-18T09:30:00+08:00）',
  'must be a time with seconds and offset (RFC 3339, 2026-05-18T09:30:00+08:00)',
);

/** A unified social credit code; a wrong one is kept, so that two different wrong ones are not called a repetition. */
export const creditCode: Reader<string> = {
  placeholder: '',
  read(node, name, faults) {
    const found = asText(node, name, faults)?.text ?? '';
    if (node.kind === 'text' && !isCreditCode(found)) {
      faults.add(
        'ENTERPRISE_CODE',
        node.place,
        `${name} 不是有效的统一社会信用代码（GB 32100-2015，18 位大写，末位校验），请与营业执照核对，现为 ${shown(found)}`,
        `${name} must be a unified social credit code (GB 32100-2015: 18 capitals or digits, the last one a check): compare it with the business licence; found ${shown(found)}`,
      );
    }
    return found;
  },
};

/** What a decimal may be, beside its form. */
export interface Range {
  readonly holds: (value: Decimal) => boolean;
  readonly zh: string;
  readonly en: string;
}

export const aboveZero: Range = {
  holds: (v) => compareDecimals(v, '0') > 0,
  zh: '应大于 0',
  en: 'must be above 0',
};
export const zeroOrMore: Range = {
  holds: (v) => compareDecimals(v, '0') >= 0,
  zh: '不能小于 0',
  en: 'must be 0 or more',
};
export const share: Range = between('0', '1');
export const belowOne: Range = {
  holds: (v) => compareDecimals(v, '0') >= 0 && compareDecimals(v, '1') < 0,
  zh: '应不小于 0 且小于 1',
  en: 'must be from 0 to below 1',
};

export function between(low: Decimal, high: Decimal): Range {
  return {
    holds: (v) => compareDecimals(v, low) >= 0 && compareDecimals(v, high) <= 0,
    zh: `应在 ${low} 到 ${high} 之间`,
    en: `must be from ${low} to ${high}`,
  };
}

/** An exact decimal; out of `range`: VALUE, the number itself being kept. */
export function decimal(range?: Range): Reader<Decimal> {
  const form = scalar(
    'NOT_A_DECIMAL',
    '0',
    isDecimal,
    '应为十进制数（只填数字，不带单位和千分位，如 36902455.60）',
    'must be a decimal number (digits alone, without unit or grouping: 36902455.60)',
  );
  return {
    placeholder: form.placeholder,
    read(node, name, faults) {
      const before = form.read(node, name, faults);
      const formed = node.kind === 'text' && isDecimal(node.text);
      if (!formed || range === undefined || range.holds(before)) return before;
      const found = shown(before);
      faults.add(
        'VALUE',
        node.place,
        `${name} ${range.zh}，现为 ${found}`,
        `${name} ${range.en}; found ${found}`,
      );
      return before;
    },
  };
}

/** A whole number from 0 to `most`: at the latest where it would no longer be exact as a number. */
export function count(most: number = Number.MAX_SAFE_INTEGER): Reader<number> {
  const form = scalar(
    'NOT_A_COUNT',
    '0',
    isCount,
    '应为从 0 起的整数（只填数字，不带单位）',
    'must be a whole number from 0 (digits alone, without unit)',
  );
  return {
    placeholder: 0,
    read(node, name, faults) {
      const value = Number(form.read(node, name, faults));
      if (value <= most) return value;
      faults.add('VALUE', node.place, `${name} 不能大于 ${most}`, `${name} must be at most ${most}`);
      return most;
    },
  };
}

/**
 * One of the allowed words. `decisive` where other values are checked differently according to the word, so that a wrong one leaves
 * them unchecked.
 */
export function word<const W extends string>(
  words: readonly [W, ...W[]],
  decisive: 'decisive' | 'plain' = 'plain',
): Reader<W> {
  const list = words.join(' | ');
  const form = scalar(
    'VALUE',
    words[0],
    (t) => (words as readonly string[]).includes(t),
    `应为 ${list}`,
    `must be ${list}`,
  );
  return {
    placeholder: words[0],
    read(node, name, faults) {
      const value = form.read(node, name, faults) as W;
      if (decisive === 'decisive' && node.kind === 'text' && node.text !== value) faults.markUnsound();
      return value;
    },
  };
}

const booleanWord = word(['false', 'true'], 'decisive');

export const flag: Reader<boolean> = {
  placeholder: false,
  read: (node, name, faults) => booleanWord.read(node, name, faults) === 'true',
};

/** A list whose entries are all read alike. */
export function listOf<T>(entry: Reader<T>): Reader<readonly T[]> {
  return {
    placeholder: [],
    read: (node, name, faults) =>
      asList(node, name, faults)?.items.map((item, index) => entry.read(item, `${name}[${index}]`, faults)) ??
      [],
  };
}

/** One text, or a list of them. */
export const textOrTexts: Reader<readonly string[]> = {
  placeholder: [],
  read: (node, name, faults) =>
    node.kind === 'list' ? listOf(text).read(node, name, faults) : [text.read(node, name, faults)],
};
