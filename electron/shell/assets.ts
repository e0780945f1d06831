/** Where the window's own files come from: `app://sealroom/`, which leads into one folder and nowhere else. */
import { join, sep } from 'node:path';

export const SCHEME = 'app';
const HOST = 'sealroom';
export const ORIGIN = `${SCHEME}://${HOST}`;

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
  json: 'application/json',
  bcmap: 'application/octet-stream',
  pfb: 'application/octet-stream',
  ttf: 'font/ttf',
};

/** What a page may load and do. No script but the app's own files, no `eval`, no connection but to the app's own files. */
export const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // antd writes its tokens into style elements; they are made by our own script alone.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface Asset {
  readonly path: string;
  readonly type: string;
}

/** The file that an address names; null for another origin, for a kind of file that the app has none of, and for whatever leads out of the folder. */
export function assetOf(root: string, address: string): Asset | null {
  let url: URL;
  let path: string;
  try {
    url = new URL(address);
    path = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  if (url.protocol !== `${SCHEME}:` || url.host !== HOST || path.includes('\0') || path.includes('\\'))
    return null;
  const name = path === '/' ? 'chooser.html' : path.slice(1);
  const full = join(root, name);
  const type = TYPES[name.split('.').at(-1) ?? ''];
  return full.startsWith(root + sep) && type !== undefined ? { path: full, type } : null;
}

/** Whether a frame shows the app's own page: the only one whose messages are heard. */
export const isOwnPage = (address: string): boolean => address === ORIGIN || address.startsWith(`${ORIGIN}/`);
