/** antd's tokens, tuned once for all screens: quiet greys, one accent, targets of 40 px, contrast of at least AA. */
import type { ThemeConfig } from 'antd';
import type { Language } from '../../shared/refusal.ts';
import type { TextSize } from './settings.ts';

const HAN =
  '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", system-ui, sans-serif';

/** Chinese fonts draw English quotation marks as wide as a character: where the window speaks English, a Latin font comes first. */
const FONTS = { zh: HAN, en: `"Segoe UI", "Noto Sans", "Liberation Sans", "DejaVu Sans", ${HAN}` } as const;

/** The one accent: the blue of an official seal pad's box, 7.6:1 on white. */
export const ACCENT = '#1f4e8c';
export const PAPER = '#ffffff';
export const DESK = '#f3f4f6';
const INK = '#1f2328';
export const QUIET = '#57606a';
export const LINE = '#d0d7de';

/** The class below which the tokens are variables of the style sheets. */
export const TOKENS = 'sealroom';

/** @param size of running text, CSS pixels; everything else follows */
export function themeFor(size: TextSize, language: Language): ThemeConfig {
  const control = Math.max(40, Math.round(size * 2.2));
  return {
    cssVar: { key: TOKENS },
    // The rules stand in antd's own style sheet; made at run time, each component would ask for its rules whenever it is drawn.
    hashed: false,
    zeroRuntime: true,
    token: {
      fontFamily: FONTS[language],
      fontSize: size,
      fontSizeSM: Math.max(14, size - 2),
      controlHeight: control,
      controlHeightSM: Math.max(32, control - 8),
      controlHeightLG: control + 8,
      colorPrimary: ACCENT,
      colorInfo: ACCENT,
      colorLink: ACCENT,
      colorSuccess: '#1a6b3c',
      colorWarning: '#8a5300',
      colorError: '#b3261e',
      colorSuccessBg: '#e7f4ec',
      colorSuccessBorder: '#1a6b3c',
      colorWarningBg: '#fff5dd',
      colorWarningBorder: '#8a5300',
      colorErrorBg: '#fdeceb',
      colorErrorBorder: '#b3261e',
      colorInfoBg: '#e9f0f9',
      colorInfoBorder: '#1f4e8c',
      colorText: INK,
      colorTextSecondary: QUIET,
      colorTextTertiary: QUIET,
      colorTextDescription: QUIET,
      colorTextPlaceholder: '#656d76',
      colorTextDisabled: '#656d76',
      colorBorder: '#8c959f',
      colorBorderSecondary: LINE,
      colorBgLayout: DESK,
      borderRadius: 4,
      motion: false,
      wireframe: false,
    },
    components: {
      Table: { cellPaddingBlock: 8, cellPaddingInline: 10, headerBg: '#eaeef2', headerColor: INK },
      Steps: { iconSize: Math.round(size * 1.5) },
      Layout: { headerBg: PAPER, headerHeight: 'auto' as unknown as number, headerPadding: 0, bodyBg: DESK },
    },
  };
}
