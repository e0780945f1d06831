/**
 * YAML as the contract reads it: every scalar is the text that was written, quoted or not, and every node knows its line. Aliases are
 * followed, within a limit: a few lines of YAML can stand for more nodes than there is memory.
 */
import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  Parser,
} from 'yaml';
import type { Faults, Place } from './faults.ts';
import { shown } from './faults.ts';

export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
  readonly place: Place;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly TreeNode[];
  readonly place: Place;
}

export interface MapNode {
  readonly kind: 'map';
  /** By key; of a key that stands twice the first. */
  readonly entries: ReadonlyMap<string, { readonly place: Place; readonly value: TreeNode }>;
  readonly place: Place;
}

export type TreeNode = TextNode | ListNode | MapNode;

/** Far above any project; low enough that neither recursion nor expansion can hurt. */
const MAX_DEPTH = 64;
const MAX_EXPANDED = 200_000;

class NotYaml extends Error {
  readonly line: number;
  readonly zh: string;
  readonly en: string;
  constructor(line: number, zh: string, en: string) {
    super(en);
    this.line = line;
    this.zh = zh;
    this.en = en;
  }
}

type Token = ReturnType<Parser['parse']> extends Generator<infer T> ? T : never;

/** Depth of nesting, found without recursion: the composer recurses, and a deep enough file would end the process. */
function depthOf(tokens: readonly Token[]): number {
  let deepest = 0;
  const open: [token: unknown, depth: number][] = tokens.map((token) => [token, 0]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [token, depth] = next as [
      { items?: { key?: unknown; value?: unknown }[]; value?: unknown } | null,
      number,
    ];
    deepest = Math.max(deepest, depth);
    if (token === null || typeof token !== 'object') continue;
    if (typeof token.value === 'object') open.push([token.value, depth]);
    for (const item of token.items ?? [])
      open.push([item.key ?? null, depth + 1], [item.value ?? null, depth + 1]);
  }
  return deepest;
}

function compose(text: string, lines: LineCounter): Document.Parsed | undefined {
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  if (depthOf(tokens) > MAX_DEPTH)
    throw new NotYaml(1, `嵌套超过 ${MAX_DEPTH} 层`, `it nests deeper than ${MAX_DEPTH} levels`);
  const documents = [
    ...new Composer({ schema: 'failsafe', uniqueKeys: false, resolveKnownTags: false, merge: false }).compose(
      tokens,
    ),
  ];
  const second = documents[1];
  if (second !== undefined) {
    throw new NotYaml(
      lines.linePos(second.range[0]).line,
      '含有多个 YAML 文档',
      'it holds more than one YAML document',
    );
  }
  const error = documents[0]?.errors[0];
  if (error !== undefined) {
    throw new NotYaml(
      lines.linePos(error.pos[0]).line,
      `不是有效的 YAML（${error.code}）`,
      `it is not YAML (${error.code})`,
    );
  }
  return documents[0] as Document.Parsed | undefined;
}

class TreeBuilder {
  readonly #file: string;
  readonly #lines: LineCounter;
  readonly #faults: Faults;
  readonly #anchors = new Map<string, TreeNode | 'open'>();
  readonly #sizes = new Map<TreeNode, number>();

  constructor(file: string, lines: LineCounter, faults: Faults) {
    this.#file = file;
    this.#lines = lines;
    this.#faults = faults;
  }

  build(node: ParsedNode | null, fallback: Place): TreeNode {
    const place = node === null ? fallback : this.#place(node);
    const anchor = node !== null && !isAlias(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, 'open');
    const built = this.#convert(node, place);
    if (anchor !== undefined) this.#anchors.set(anchor, built);
    return built;
  }

  #place(node: ParsedNode): Place {
    return { file: this.#file, line: this.#lines.linePos(node.range[0]).line };
  }

  #sized<N extends TreeNode>(node: N, parts: Iterable<TreeNode>): N {
    let size = 1;
    for (const part of parts) size += this.#sizes.get(part) ?? 1;
    if (size > MAX_EXPANDED)
      throw new NotYaml(
        node.place.line,
        '内容（含别名展开）过大',
        'it is too large once its aliases are followed',
      );
    this.#sizes.set(node, size);
    return node;
  }

  #convert(node: ParsedNode | null, place: Place): TreeNode {
    if (node === null) return { kind: 'text', text: '', place };
    if (isAlias(node)) return this.#follow(node.source, place);
    if (isScalar(node)) return { kind: 'text', text: node.source ?? '', place };
    if (isSeq(node)) {
      const items = (node.items as (ParsedNode | null)[]).map((item) => this.build(item, place));
      return this.#sized({ kind: 'list', items, place }, items);
    }
    if (isMap(node)) return this.#map(node.items as { key: ParsedNode; value: ParsedNode | null }[], place);
    throw new NotYaml(
      place.line,
      '含有无法识别的内容',
      'it holds something that is neither text, list nor mapping',
    );
  }

  #follow(name: string, place: Place): TreeNode {
    const target = this.#anchors.get(name);
    if (target === undefined)
      throw new NotYaml(place.line, `别名 ${shown(name)} 没有定义`, `the alias ${shown(name)} has no anchor`);
    if (target === 'open')
      throw new NotYaml(
        place.line,
        `别名 ${shown(name)} 指向自身`,
        `the alias ${shown(name)} contains itself`,
      );
    const here = { ...target, place };
    this.#sizes.set(here, this.#sizes.get(target) ?? 1);
    return here;
  }

  #map(items: readonly { key: ParsedNode; value: ParsedNode | null }[], place: Place): MapNode {
    const entries = new Map<string, { place: Place; value: TreeNode }>();
    for (const item of items) {
      const key = this.build(item.key, place);
      const value = this.build(item.value, key.place);
      if (key.kind !== 'text') {
        this.#faults.markBroken();
        this.#faults.add(
          'VALUE',
          key.place,
          '键必须是文字，不能是列表或映射',
          'a key must be text, not a list or a mapping',
        );
      } else if (entries.has(key.text)) {
        this.#faults.add(
          'REPEATED',
          key.place,
          `键 ${shown(key.text)} 重复，请只保留一处`,
          `the key ${shown(key.text)} stands twice: keep one`,
        );
      } else {
        entries.set(key.text, { place: key.place, value });
      }
    }
    return this.#sized(
      { kind: 'map', entries, place },
      [...entries.values()].map((entry) => entry.value),
    );
  }
}

/**
 * The tree of a YAML file. An empty file is an empty mapping. What is not YAML becomes `UNREADABLE`, a key that stands twice
 * `REPEATED`; undefined where there is no tree.
 */
export function parseYaml(text: string, file: string, faults: Faults): TreeNode | undefined {
  const lines = new LineCounter();
  const start = { file, line: 1 };
  try {
    const document = compose(text, lines);
    const root = new TreeBuilder(file, lines, faults).build(document?.contents ?? null, start);
    const isEmpty = root.kind === 'text' && root.text === '';
    return isEmpty ? { kind: 'map', entries: new Map(), place: start } : root;
  } catch (error) {
    if (!(error instanceof NotYaml)) throw error;
    faults.add(
      'UNREADABLE',
      { file, line: error.line },
      `${file} 无法读取：${error.zh}`,
      `${file} cannot be read: ${error.en}`,
    );
    return undefined;
  }
}
