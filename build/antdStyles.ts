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
const FOREIGN = /\.css-var-_|\.data-ant-/;

/** What a property or a component alone brings into a window, where no window has it. */
interface Unset {
  readonly classes: RegExp;
  /** How it would stand in a window's source. */
  readonly source: RegExp;
}

const PRESETS = 'blue|purple|cyan|green|magenta|pink|red|orange|yellow|volcano|geekblue|lime|gold';
const antd = (names: string): RegExp => new RegExp(`\\b(?:${names})\\b[^;']*from 'antd'`);

/** A third of the style sheet; a test keeps the sources from them. */
export const UNSET: readonly Unset[] = [
  // A form's labels stand above their fields.
  { classes: /\.ant-col-(?:\d|xs|sm|md|lg|x+l)/, source: /\b(?:labelCol|wrapperCol)\b/ },
  { classes: /\.ant-col-(?:\d|xs|sm|md|lg|x+l)/, source: antd('Col') },
  // What a dropdown shows is a menu with classes of its own.
  { classes: /\.ant-menu\b/, source: antd('Menu') },
  { classes: /\.ant-color-picker\b/, source: antd('ColorPicker') },
  { classes: /\.ant-float-btn\b/, source: antd('FloatButton') },
  { classes: /\.ant-layout-sider\b/, source: /\bSider\b/ },
  { classes: /\.ant-btn-group\b/, source: /\bButton\.Group\b/ },
  { classes: /\.ant-space-addon\b/, source: /\bSpace\.Addon\b/ },
  { classes: /\.ant-input-group\b/, source: /\bInput\.Group\b|\baddon(?:Before|After)=/ },
  {
    classes: /\.ant-tabs-(?:left|right|start|end|bottom|card|editable)\b/,
    source: /\btab(?:Position|Placement)=|\btype="(?:editable-)?card"/,
  },
  { classes: /-dark\b/, source: /\btheme="dark"/ },
  { classes: /-rtl\b/, source: /\bdirection=/ },
  {
    classes: /\.ant-(?:input|input-[a-z-]+|select|pagination)-(?:filled|borderless|underlined)\b/,
    source: /\bvariant="(?:filled|borderless|underlined)"/,
  },
  {
    classes: new RegExp(`-(?:${PRESETS})(?:-inverse)?\\b`),
    source: new RegExp(`\\bcolor="(?:${PRESETS})`),
  },
];

/** What a selector only looks at: a rule for a button that is no dropdown's is a button's. */
const CONDITIONS = /:(?:not|is|where|has)\([^)]*\)/g;

/** @param bundled components whose rules stay */
export function withoutUnused(css: string, bundled: ReadonlySet<string>): string {
  const used = (selector: string): boolean => {
    const shown = selector.replace(CONDITIONS, '');
    if (FOREIGN.test(selector) || UNSET.some(({ classes }) => classes.test(shown))) return false;
    for (const [, name] of shown.matchAll(/\.ant-([\w-]+)/g)) {
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
