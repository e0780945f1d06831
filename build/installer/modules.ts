/** Which packages the bundles need when they run: what they import, and what that imports in turn. All else of package.json is bundled already. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { parseAst } from 'vite';

/** By these a bundle names a module, or a file of one, that stays outside of it. */
const NAMING = new Set(['require', '__require', 'resolve']);

/** `pdfkit`, `@roamhq/wrtc`: the package that a specifier leads into; null for a file, a builtin, an address. */
function packageOf(specifier: string): string | null {
  const found = /^(?:@[a-z\d][\w.-]*\/)?[a-z\d][\w.-]*(?=\/|$)/.exec(specifier);
  return found === null || isBuiltin(specifier) ? null : found[0];
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** What stands in the code: a string, or a template's fixed beginning. */
function textOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : null;
  if (node.type !== 'TemplateLiteral') return null;
  const [first] = node['quasis'] as readonly { readonly value: { readonly raw: string } }[];
  return first?.value.raw ?? null;
}

function calledName(callee: unknown): unknown {
  if (!isNode(callee)) return null;
  return callee.type === 'MemberExpression' ? (callee['property'] as Node)['name'] : callee['name'];
}

function* specifiersIn(node: Node): Generator<string> {
  const named = node.type === 'CallExpression' && NAMING.has(String(calledName(node['callee'])));
  const from = named ? (node['arguments'] as readonly unknown[])[0] : node['source'];
  const text = textOf(from);
  if (text !== null) yield text;
  for (const child of Object.values(node).flat()) if (isNode(child)) yield* specifiersIn(child);
}

/** The specifiers with which a bundle's file names what is not in it. Some may be other functions' arguments: packages by chance they are not. */
export const specifiersOf = (code: string): ReadonlySet<string> =>
  new Set([...specifiersIn(parseAst(code) as unknown as Node)].filter((text) => packageOf(text) !== null));

/** The folder, relative to the tree's top, in which a package is found from a folder of it; null where it is not installed. */
function folderOf(root: string, from: string, name: string): string | null {
  for (let at = from; ; at = dirname(at)) {
    const folder = at === '.' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (existsSync(join(root, folder, 'package.json'))) return folder;
    if (at === '.') return null;
  }
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** The bundles that Node runs; what the windows import is in theirs. */
const BUNDLES = ['shell', 'node', 'monitor'];

/** The folders of all packages that the bundles in `dist/` need, relative to the tree's top. */
export function neededModules(root: string): ReadonlySet<string> {
  const declared = new Set(Object.keys(manifestIn(root).dependencies ?? {}));
  const needed = new Set<string>();
  const need = (from: string, name: string): void => {
    const folder = folderOf(root, from, name);
    // An optional package of another platform is not there.
    if (folder === null || needed.has(folder)) return;
    needed.add(folder);
    const { dependencies = {}, optionalDependencies = {} } = manifestIn(join(root, folder));
    for (const next of Object.keys({ ...dependencies, ...optionalDependencies })) need(folder, next);
  };
  for (const bundle of BUNDLES)
    for (const file of readdirSync(join(root, 'dist', bundle)).filter((name) => /\.c?js$/.test(name)))
      for (const specifier of specifiersOf(readFileSync(join(root, 'dist', bundle, file), 'utf8'))) {
        const name = packageOf(specifier);
        if (name !== null && declared.has(name)) need('.', name);
      }
  return needed;
}

/** The folders of all installed packages that would be packed, being no development's, and that no bundle needs. */
export function unneededModules(root: string): readonly string[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
  };
  const needed = neededModules(root);
  return Object.keys(packages).filter((at) => at !== '' && packages[at]!.dev !== true && !needed.has(at));
}
