/** The bridge's promises, over every transport that is used. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BridgeClient, bridgeClient } from '../../../shared/bridge/client.ts';
import type { BridgePort } from '../../../shared/bridge/contract.ts';
import type { Result } from '../../../shared/refusal.ts';
import { contract, LARGE, refused } from './station.ts';
import { type Opened, TRANSPORTS } from './transports.ts';

const codes = (result: Result<unknown>): readonly string[] =>
  result.ok ? [] : result.refusals.map(({ code }) => code);

describe.each(TRANSPORTS)('over $name', ({ open, clones }) => {
  let station: Opened;
  let port: BridgePort;
  let client: BridgeClient<typeof contract>;
  const heard: unknown[] = [];

  beforeEach(() => {
    heard.length = 0;
    station = open();
    const inner = station.port;
    port = {
      ...inner,
      onMessage: (listener) =>
        inner.onMessage((message) => {
          heard.push(message);
          listener(message);
        }),
    };
    client = bridgeClient(contract, port);
  });
  afterEach(async () => {
    station.kill();
    await station.gone;
  });

  const echo = (text: string) => client.ask('echo', { text });
  const stationStopped = () => new Promise<void>((resolve) => client.onClose(resolve));

  test('an answer belongs to its question, whatever else is open', async () => {
    const open = client.ask('never', {});
    const texts = Array.from({ length: 100 }, (_, n) => `第 ${n} 问`);
    const answers = await Promise.all(texts.map(echo));
    expect(answers).toEqual(texts.map((text) => ({ ok: true, value: { text } })));
    expect(await Promise.race([open, 'still open'])).toBe('still open');
  });

  test('events come in the order of telling, and before the answer they were told ahead of', async () => {
    const order: (number | string)[] = [];
    client.on('counted', ({ n }) => order.push(n));
    await client.ask('count', { to: 250 });
    order.push('answered');
    expect(order).toEqual([...Array.from({ length: 250 }, (_, n) => n + 1), 'answered']);
  });

  test('who stops listening hears nothing more', async () => {
    const order: number[] = [];
    const stop = client.on('counted', ({ n }) => order.push(n));
    await client.ask('count', { to: 2 });
    stop();
    await client.ask('count', { to: 2 });
    expect(order).toEqual([1, 2]);
  });

  test('a value of 2 MB comes back whole', async () => {
    const text = '评标'.repeat(LARGE / 4).concat('\u0000\n"', 'x'.repeat(LARGE / 2));
    const answer = await echo(text);
    expect(answer.ok && answer.value.text === text).toBe(true);
  });

  test('a refusal passes through as it is', async () => {
    expect(await client.ask('refuse', {})).toEqual({ ok: false, refusals: [refused] });
  });

  test('parameters that break the contract are refused on this side, by place and never by content', async () => {
    const answer = await client.ask('echo', { text: 97.5 } as never);
    expect(codes(answer)).toEqual(['BRIDGE_FORM']);
    expect(answer).toMatchObject({ refusals: [{ where: 'echo.text' }] });
    expect(JSON.stringify(answer)).not.toContain('97.5');
    await echo('');
    expect(heard).toHaveLength(1);
  });

  test('the station refuses what another window would have let pass', async () => {
    const wrong = [
      { ask: 'echo', params: { text: 5 } },
      { ask: 'echo', params: { text: '', more: 1 } },
      { ask: 'echo' },
      { ask: 'unknown', params: {} },
      { ask: 'constructor', params: {} },
      { ask: '__proto__', params: {} },
      { ask: 5, params: {} },
      { ask: 'echo', params: { text: '' }, more: 1 },
      {},
    ];
    for (const [n, message] of wrong.entries()) port.post({ id: 1000 + n, ...message });
    if (clones) {
      port.post({ id: 1100, ask: 'refuse', params: new Map([['a', 1]]) });
      port.post({ id: 1101, ask: 'refuse', params: new Date(0) });
    }
    await echo('');
    const refusals = heard.slice(0, -1) as { id: number; refusals: { code: string }[] }[];
    const due = [...wrong.keys()].map((n) => 1000 + n).concat(clones ? [1100, 1101] : []);
    expect(refusals.map(({ id }) => id).sort()).toEqual(due);
    for (const { refusals: given } of refusals)
      expect(given.map(({ code }) => code)).toEqual(['BRIDGE_FORM']);
    expect(await client.ask('faults', {})).toEqual({ ok: true, value: { messages: [] } });
  });

  test('garbage is not answered and stops nothing', async () => {
    const deep = JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`);
    const garbage = [
      'text',
      '',
      0,
      true,
      [],
      {},
      [[]],
      { id: -1 },
      { id: '1' },
      { id: null },
      { ok: true },
      deep,
    ];
    for (const message of garbage) port.post(message);
    if (clones) {
      const circle: unknown[] = [];
      circle.push(circle);
      for (const message of [new Map(), new Date(0), circle, new Uint8Array(9)]) port.post(message);
    }
    expect(await echo('still here')).toEqual({ ok: true, value: { text: 'still here' } });
    expect(heard).toHaveLength(1);
  });

  test('a handler that throws is a fault with a sentence, and the next question is answered', async () => {
    const answer = await client.ask('fail', {});
    expect(codes(answer)).toEqual(['STATION_FAULT']);
    expect(JSON.stringify(answer)).not.toContain('fire');
    expect(await client.ask('faults', {})).toEqual({
      ok: true,
      value: { messages: ['the disk is on fire'] },
    });
  });

  test('an answer, a refusal or an event that breaks the contract never leaves the station', async () => {
    expect(codes(await client.ask('misanswer', {}))).toEqual(['STATION_FAULT']);
    expect(codes(await client.ask('misrefuse', {}))).toEqual(['STATION_FAULT']);
    expect(await client.ask('mistell', {})).toEqual({ ok: true, value: {} });
    const faults = await client.ask('faults', {});
    expect(faults.ok && faults.value.messages).toHaveLength(4);
    expect(heard).toHaveLength(4);
    expect(JSON.stringify([heard, faults])).not.toContain('97.5');
  });

  test.each(['date', 'map', 'undefined', 'bigint', 'nan', 'circle', 'class'] as const)(
    'what JSON cannot carry (%s) does not slip through a form that lets it pass',
    async (kind) => {
      expect(codes(await client.ask('notPlain', { kind }))).toEqual(['STATION_FAULT']);
    },
  );

  test('what the station sends against the contract is found on this side too', async () => {
    const told: unknown[] = [];
    client.on('counted', (value) => told.push(value));
    const wrong = (id: number) => [
      { id, ok: true, value: { n: 1 } },
      { id, ok: true },
      { id, ok: false, refusals: [] },
      { id, ok: false, refusals: [{ code: 'X' }] },
      { id, ok: 'yes' },
      { id, ok: true, value: {}, more: 1 },
      { id },
    ];
    for (const n of wrong(0).keys()) {
      // Questions are numbered from 1: one that stays open, then the one that sends the wrong answer to it.
      const open = client.ask('never', {});
      await client.ask('raw', { message: wrong(2 * n + 1)[n] as never });
      expect(codes(await open)).toEqual(['STATION_FAULT']);
    }
    const events = [{ tell: 'counted', value: {} }, { tell: 'counted' }, { tell: 'toString', value: {} }];
    const strangers = [null, 'text', [], {}, { id: 999_999, ok: true, value: {} }];
    for (const message of [...events, ...strangers]) await client.ask('raw', { message: message as never });
    expect(told).toEqual([]);
    expect(client.closed).toBe(false);
  });

  test('a second answer to a question changes nothing', async () => {
    const answer = client.ask('raw', { message: { id: 1, ok: true, value: {} } });
    expect(await answer).toEqual({ ok: true, value: {} });
    expect((await echo('next')).ok).toBe(true);
  });

  test('a station that is killed: every open question is answered, and the window hears it once', async () => {
    await echo('up');
    let closes = 0;
    client.onClose(() => {
      closes += 1;
    });
    const open = [client.ask('never', {}), client.ask('never', {})];
    station.kill();
    for (const answer of await Promise.all(open)) expect(codes(answer)).toEqual(['STATION_GONE']);
    await station.gone;
    expect(client.closed).toBe(true);
    expect(codes(await echo('late'))).toEqual(['STATION_GONE']);
    await stationStopped();
    expect(closes).toBe(1);
  });

  test('a station that crashes by itself is gone, and nothing here crashes with it', async () => {
    const open = client.ask('never', {});
    void client.ask('crash', {});
    await stationStopped();
    expect(codes(await open)).toEqual(['STATION_GONE']);
  });

  test('a station that closes its end is gone for the window', async () => {
    const open = client.ask('never', {});
    expect(codes(await client.ask('leave', {}))).toEqual(['STATION_GONE']);
    expect(codes(await open)).toEqual(['STATION_GONE']);
    await stationStopped();
    expect(client.closed).toBe(true);
  });

  test('what a station tells before it closes arrives whole', async () => {
    const texts: number[] = [];
    client.on('text', ({ text }) => texts.push(text.length));
    expect(codes(await client.ask('lastWords', {}))).toEqual(['STATION_GONE']);
    expect(texts).toEqual([LARGE]);
  });

  test('a window that closes its end asks nothing more, and is not told that the station went', async () => {
    await echo('up');
    let closes = 0;
    client.onClose(() => {
      closes += 1;
    });
    const open = client.ask('never', {});
    client.close();
    expect(codes(await open)).toEqual(['STATION_GONE']);
    expect(client.closed).toBe(true);
    expect(codes(await echo('late'))).toEqual(['STATION_GONE']);
    await station.gone;
    client.close();
    expect(closes).toBe(0);
  });

  test('who listens late is told what came before, and that the end came', async () => {
    const late = open();
    late.port.post({ id: 1, ask: 'count', params: { to: 3 } });
    late.port.post({ id: 2, ask: 'leave', params: {} });
    await late.gone;
    const seen: unknown[] = [];
    late.port.onMessage((message) => seen.push(message));
    await new Promise<void>((resolve) => late.port.onClose(resolve));
    expect(seen.slice(0, 3)).toEqual([1, 2, 3].map((n) => ({ tell: 'counted', value: { n } })));
    late.port.post('nobody hears this');
  });
});
