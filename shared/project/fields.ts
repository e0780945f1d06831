import type { Faults, Place } from './faults.ts';
import { shown } from './faults.ts';
import { asMap, type Reader } from './readers.ts';
import type { MapNode, TreeNode } from './yamlTree.ts';

/** The properties that are there: undefined ones are left out, as `exactOptionalPropertyTypes` and canonical JSON want it. */
export type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

export function given<T extends object>(properties: T): Given<T> {
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== undefined),
  ) as Given<T>;
}

/**
 * A mapping that is read key by key. Whatever was not asked for by the time of `close` is `KEY_UNKNOWN`: so a key that is read only
 * for one kind of formula is unknown to the others, without a second list of keys that could disagree with the reading.
 */
export class Fields {
  readonly #map: MapNode | undefined;
  readonly #name: string;
  readonly #faults: Faults;
  readonly #asked = new Set<string>();

  constructor(node: TreeNode, name: string, faults: Faults) {
    this.#map = asMap(node, name === '' ? node.place.file : name, faults);
    this.#name = name;
    this.#faults = faults;
  }

  /** The full name of a key, for sentences: `price.benchmark.drop`. */
  nameOf(key: string): string {
    return this.#name === '' ? key : `${this.#name}.${key}`;
  }

  has(key: string): boolean {
    return this.#map?.entries.has(key) ?? false;
  }

  placeOf(key: string): Place | undefined {
    return this.#map?.entries.get(key)?.place;
  }

  /** The value's node; counts as asked for. */
  node(key: string): TreeNode | undefined {
    this.#asked.add(key);
    return this.#map?.entries.get(key)?.value;
  }

  /** The word that stands there, if it is a text: to decide which other keys may stand beside it. */
  peek(key: string): string | undefined {
    const node = this.#map?.entries.get(key)?.value;
    return node?.kind === 'text' ? node.text : undefined;
  }

  optional<T>(key: string, reader: Reader<T>): T | undefined {
    const node = this.node(key);
    return node === undefined ? undefined : reader.read(node, this.nameOf(key), this.#faults);
  }

  required<T>(key: string, reader: Reader<T>): T {
    const node = this.node(key);
    if (node !== undefined) return reader.read(node, this.nameOf(key), this.#faults);
    this.missing(key);
    return reader.placeholder;
  }

  /** Reports a key that is needed here and not there; of something that is no mapping only that is reported. */
  missing(key: string): void {
    if (this.#map === undefined) return;
    const place = { file: this.#map.place.file, line: 1 };
    this.#faults.add(
      'KEY_MISSING',
      place,
      `缺少 ${this.nameOf(key)}，请补上`,
      `${this.nameOf(key)} is missing: add it`,
    );
  }

  /** Lets keys stand unread: where a wrong word beside them leaves open whether they belong. */
  tolerate(...keys: readonly string[]): void {
    for (const key of keys) this.#asked.add(key);
  }

  close(): void {
    for (const [key, { place }] of this.#map?.entries ?? []) {
      if (this.#asked.has(key)) continue;
      const owner = this.#name === '' ? '' : `${this.#name} `;
      this.#faults.add(
        'KEY_UNKNOWN',
        place,
        `${owner}不使用键 ${shown(key)}，请核对拼写，多余的请删除`,
        `${owner || 'the file '}does not use the key ${shown(key)}: correct its spelling, or take it out`,
      );
    }
  }
}

/** A mapping as a reader: `build` asks for its keys, and what it does not ask for is refused. */
export function mapping<T>(placeholder: T, build: (fields: Fields, faults: Faults) => T): Reader<T> {
  return {
    placeholder,
    read(node, name, faults) {
      const fields = new Fields(node, name, faults);
      const built = build(fields, faults);
      fields.close();
      return built;
    },
  };
}

/** What a sentence calls a thing: in both languages. */
export type Label = readonly [zh: string, en: string];

/** Says `REPEATED` for every place after the first that has the same identifier. */
export function refuseRepeated(
  label: Label,
  entries: Iterable<{ readonly id: string; readonly place: Place }>,
  faults: Faults,
): void {
  const seen = new Map<string, number>();
  for (const { id, place } of entries) {
    const first = seen.get(id);
    if (first === undefined) {
      seen.set(id, place.line);
      continue;
    }
    const [zh, en] = label;
    faults.add(
      'REPEATED',
      place,
      `${zh} ${shown(id)} 重复（首次见第 ${first} 行），请只保留一处，或改正编号`,
      `${en} ${shown(id)} stands twice (first on line ${first}): keep one, or correct the identifier`,
    );
  }
}
