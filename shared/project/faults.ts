/**
 * What is wrong with a project folder. Everything that is found goes into one list; what is shown is the first phase that found
 * anything, so that a missing column is not drowned in the thousand lines that follow from it (PROJECT_FOLDER, "the fine print").
 */
import { type Refusal, refusal } from '../refusal.ts';

const PHASES = {
  FILE_MISSING: 'files',
  UNREADABLE: 'files',
  FORMAT: 'form',
  KEY_UNKNOWN: 'form',
  KEY_MISSING: 'form',
  COLUMN_UNKNOWN: 'form',
  COLUMN_MISSING: 'form',
  NOT_A_DECIMAL: 'form',
  NOT_A_COUNT: 'form',
  NOT_A_DATE: 'form',
  REPEATED: 'references',
  UNDECLARED: 'references',
} as const;

type Phase = 'files' | 'form' | 'references' | 'values';

/** A code without a phase of its own belongs to the last one, values. */
const phaseOf = (code: string): Phase => (PHASES as Readonly<Record<string, Phase>>)[code] ?? 'values';

/** A line of a file of the folder; `file` is relative to the folder, with forward slashes; the first line is 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

interface Fault extends Place {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

/** The faults found so far, in the order in which they were found. */
export class Faults {
  readonly #found: Fault[] = [];
  readonly #phases = new Set<Phase>();
  #broken = false;
  #unsound = false;

  add(code: string, place: Place, zh: string, en: string): void {
    this.#phases.add(phaseOf(code));
    this.#found.push({ code, zh, en, file: place.file, line: place.line });
  }

  has(...phases: readonly Phase[]): boolean {
    return phases.some((phase) => this.#phases.has(phase));
  }

  /** Something has another shape than it must (a text for a list): what it declares is unknown, so nothing may be called undeclared. */
  get broken(): boolean {
    return this.#broken;
  }

  /** A value was replaced by a placeholder on which other values' checks depend: checking those would accuse the innocent. */
  get unsound(): boolean {
    return this.#unsound;
  }

  markBroken(): void {
    this.#broken = true;
    this.#unsound = true;
  }

  markUnsound(): void {
    this.#unsound = true;
  }

  /** The faults of the first phase that has any, file by file in the order of `files`, within a file by line. */
  refusals(files: readonly string[]): readonly Refusal[] {
    const phase = (['files', 'form', 'references', 'values'] as const).find((p) => this.#phases.has(p));
    const order = new Map(files.map((file, index) => [file, index]));
    const rank = (fault: Fault): number => order.get(fault.file) ?? files.length;
    return this.#found
      .filter((fault) => phaseOf(fault.code) === phase)
      .map((fault, index) => ({ fault, index }))
      .sort((a, b) => rank(a.fault) - rank(b.fault) || a.fault.line - b.fault.line || a.index - b.index)
      .map(({ fault }) => refusal(fault.code, fault.zh, fault.en, `${fault.file}:${fault.line}`));
  }
}

/**
 * A text without the control and direction characters by which a file could write on the clerk's terminal: they are shown as escapes.
 */
export function printable(text: string): string {
  const escaped = (c: string): string => `\\u${c.codePointAt(0)!.toString(16).padStart(4, '0')}`;
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, escaped);
}

/** A text from a file as it may stand in a sentence: quoted, short, on one line. */
export function shown(text: string): string {
  const points = [...text.slice(0, 200)];
  return `“${printable(points.length > 40 ? `${points.slice(0, 40).join('')}…` : text)}”`;
}
