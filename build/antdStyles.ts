/**
 * antd's ready-made style sheet has the rules of all its components, 1 MB, which a window reads before it shows anything. This leaves those of
 * components that are bundled.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import postcss from 'postcss';
import type { Plugin } from 'vite';

/** antd's folders, one for each component. */
const COMPONENTS = readdirSync(fileURLToPath(new URL('../node_modules/antd/es', import.meta.url)));
/** A component's own code; its words are bundled with the language, whether it is or not. */
const FOLDER = /\/antd\/es\/([\w-]+)\/(?!locale\/|style\/)/;

/** Components whose classes begin otherwise than their folder's name. */
const NAMED_OTHERWISE: Readonly<Record<string, string>> = { picker: 'date-picker', col: 'grid', row: 'grid' };

/** The component that a class belongs to; null where it is nobody's alone. */
function componentOf(name: string): string | null {
  const parts = name.split('-');
  for (let length = parts.length; length > 0; length--) {
    const begin = parts.slice(0, length).join('-');
    const folder = NAMED_OTHERWISE[begin] ?? begin;
    if (COMPONENTS.includes(folder)) return folder;
  }
  return null;
}

/** The variables of themes that are not ours: the style sheet was taken from a page that showed every component once. */
const FOREIGN = /\.css-var-_/;

/** What a selector only looks at: a rule for a button that is no dropdown's is a button's. */
const CONDITIONS = /:(?:not|is|where|has)\([^)]*\)/g;

/** @param bundled components whose rules stay */
export function withoutUnused(css: string, bundled: ReadonlySet<string>): string {
  const used = (selector: string): boolean => {
    if (FOREIGN.test(selector)) return false;
    for (const [, name] of selector.replace(CONDITIONS, '').matchAll(/\.ant-([\w-]+)/g)) {
      const component = componentOf(name!);
      if (component !== null && !bundled.has(component)) return false;
    }
    return true;
  };
  const root = postcss.parse(css);
  root.walkRules((rule) => {
    if (rule.parent?.type === 'atrule' && 'name' in rule.parent && rule.parent.name === 'keyframes') return;
    rule.selectors = rule.selectors.filter(used);
    if (rule.selectors.every((selector) => selector === '')) rule.remove();
  });
  root.walkAtRules((rule) => {
    if (rule.nodes?.length === 0) rule.remove();
  });
  return root.toString();
}

export function antdStyles(): Plugin {
  return {
    name: 'antd-styles',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.values(bundle);
        const bundled = new Set<string>();
        for (const file of files)
          if (file.type === 'chunk')
            for (const [id, { renderedLength }] of Object.entries(file.modules)) {
              const folder = FOLDER.exec(id.replaceAll('\\', '/'))?.[1];
              if (folder !== undefined && renderedLength > 0) bundled.add(folder);
            }
        for (const file of files)
          if (file.type === 'asset' && file.fileName.endsWith('.css'))
            file.source = withoutUnused(String(file.source), bundled);
      },
    },
  };
}
