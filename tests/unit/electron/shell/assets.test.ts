import { expect, it } from 'vitest';
import { assetOf, CONTENT_POLICY, isOwnPage } from '../../../../electron/shell/assets.ts';

const ROOT = '/opt/sealroom/dist/renderer';

it('serves the page and its files from one folder', () => {
  expect(assetOf(ROOT, 'app://sealroom/')).toEqual({
    path: `${ROOT}/chooser.html`,
    type: 'text/html; charset=utf-8',
  });
  expect(assetOf(ROOT, 'app://sealroom/assets/a.js')?.path).toBe(`${ROOT}/assets/a.js`);
});

it.each([
  'app://sealroom/../../etc/passwd.json',
  'app://sealroom/..%2f..%2fsecret.json',
  'app://sealroom/%2e%2e/%2e%2e/secret.json',
  'app://sealroom/assets/..%5c..%5csecret.json',
  'app://sealroom/a%00.js',
  'app://elsewhere/index.html',
  'file:///etc/passwd.json',
  'https://sealroom/index.html',
  'app://sealroom/station.db',
  'app://sealroom/%zz.js',
  'no address',
])('serves nothing else: %s', (address) => {
  const asset = assetOf(ROOT, address);
  // A browser resolves `..` itself; whatever is left of it must stay inside.
  expect(asset === null || asset.path.startsWith(`${ROOT}/`)).toBe(true);
  if (!address.startsWith('app://sealroom/')) expect(asset).toBeNull();
});

it.each([
  ['what leads out of the folder once it is decoded', 'app://sealroom/..%2f..%2fsecret.json'],
  ['what leads out of it on Windows', 'app://sealroom/assets/..%5c..%5csecret.json'],
  ['a name with an end in its middle', 'app://sealroom/assets/a%00.js'],
  ['a kind of file that the app has none of', 'app://sealroom/station.db'],
  ['a folder beside, whose name begins as its own', 'app://sealroom/..%2frenderer-else%2fa.js'],
  ['what cannot be decoded', 'app://sealroom/%zz.js'],
])('has no file for %s', (_, address) => {
  expect(assetOf(ROOT, address)).toBeNull();
});

it('lets no page of another origin be taken for its own', () => {
  expect(isOwnPage('app://sealroom/index.html')).toBe(true);
  for (const other of [
    'app://sealroom.evil/index.html',
    'https://sealroom/',
    'file:///app://sealroom/',
    'about:blank',
  ])
    expect(isOwnPage(other)).toBe(false);
});

it('runs no script but its own, and connects to nothing else', () => {
  expect(CONTENT_POLICY).toContain("default-src 'none'");
  expect(CONTENT_POLICY).toContain("script-src 'self';");
  expect(CONTENT_POLICY).toContain("connect-src 'self';");
  expect(CONTENT_POLICY).not.toMatch(/unsafe-eval|https?:|\*/);
});
