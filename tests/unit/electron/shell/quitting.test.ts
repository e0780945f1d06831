import { expect, it } from 'vitest';
import { keepOpen, quitIn } from '../../../../electron/shell/quitting.ts';
import { type Refusal, refusal } from '../../../../shared/refusal.ts';

const why = refusal('RECORDING_UNSENT', '尚有录像未送达', 'Some of the recording has not been sent');
const says = (quit: unknown) => ({ tell: 'status', value: { stage: 'seated', quit } });

/** A window that somebody asks to close; answers whether it did. */
function window() {
  const listeners: ((event: { preventDefault(): void }) => void)[] = [];
  return {
    on: (_: 'close', listener: (typeof listeners)[number]) => listeners.push(listener),
    close(): boolean {
      let closes = true;
      const preventDefault = (): void => {
        closes = false;
      };
      for (const listener of listeners) listener({ preventDefault });
      return closes;
    },
  };
}

it('a window stays open while its station has something against it, and says why each time', () => {
  const shown = window();
  const told: Refusal[] = [];
  const kept = keepOpen(shown, (one) => told.push(one));
  expect(shown.close()).toBe(true);
  kept.hear(says(why));
  expect([shown.close(), shown.close()]).toEqual([false, false]);
  // A station that has gone says nothing more, and lets nobody go.
  kept.hear({ tell: 'journal', value: { from: 1, lines: [] } });
  expect(shown.close()).toBe(false);
  kept.hear({ id: 4, ok: true, value: { stage: 'seated', quit: null } });
  expect(shown.close()).toBe(true);
  expect(told).toEqual([why, why, why]);
});

it.each([
  ['another event', { tell: 'journal', value: { from: 1, lines: [] } }],
  ['another answer', { id: 1, ok: true, value: {} }],
  ['a status of another form', says('never')],
])('%s says nothing of it', (_, message) => {
  expect(quitIn(message)).toBeUndefined();
});
