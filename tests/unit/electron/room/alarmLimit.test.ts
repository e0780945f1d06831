import { expect, it } from 'vitest';
import { alarmLimit } from '../../../../electron/room/alarmLimit.ts';

it('raises the same alarm about the same seat once a minute', () => {
  let now = 0;
  const limit = alarmLimit(() => now);
  expect(limit.allows('E1', 'camera')).toBe(true);
  now = 59_999;
  expect(limit.allows('E1', 'camera')).toBe(false);
  expect(limit.allows('E1', 'link')).toBe(true);
  expect(limit.allows('E2', 'camera')).toBe(true);
  now = 60_000;
  expect(limit.allows('E1', 'camera')).toBe(true);
});

it('raises an alarm again at once where all have ended, but still no more than twenty', () => {
  const limit = alarmLimit(() => 0);
  const raised = Array.from({ length: 30 }, () => {
    limit.ended();
    return limit.allows('E1', 'camera');
  });
  expect(raised.filter(Boolean)).toHaveLength(20);
});

it('raises no more than twenty in a minute, whoever they are about', () => {
  let now = 0;
  const limit = alarmLimit(() => now);
  const raised = Array.from({ length: 50 }, (_, seat) => limit.allows(`E${seat}`, 'camera'));
  expect(raised.filter(Boolean)).toHaveLength(20);
  now = 60_000;
  expect(limit.allows('E49', 'camera')).toBe(true);
});
