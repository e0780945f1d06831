/** What no file of this tree may hold or be called; `npm run check` lists every offence, with its line. */

export interface SourceFile {
  /** Relative to the top of the tree, with `/`. */
  readonly path: string;
  readonly text: string;
}

const LONGEST = 300;

/** Names that tell nothing: whatever stands in such a file belongs to a thing that has a name. */
const EMPTY_NAME = /(^|\/)(utils?|helpers?|misc|common)(\.[a-z.]+|\/)/i;

const CODE = /\.(ts|tsx|mjs|cjs)$/;
const TESTS = /^tests\//;

interface Pattern {
  readonly what: string;
  readonly where: RegExp;
  readonly pattern: RegExp;
}

const PATTERNS: readonly Pattern[] = [
  { what: 'unfinished work', where: CODE, pattern: /\b(?:TO[D]O|FIX[M]E|X[X]X)\b/ },
  {
    what: 'a skipped or focused test',
    where: TESTS,
    pattern: /\b(?:it|test|describe)\.(?:skip|only|todo|fails)\b/,
  },
  { what: 'a path of one machine', where: /./, pattern: /(?<![\w.@%~:/)\]-])\/(?:work|tmp|home|Users)\// },
  { what: "a registry's host", where: /(^|\/)package-lock\.json$/, pattern: /"resolved": *"[a-z+]+:/ },
  {
    what: 'a type taken by import(), which the check of dependency direction does not follow',
    where: /\.tsx?$/,
    pattern: /(?<!await )\bimport\(['"][^'"]+['"]\)\.[A-Z]/,
  },
  // A fold that reads a clock or chance by itself gives two stations two truths. Imports are dependency-cruiser's to catch.
  {
    what: 'a clock, chance or the process in the pure core',
    where: /^shared\/.*\.ts$/,
    pattern:
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|\bgetRandomValues\(|\bprocess\.(?:env|hrtime|pid|cwd|memoryUsage)\b|\bfetch\(/,
  },
];

function offencesOfText({ path, text }: SourceFile): string[] {
  const patterns = PATTERNS.filter(({ where }) => where.test(path));
  return text
    .split('\n')
    .flatMap((line, index) =>
      patterns.filter(({ pattern }) => pattern.test(line)).map(({ what }) => `${path}:${index + 1}: ${what}`),
    );
}

/** One line per offence, `path:line: what`; an empty list is what the tree should give. */
export function offencesOf(file: SourceFile): string[] {
  const offences = offencesOfText(file);
  if (EMPTY_NAME.test(file.path)) offences.push(`${file.path}: a name that tells nothing`);
  const lines = file.text.trimEnd().split('\n').length;
  if (CODE.test(file.path) && lines > LONGEST) {
    offences.push(`${file.path}: ${lines} lines, ${LONGEST} is long`);
  }
  return offences;
}
