/** Who may start the app without Chromium's sandbox. */
import { expect, it } from 'vitest';
import { unconfined } from '../../../../electron/shell/confined.ts';

it('an installed app refuses to start without its sandbox, and says what to do', () => {
  const why = unconfined({ installed: true, noSandbox: true, root: false });
  expect(why?.code).toBe('NO_SANDBOX');
  expect(why?.zh).toContain('--no-sandbox');
  expect(why?.en).toContain('--no-sandbox');
});

it('starts with the sandbox, from the tree, and as root, who has none', () => {
  expect(unconfined({ installed: true, noSandbox: false, root: false })).toBeNull();
  expect(unconfined({ installed: false, noSandbox: true, root: false })).toBeNull();
  expect(unconfined({ installed: true, noSandbox: true, root: true })).toBeNull();
});
