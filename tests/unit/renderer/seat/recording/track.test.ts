import { describe, expect, it } from 'vitest';
import type { Order } from '../../../../../renderer/seat/recording/trackState.ts';
import { run, SEGMENT } from './trackRun.ts';

describe('from one segment to the next', () => {
  it('starts by itself when it is wanted: devices, then a segment, then the recorder', () => {
    const track = run();
    expect(track.does({ on: 'wanted', wanted: true, length: SEGMENT })).toEqual([{ do: 'acquire' }]);
    expect(track.does({ on: 'acquired', missing: [], text: '' })).toEqual([{ do: 'open', recorder: 1 }]);
    expect(track.does({ on: 'opened', recorder: 1, segment: 7 })).toEqual([
      { do: 'start', recorder: 1, segment: 7 },
    ]);
  });

  it('the recorder before is stopped only when the next one has given data', () => {
    const track = run();
    track.begin();
    expect(track.records(1, 119)).toEqual([]);
    expect(track.records(1, 1)).toEqual([{ do: 'open', recorder: 2 }]);
    expect(track.does({ on: 'opened', recorder: 2, segment: 2 })).toEqual([
      { do: 'start', recorder: 2, segment: 2 },
    ]);
    expect(track.records(1, 2)).toEqual([]);
    expect(track.does({ on: 'data', recorder: 2 })).toEqual([{ do: 'stop', recorder: 1 }]);
    expect(track.does({ on: 'stopped', recorder: 1 })).toEqual([{ do: 'close', recorder: 1 }]);
    expect(track.state.recorders.map(({ id, state }) => [id, state])).toEqual([[2, 'running']]);
  });

  it('goes on with the old recorder while the station opens no new segment, and asks again', () => {
    const track = run();
    track.begin();
    track.records(1, 120);
    expect(track.does({ on: 'refused', recorder: 2 })).toEqual([]);
    expect(track.records(1, 1)).toEqual([]);
    expect(track.records(1, 1)).toEqual([{ do: 'open', recorder: 3 }]);
    expect(track.state.recorders[0]).toMatchObject({ id: 1, state: 'running' });
  });

  it('another mixture of the same devices is another segment, and the one before goes on until it gives data', () => {
    const track = run();
    track.begin();
    track.records(1, 10);
    expect(track.does({ on: 'mixed' })).toEqual([{ do: 'open', recorder: 2 }]);
    expect(track.does({ on: 'mixed' }), 'one that has not begun takes it up').toEqual([]);
    track.does({ on: 'opened', recorder: 2, segment: 2 });
    expect(track.records(1, 1)).toEqual([]);
    expect(track.does({ on: 'data', recorder: 2 })).toEqual([{ do: 'stop', recorder: 1 }]);
  });

  it('a pause stops recorders and lets the devices go; what follows it is a new segment', () => {
    const track = run();
    track.begin();
    expect(track.does({ on: 'wanted', wanted: false, length: SEGMENT })).toEqual([
      { do: 'stop', recorder: 1 },
      { do: 'release' },
    ]);
    expect(track.does({ on: 'stopped', recorder: 1 })).toEqual([{ do: 'close', recorder: 1 }]);
    expect(track.does({ on: 'wanted', wanted: true, length: SEGMENT })).toEqual([{ do: 'acquire' }]);
    expect(track.does({ on: 'acquired', missing: [], text: '' })).toEqual([{ do: 'open', recorder: 2 }]);
  });

  it('a segment that comes after the end is closed, and devices that come after it are let go', () => {
    const track = run();
    track.does({ on: 'wanted', wanted: true, length: SEGMENT });
    track.does({ on: 'acquired', missing: [], text: '' });
    track.does({ on: 'wanted', wanted: false, length: SEGMENT });
    expect(track.does({ on: 'opened', recorder: 1, segment: 1 })).toEqual([{ do: 'close', recorder: 1 }]);
    expect(track.does({ on: 'acquired', missing: [], text: '' })).toEqual([{ do: 'release' }]);
  });
});

describe('what goes wrong', () => {
  const anew = (recorder: number): readonly Order[] => [
    { do: 'stop', recorder },
    { do: 'release' },
    { do: 'acquire' },
  ];

  it('a recorder that says nothing and gives nothing for five seconds is replaced, devices and all', () => {
    const track = run();
    track.begin();
    for (let i = 0; i < 5; i++) {
      track.pass(1000);
      expect(track.does({ on: 'tick' })).toEqual([]);
    }
    track.pass(1000);
    expect(track.does({ on: 'tick' })).toEqual([{ do: 'tell', kind: 'no-data', text: '6.0 s' }, ...anew(1)]);
    expect(track.does({ on: 'acquired', missing: [], text: '' })).toEqual([{ do: 'open', recorder: 2 }]);
  });

  it('a recorder that gives nothing from its start is replaced after fifteen seconds; the one before goes on until then', () => {
    const track = run();
    track.begin();
    track.records(1, 120);
    track.does({ on: 'opened', recorder: 2, segment: 2 });
    expect(track.records(1, 15)).toEqual([]);
    expect(track.records(1, 1)).toEqual([
      { do: 'tell', kind: 'no-data', text: '16.0 s' },
      { do: 'stop', recorder: 1 },
      ...anew(2),
    ]);
  });

  it('a sleep is noticed by whichever clock went on', () => {
    for (const [ran, slept] of [
      [1000, 60_000],
      [61_000, 0],
    ] as const) {
      const track = run();
      track.begin();
      track.pass(ran, slept);
      expect(track.does({ on: 'tick' })).toEqual([
        { do: 'tell', kind: 'asleep', text: '61.0 s' },
        ...anew(1),
      ]);
    }
  });

  it('a device that ends is told once, and looked for until it is back', () => {
    const track = run();
    track.begin();
    const lost = { on: 'lost', kind: 'camera-lost', text: 'unplugged' } as const;
    const tell = { do: 'tell', kind: 'camera-lost', text: 'unplugged' };
    expect(track.does(lost)).toEqual([tell, ...anew(1)]);
    expect(track.does(lost)).toEqual([]);
    expect(track.does({ on: 'unavailable', kind: 'camera-lost', text: 'NotFoundError' })).toEqual([]);
    track.pass(1000);
    expect(track.does({ on: 'tick' })).toEqual([]);
    track.pass(1000);
    expect(track.does({ on: 'tick' })).toEqual([{ do: 'acquire' }]);
    expect(track.state.trouble).toBe('camera-lost');
    track.does({ on: 'acquired', missing: [], text: '' });
    track.does({ on: 'opened', recorder: 2, segment: 2 });
    track.does({ on: 'data', recorder: 2 });
    expect(track.state.trouble).toBeNull();
    expect(track.does(lost)[0]).toEqual(tell);
  });

  it('what is left is recorded without the device that is missing, which joins when it is back', () => {
    const track = run();
    track.does({ on: 'wanted', wanted: true, length: SEGMENT });
    const missing = ['microphone-lost'] as const;
    expect(track.does({ on: 'acquired', missing, text: 'NotFoundError' })).toEqual([
      { do: 'tell', kind: 'microphone-lost', text: 'NotFoundError' },
      { do: 'open', recorder: 1 },
    ]);
    track.does({ on: 'opened', recorder: 1, segment: 1 });
    expect(track.records(1, 9)).toEqual([]);
    expect(track.state.trouble).toBe('microphone-lost');
    expect(track.records(1, 1)).toEqual([{ do: 'acquire' }]);
    expect(track.does({ on: 'acquired', missing, text: 'NotFoundError' })).toEqual([]);
    expect(track.records(1, 10)).toEqual([{ do: 'acquire' }]);
    expect(track.does({ on: 'acquired', missing: [], text: '' })).toEqual([{ do: 'open', recorder: 2 }]);
    track.does({ on: 'opened', recorder: 2, segment: 2 });
    expect(track.does({ on: 'data', recorder: 2 })).toEqual([{ do: 'stop', recorder: 1 }]);
    expect(track.state.trouble).toBeNull();
  });

  it('a refused piece ends its segment, and another is asked for again and again', () => {
    const track = run();
    track.begin();
    expect(track.does({ on: 'refused', recorder: 1 })).toEqual([{ do: 'stop', recorder: 1 }]);
    track.does({ on: 'stopped', recorder: 1 });
    for (const recorder of [2, 3, 4]) {
      track.pass(1000);
      expect(track.does({ on: 'tick' })).toEqual([]);
      track.pass(1000);
      expect(track.does({ on: 'tick' })).toEqual([{ do: 'open', recorder }]);
      track.does({ on: 'refused', recorder });
    }
  });

  it('where too much waits for the station nothing more is recorded, which is told, until it has all', () => {
    const track = run();
    track.begin();
    const text = 'the station has not answered for 80 s';
    expect(track.does({ on: 'full', text })).toEqual([
      { do: 'stop', recorder: 1 },
      { do: 'tell', kind: 'recorder-failed', text },
    ]);
    track.does({ on: 'stopped', recorder: 1 });
    track.pass(3000);
    expect(track.does({ on: 'tick' })).toEqual([]);
    expect(track.does({ on: 'drained' })).toEqual([{ do: 'open', recorder: 2 }]);
  });

  it('a recorder that stops by itself is followed by another, also where its end is never heard', () => {
    const track = run();
    track.begin();
    const orders = track.does({ on: 'stopped', recorder: 1 });
    expect(orders.map((order) => order.do)).toEqual(['close', 'tell', 'release', 'acquire']);
    const deaf = run();
    deaf.begin();
    deaf.does({ on: 'wanted', wanted: false, length: SEGMENT });
    deaf.does({ on: 'wanted', wanted: true, length: SEGMENT });
    deaf.does({ on: 'acquired', missing: [], text: '' });
    deaf.does({ on: 'opened', recorder: 2, segment: 2 });
    expect(deaf.records(2, 21)).toContainEqual({ do: 'close', recorder: 1 });
  });
});
