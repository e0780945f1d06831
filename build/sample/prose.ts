import { readFile } from 'node:fs/promises';
import { choose, chooseNumber, shuffle } from './choice.ts';

/** One step of a document's text. */
type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'insert'; readonly name: string };

/** What fills `{name}` in a text. */
type Facts = Readonly<Record<string, string>>;

// Bidders write alike but not the same: a writer keeps to one word of each row, so that sentences of two bids differ in many places.
const WORDS: readonly (readonly string[])[] = [
  ['严格按照', '严格依照', '认真按照', '完全遵照', '切实按照'],
  ['确保', '切实保证', '力求', '做到'],
  ['我公司', '我方', '本公司', '我单位', '我司'],
  ['本工程', '本项目', '该工程', '此项工程'],
  ['建设单位', '发包人', '招标人', '业主方'],
  ['监理工程师', '监理单位', '监理人', '驻场监理'],
  ['作业人员', '操作人员', '施工人员', '工人'],
  ['专人', '专职人员', '指定人员', '责任人'],
  ['现场', '工地'],
  ['及时', '随即', '第一时间', '尽快'],
  ['必须', '应当', '一律', '须'],
  ['不得', '严禁', '不准', '禁止'],
  ['方可', '才能', '方能', '才可以'],
  ['加强', '强化', '着力做好', '重点抓好'],
  ['设置', '布设', '设立', '安设'],
  ['采用', '选用', '使用'],
  ['每日', '每天', '逐日'],
  ['定期', '按周', '每周', '按期'],
  ['建立', '建立健全', '健全', '完善'],
  ['根据', '依据', '结合', '按'],
  ['避免', '防止', '杜绝', '预防'],
  ['提前', '预先', '事先', '超前'],
  ['配备', '配置', '配足', '安排'],
  ['不少于', '至少'],
  ['不大于', '不超过'],
  ['完成后', '完毕后', '结束后'],
  ['合格后', '通过后', '达标后'],
  ['检查', '查验'],
  ['清理', '清扫', '清除'],
  ['堆放', '码放', '存放'],
];
const BY_WORD = new Map(WORDS.map((row) => [row[0]!, row]));
const ANY_WORD = new RegExp(WORDS.map(([word]) => word).join('|'), 'gu');

/** A text in one writer's words: `[[a|b]]` becomes one of its parts, and the table's words become the writer's. */
function reword(text: string, writer: string): string {
  const chosen = text.replace(/\[\[(.+?)\]\]/gu, (_, parts: string, at: number) =>
    choose(`${writer}/${text.slice(0, 12)}/${at}`, parts.split('|')),
  );
  return chosen.replace(ANY_WORD, (word) => choose(`${writer}/${word}`, BY_WORD.get(word)!));
}

function fill(text: string, facts: Facts): string {
  return text.replace(/\{(\w+)\}/gu, (_, name: string) => {
    const fact = facts[name];
    if (fact === undefined) throw new Error(`the text names {${name}}, which has no fact`);
    return fact;
  });
}

function parse(line: string): Block {
  const heading = /^(#{1,3}) (.+)$/u.exec(line);
  if (heading !== null) return { kind: 'heading', level: heading[1]!.length as 1 | 2 | 3, text: heading[2]! };
  if (line.startsWith('!')) return { kind: 'insert', name: line.slice(1).trim() };
  return { kind: 'paragraph', text: line };
}

/** Of a list's sentences a writer takes about four fifths, in an own order. */
function takeFrom(pool: readonly string[], writer: string): string[] {
  const count = pool.length - chooseNumber(`${writer}/${pool[0]}`, Math.ceil(pool.length / 4) + 1);
  return shuffle(`${writer}/${pool[0]}`, pool)
    .slice(0, Math.max(2, count))
    .map((sentence, index, taken) => {
      const end = index === taken.length - 1 ? '。' : '；';
      return `${index + 1}）${sentence.replace(/[；。]$/u, end)}`;
    });
}

/**
 * Reads a text of `prose/` as one writer would have written it: one paragraph a line, `#` headings, `!` inserts, and lists (`- `) of
 * which the writer picks. Without a writer the text stands as it is.
 */
export async function readProse(name: string, facts: Facts, writer?: string): Promise<readonly Block[]> {
  const source = await readFile(new URL(`./prose/${name}.md`, import.meta.url), 'utf8');
  const lines: string[] = [];
  let pool: string[] = [];
  for (const line of [...source.split('\n').map((text) => text.trim()), '']) {
    if (line.startsWith('- ')) {
      pool.push(line.slice(2));
      continue;
    }
    if (pool.length > 0) lines.push(...(writer === undefined ? pool : takeFrom(pool, writer)));
    pool = [];
    if (line !== '') lines.push(line);
  }
  return lines.map((line) => {
    const block = parse(line);
    if (block.kind === 'insert') return block;
    const worded = writer === undefined || block.kind === 'heading' ? block.text : reword(block.text, writer);
    return { ...block, text: fill(worded, facts) };
  });
}
