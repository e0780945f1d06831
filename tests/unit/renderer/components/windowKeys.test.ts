import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { hearKeys, holdKeys } from '../../../../renderer/components/windowKeys.ts';

const ROOT = join(import.meta.dirname, '../../../../renderer');

it('nothing is heard while keys are held, however often they are held', () => {
  const target = new EventTarget();
  vi.stubGlobal('window', target);
  const heard = vi.fn();
  const end = hearKeys(heard);
  const press = (): number => {
    target.dispatchEvent(new Event('keydown'));
    return heard.mock.calls.length;
  };
  expect(press()).toBe(1);
  const [one, other] = [holdKeys(), holdKeys()];
  expect(press()).toBe(1);
  one();
  one();
  expect(press()).toBe(1);
  other();
  expect(press()).toBe(2);
  end();
  expect(press()).toBe(2);
  vi.unstubAllGlobals();
});

it('no other file hears the keys of a window', () => {
  // It notes when a key was pressed, and does nothing with it.
  const allowed = ['components/windowKeys.ts', 'components/afterTyping.ts'];
  const found = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !allowed.includes(path))
    .filter((path) =>
      /addEventListener\(\s*['"]key(down|up|press)|\.onkey(down|up|press)\s*=/.test(
        readFileSync(join(ROOT, path), 'utf8'),
      ),
    );
  expect(found).toEqual([]);
});
