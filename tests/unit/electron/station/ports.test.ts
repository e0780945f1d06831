/** What only some carriers have to promise; what all do is in tests/integration/bridge. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { childPort, messagePort, parentPort } from '../../../../electron/station/ports.ts';
import { startChild } from '../../../integration/bridge/transports.ts';

const ended = (port: { onClose(listener: () => void): void }) =>
  new Promise<'ended'>((resolve) => port.onClose(() => resolve('ended')));

test('in Electron’s utility process the bridge is carried by the port that Electron gives', async () => {
  const { port1: app, port2 } = new MessageChannel();
  // Electron hands a message over as an event.
  const given = {
    on: (_: 'message', listener: (event: { data: unknown }) => void) =>
      port2.on('message', (data) => listener({ data })),
    postMessage: (message: unknown) => port2.postMessage(message),
  };
  Object.defineProperty(process, 'parentPort', { value: given, configurable: true });
  try {
    const port = parentPort()!;
    app.postMessage({ id: 1, ask: 'status', params: {} });
    expect(await new Promise((resolve) => port.onMessage(resolve))).toEqual({
      id: 1,
      ask: 'status',
      params: {},
    });
    const heard = once(app, 'message');
    port.post({ notStarted: [] });
    port.close();
    port.post({ tell: 'after its end' });
    expect(await heard).toEqual([{ notStarted: [] }]);
    const after = once(app, 'message');
    port2.postMessage('last');
    expect(await after).toEqual(['last']);
  } finally {
    Reflect.deleteProperty(process, 'parentPort');
    app.close();
  }
});

test('closing leaves the child running, and the child hears of it', async () => {
  const { child, exit } = startChild('json');
  const port = childPort(child);
  const up = once(child, 'message');
  port.post({ id: 1, ask: 'echo', params: { text: 'up' } });
  await up;
  port.close();
  port.close();
  port.post({ id: 2, ask: 'crash', params: {} });
  expect(await exit).toBe(7);
});

test('what a window posted before it closed still arrives whole', async () => {
  const { child, exit } = startChild('json');
  const port = childPort(child);
  const large = { id: 1, ask: 'echo', params: { text: 'x'.repeat(4_000_000) } };
  port.post(large);
  port.post({ id: 2, ask: 'crash', params: {} });
  port.close();
  await exit;
  expect(child.signalCode).toBe('SIGKILL');
});

test('a child that could not be started is gone', async () => {
  const { child } = startChild('json', { execPath: '/nowhere/node' });
  const port = childPort(child);
  port.post({ id: 1 });
  expect(await ended(port)).toBe('ended');
});

test('a child that was dead already is gone', async () => {
  const { child, exit } = startChild('json');
  child.kill('SIGKILL');
  await Promise.all([exit, once(child, 'disconnect')]);
  const port = childPort(child);
  port.post({ id: 1 });
  expect(await ended(port)).toBe('ended');
});

test('a station started without a channel has no window, and runs without one', () => {
  const path = fileURLToPath(new URL('../../../integration/bridge/inChild.ts', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [path], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('who closes is told nothing more, not even what lies here already', async () => {
  const { port1, port2 } = new MessageChannel();
  const port = messagePort(port1);
  for (const message of ['first', 'second', 'third']) port2.postMessage(message);
  port2.close();
  await once(port1, 'close');
  const seen: unknown[] = [];
  port.onMessage((message) => {
    seen.push(message);
    port.close();
  });
  port.onClose(() => seen.push('closed'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(seen).toEqual(['first']);
});
