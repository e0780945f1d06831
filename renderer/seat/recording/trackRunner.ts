/** Does what a track orders, with real devices, recorders and a station, and tells it what has come of it. */

import type { Rate } from '../../../shared/recording/rate.ts';
import { instantOf } from '../../components/moments.ts';
import type { SeatClient } from '../seat.ts';
import { deliver } from './deliver.ts';
import { lossOf, openSource, reasonOf, setRate } from './devices.ts';
import { MIME, startRecorder } from './mediaRecorder.ts';
import { pieceQueue } from './pieceQueue.ts';
import { type RecordedStream, recordedStream } from './recordedSound.ts';
import { step } from './track.ts';
import {
  type Moment,
  newTrack,
  type Order,
  type Track,
  type TrackEvent,
  type TrackState,
} from './trackState.ts';

/** Bytes that may wait for the station, per track: more than a minute at the usual rate. */
const BOUND = 16 << 20;
/** Milliseconds without an answer after which the station is late. */
const LATE = 5000;
/** Milliseconds that a recorder with another mixture may take to its first data. */
const MIXES = 15_000;

export interface TrackRunner {
  readonly state: TrackState;
  /** What is recorded, by the devices' own names. */
  readonly devices: readonly string[];
  /** Bytes that wait for the station. */
  readonly waiting: number;
  /** The station has not answered for a while. */
  readonly late: boolean;
  /** Another station, or none: what waited for the one before has no place to go to. */
  attach(client: SeatClient | null): void;
  want(wanted: boolean, segmentSeconds: number): void;
  setRate(rate: Rate): void;
  /**
   * Records this sound besides the devices', in a segment that begins now; null: no longer. Resolves when it is recorded; rejects where that does not come
   * about, or another mixture is asked for meanwhile.
   */
  mix(also: MediaStreamTrack | null): Promise<void>;
  tick(): void;
}

interface Recording {
  readonly stream: MediaStream | null;
  readonly recorded: RecordedStream | null;
  readonly media: MediaRecorder | null;
  readonly segment: number;
  /** The station takes nothing more of it. */
  readonly over: boolean;
}

const now = (): Moment => ({ mono: performance.now(), wall: Date.now() });

/** @param changed called when there is something new to show */
export function trackRunner(track: Track, usual: Rate, changed: () => void): TrackRunner {
  let state = newTrack(track);
  let client: SeatClient | null = null;
  let rate = usual;
  let current: MediaStream | null = null;
  /** Counts what was asked for, so that what comes too late is let go again. */
  let asked = 0;
  let answered = 0;
  const recordings = new Map<number, Recording>();
  let also: MediaStreamTrack | null = null;
  let mixing: { recorder: number | null; settle(recorded: boolean): void } | null = null;
  const events: TrackEvent[] = [];
  let handling = false;

  const queue = pieceQueue<Blob>({
    bound: BOUND,
    async send(delivery) {
      const answer = await deliver(client!, track, delivery);
      answered = performance.now();
      return answer;
    },
    full: () =>
      dispatch({ on: 'full', text: `the station has not answered for ${Math.round(silent() / 1000)} s` }),
    drained: () => dispatch({ on: 'drained' }),
    refused(segment) {
      for (const [recorder, one] of recordings)
        if (one.segment === segment) {
          recordings.set(recorder, { ...one, over: true });
          dispatch({ on: 'refused', recorder });
        }
    },
  });
  const silent = (): number => performance.now() - answered;

  /** One event after the other: an order may bring the next about. */
  function dispatch(event: TrackEvent): void {
    events.push(event);
    if (handling) return;
    handling = true;
    for (let first = events.shift(); first !== undefined; first = events.shift()) {
      const done = step(state, first, now());
      state = done.state;
      for (const order of done.orders) carryOut(order);
    }
    handling = false;
    changed();
  }

  function carryOut(order: Order): void {
    switch (order.do) {
      case 'acquire':
        void acquire();
        break;
      case 'release':
        asked += 1;
        replace(null);
        break;
      case 'open':
        void open(order.recorder);
        break;
      case 'start':
        start(order.recorder, order.segment);
        break;
      case 'stop':
        stop(order.recorder);
        break;
      case 'close':
        close(order.recorder);
        break;
      case 'tell':
        void client?.ask('recordingTrouble', { track, kind: order.kind, text: order.text });
        break;
    }
  }

  async function acquire(): Promise<void> {
    asked += 1;
    const mine = asked;
    try {
      const { stream, missing, said } = await openSource(track, rate);
      if (mine !== asked) return end(stream);
      replace(stream);
      listen(stream);
      // A camera with its lid closed opens, and shows nothing.
      const mute = stream.getTracks().filter(({ muted }) => muted);
      const lacking = [...missing, ...mute.map(({ kind }) => lossOf(track, kind))];
      const text = [said, ...mute.map(({ label }) => `${label}: mute`)].filter(Boolean).join('; ');
      dispatch({ on: 'acquired', missing: lacking, text });
    } catch (error) {
      if (mine === asked)
        dispatch({ on: 'unavailable', kind: lossOf(track, 'video'), text: reasonOf(error) });
    }
  }

  function listen(stream: MediaStream): void {
    for (const one of stream.getTracks())
      for (const event of ['ended', 'mute'] as const)
        one.addEventListener(event, () => {
          if (current !== stream) return;
          dispatch({ on: 'lost', kind: lossOf(track, one.kind), text: `${one.label}: ${event}` });
        });
  }

  const end = (stream: MediaStream): void => {
    for (const one of stream.getTracks()) one.stop();
  };

  /** A stream that a recorder still takes from is let go with it. */
  function replace(stream: MediaStream | null): void {
    const before = current;
    current = stream;
    retire(before);
  }

  function retire(stream: MediaStream | null): void {
    const used = [...recordings.values()].some((one) => one.stream === stream);
    if (stream !== null && stream !== current && !used) end(stream);
  }

  async function open(recorder: number): Promise<void> {
    const of = client;
    const answer = await of?.ask('recordingStart', { track, mime: MIME[track] });
    if (of === null || of !== client || !answer?.ok) return dispatch({ on: 'refused', recorder });
    const { segment } = answer.value;
    recordings.set(recorder, { stream: null, recorded: null, media: null, segment, over: false });
    dispatch({ on: 'opened', recorder, segment });
  }

  function start(recorder: number, segment: number): void {
    const stream = current;
    let recorded: RecordedStream | null = null;
    try {
      if (stream === null) throw new Error('the device has gone');
      recorded = recordedStream(stream, also);
      if (mixing !== null) mixing.recorder = recorder;
      const media = startRecorder(track, recorded.stream, rate, {
        data(data) {
          if (recordings.get(recorder)?.over !== false) return;
          if (mixing?.recorder === recorder) mixing.settle(true);
          if (queue.waiting === 0) answered = performance.now();
          const { mono, wall } = now();
          const stamp = { at: instantOf(wall), mono: mono.toFixed(3) };
          queue.put({ do: 'piece', segment, data, size: data.size, ...stamp });
          dispatch({ on: 'data', recorder });
        },
        stopped: () => dispatch({ on: 'stopped', recorder }),
        failed: (text) => dispatch({ on: 'failed', recorder, text }),
      });
      recordings.set(recorder, { stream, recorded, media, segment, over: false });
    } catch (error) {
      recorded?.release();
      dispatch({ on: 'failed', recorder, text: reasonOf(error) });
    }
  }

  function stop(recorder: number): void {
    const media = recordings.get(recorder)?.media ?? null;
    if (media === null || media.state === 'inactive') dispatch({ on: 'stopped', recorder });
    else media.stop();
  }

  function close(recorder: number): void {
    const one = recordings.get(recorder);
    recordings.delete(recorder);
    if (one === undefined) return;
    one.recorded?.release();
    if (!one.over) queue.put({ do: 'stop', segment: one.segment });
    retire(one.stream);
  }

  return {
    get state() {
      return state;
    },
    get devices() {
      return (current?.getTracks() ?? []).map(({ label }) => label);
    },
    get waiting() {
      return queue.waiting;
    },
    get late() {
      const opening = state.recorders.find((one) => one.state === 'opening');
      const slow = opening !== undefined && performance.now() - opening.since > LATE;
      return slow || (queue.waiting > 0 && silent() > LATE);
    },
    attach(next) {
      if (next === client) return;
      client = next;
      queue.clear();
      for (const [recorder, one] of recordings) recordings.set(recorder, { ...one, over: true });
    },
    want: (wanted, segmentSeconds) => dispatch({ on: 'wanted', wanted, length: segmentSeconds * 1000 }),
    setRate(next) {
      if (next[track] === rate[track]) return;
      rate = next;
      if (current !== null) void setRate(track, current, rate).catch(() => undefined);
    },
    mix(next) {
      mixing?.settle(false);
      if (next === also) return Promise.resolve();
      also = next;
      const mixed = new Promise<void>((resolve, reject) => {
        const settle = (recorded: boolean): void => {
          clearTimeout(late);
          mixing = null;
          if (recorded) resolve();
          else reject(new Error('it is not recorded'));
        };
        const late = setTimeout(() => settle(false), MIXES);
        mixing = { recorder: null, settle };
      });
      dispatch({ on: 'mixed' });
      return mixed;
    },
    tick: () => dispatch({ on: 'tick' }),
  };
}
