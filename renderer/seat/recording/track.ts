/**
 * One track of the recording, as it goes on by itself: which recorder runs, when the next one follows, when the devices are asked for again.
 * It holds no device and no clock: what has happened comes in as events, what is to be done goes out as orders.
 */
import type { Moment, Order, Recorder, Step, TrackEvent, TrackState, TroubleKind } from './trackState.ts';

/** Milliseconds without data after which a recorder is given up, whatever it says of itself: after sleep it can be "recording" and write nothing. */
const SILENCE = 5000;
/** Milliseconds that a recorder may take to its first data. */
const FIRST = 15_000;
/** Milliseconds between two ticks from which on the machine was asleep. */
const ASLEEP = 5000;
/** Milliseconds until devices, or a segment that the station has refused, are asked for again. */
const AGAIN = 2000;
/** Milliseconds until a device that alone is missing is looked for again. */
const COMPLETE = 10_000;
/** Milliseconds that devices may take to open, and a recorder to stop. */
const PATIENCE = 20_000;

/** What an event does to a track. */
export function step(state: TrackState, event: TrackEvent, now: Moment): Step {
  switch (event.on) {
    case 'wanted':
      return want({ ...state, length: event.length }, event.wanted, now);
    case 'acquired':
      return acquired(state, event.missing, event.text, now);
    case 'unavailable':
      if (state.source !== 'opening') return stay(state);
      return trouble({ ...state, source: 'none', since: now.mono }, event.kind, event.text);
    case 'lost':
      return state.source === 'open' ? again(state, event.kind, event.text, now) : stay(state);
    case 'opened':
      return opened(state, event.recorder, event.segment, now);
    case 'refused':
      return refused(state, event.recorder, now);
    case 'data':
      return data(state, event.recorder, now);
    case 'stopped':
      return stopped(state, event.recorder, now);
    case 'failed':
      if (find(state, event.recorder)?.state !== 'running') return stay(state);
      return again(state, 'recorder-failed', event.text, now);
    case 'full':
      return chain(stopAll({ ...state, blocked: true }, now), (next) =>
        trouble(next, 'recorder-failed', event.text),
      );
    case 'drained':
      return next({ ...state, blocked: false }, now);
    case 'mixed':
      return follow(state, now);
    case 'tick':
      return tick(state, now);
  }
}

const stay = (state: TrackState, ...orders: readonly Order[]): Step => ({ state, orders });

function chain(first: Step, then: (state: TrackState) => Step): Step {
  const second = then(first.state);
  return { state: second.state, orders: [...first.orders, ...second.orders] };
}

const find = (state: TrackState, id: number): Recorder | undefined =>
  state.recorders.find((one) => one.id === id);

const change = (state: TrackState, id: number, to: Partial<Recorder>): TrackState => ({
  ...state,
  recorders: state.recorders.map((one) => (one.id === id ? { ...one, ...to } : one)),
});

const without = (state: TrackState, id: number): TrackState => ({
  ...state,
  recorders: state.recorders.filter((one) => one.id !== id),
});

/** Told once until it is over: an unplugged camera is one alarm, not one every few seconds. */
function trouble(state: TrackState, kind: TroubleKind, text: string): Step {
  if (state.told.includes(kind)) return stay({ ...state, trouble: kind });
  return stay({ ...state, trouble: kind, told: [...state.told, kind] }, { do: 'tell', kind, text });
}

/** Recorders that are only opening are forgotten: their segment is closed empty when it comes. */
function stopAll(state: TrackState, now: Moment): Step {
  const running = state.recorders.filter((one) => one.state === 'running');
  const recorders = state.recorders
    .filter((one) => one.state !== 'opening')
    .map((one) => (one.state === 'running' ? { ...one, state: 'stopping' as const, since: now.mono } : one));
  return stay({ ...state, recorders }, ...running.map(({ id }) => ({ do: 'stop' as const, recorder: id })));
}

function want(state: TrackState, wanted: boolean, now: Moment): Step {
  if (wanted === state.wanted) return stay(state);
  if (wanted)
    return stay({ ...state, wanted, source: 'opening', since: now.mono, looked: now }, { do: 'acquire' });
  return chain(stopAll(state, now), (next) =>
    stay(
      { ...next, wanted, source: 'none', missing: [], trouble: null, told: [], blocked: false, notBefore: 0 },
      { do: 'release' },
    ),
  );
}

/** Everything anew: what has stood still once is not trusted again. */
function again(state: TrackState, kind: TroubleKind, text: string, now: Moment): Step {
  return chain(trouble(state, kind, text), (told) =>
    chain(stopAll(told, now), (next) =>
      stay({ ...next, source: 'opening', since: now.mono }, { do: 'release' }, { do: 'acquire' }),
    ),
  );
}

function acquired(state: TrackState, missing: readonly TroubleKind[], text: string, now: Moment): Step {
  if (!state.wanted) return stay(state, { do: 'release' });
  const told = state.told.filter((kind) => !kind.endsWith('-lost') || missing.includes(kind));
  const same =
    missing.length === state.missing.length && missing.every((kind) => state.missing.includes(kind));
  const running = state.recorders.some((one) => one.state === 'running');
  const here: TrackState = { ...state, source: 'open', since: now.mono, missing, told };
  const said = missing.reduce<Step>(
    (sofar, kind) => chain(sofar, (next) => trouble(next, kind, text)),
    stay(here),
  );
  // What is still missing is no reason for a new segment; what has come back is.
  return running && same ? said : chain(said, (next) => follow(next, now));
}

/** Asks for the next segment, unless there is one that has not begun or nothing may be recorded. */
function follow(state: TrackState, now: Moment): Step {
  const opening = state.recorders.some((one) => one.state === 'opening');
  if (!state.wanted || state.source !== 'open' || state.blocked || opening || now.mono < state.notBefore)
    return stay(state);
  const id = state.count + 1;
  const recorder: Recorder = { id, state: 'opening', segment: null, since: now.mono, data: null };
  return stay(
    { ...state, count: id, recorders: [...state.recorders, recorder] },
    { do: 'open', recorder: id },
  );
}

/** The next segment where none runs. */
const next = (state: TrackState, now: Moment): Step =>
  state.recorders.some((one) => one.state === 'running') ? stay(state) : follow(state, now);

function opened(state: TrackState, id: number, segment: number, now: Moment): Step {
  if (find(state, id)?.state !== 'opening') return stay(state, { do: 'close', recorder: id });
  return stay(change(state, id, { state: 'running', segment, since: now.mono }), {
    do: 'start',
    recorder: id,
    segment,
  });
}

function refused(state: TrackState, id: number, now: Moment): Step {
  const recorder = find(state, id);
  if (recorder === undefined || recorder.state === 'stopping') return stay(state);
  const later = { ...state, notBefore: now.mono + AGAIN };
  if (recorder.state === 'opening') return stay(without(later, id));
  return stay(change(later, id, { state: 'stopping', since: now.mono }), { do: 'stop', recorder: id });
}

/** The recorder before this one has run beside it until now: about a second is in both. */
function data(state: TrackState, id: number, now: Moment): Step {
  const recorder = find(state, id);
  if (recorder === undefined) return stay(state);
  const heard = change(state, id, { data: now.mono });
  if (recorder.state !== 'running') return stay(heard);
  const before = heard.recorders.filter((one) => one.state === 'running' && one.id < id);
  const well: TrackState = {
    ...before.reduce((sofar, one) => change(sofar, one.id, { state: 'stopping', since: now.mono }), heard),
    trouble: heard.missing[0] ?? null,
    told: heard.missing,
  };
  return stay(well, ...before.map((one) => ({ do: 'stop' as const, recorder: one.id })));
}

function stopped(state: TrackState, id: number, now: Moment): Step {
  const recorder = find(state, id);
  if (recorder === undefined || recorder.state === 'opening') return stay(state);
  const gone = stay(without(state, id), { do: 'close', recorder: id });
  // Nobody has stopped it: its device has gone, or the browser has given it up.
  return recorder.state === 'running'
    ? chain(gone, (next) => again(next, 'recorder-failed', 'stop', now))
    : gone;
}

function tick(state: TrackState, now: Moment): Step {
  const before = state.looked ?? now;
  const here = { ...state, looked: now };
  if (!state.wanted) return stay(here);
  const slept = Math.max(now.mono - before.mono, now.wall - before.wall);
  if (slept > ASLEEP) return again(here, 'asleep', `${seconds(slept)} s`, now);
  const freed = here.recorders
    .filter((one) => one.state === 'stopping' && now.mono - one.since > PATIENCE)
    .reduce<Step>((sofar, { id }) => chain(sofar, (next) => stopped(next, id, now)), stay(here));
  return chain(freed, (next) => watched(next, now));
}

function watched(state: TrackState, now: Moment): Step {
  const waited = now.mono - state.since;
  if (state.source === 'none')
    return waited < AGAIN
      ? stay(state)
      : stay({ ...state, source: 'opening', since: now.mono }, { do: 'acquire' });
  if (state.source === 'opening') {
    if (waited < PATIENCE) return stay(state);
    const kind = state.track === 'screen' ? 'screen-lost' : 'camera-lost';
    return trouble({ ...state, source: 'none', since: now.mono }, kind, 'the device does not open');
  }
  const running = state.recorders.filter((one) => one.state === 'running');
  const newest = running.at(-1);
  if (newest === undefined) return next(state, now);
  const heard = Math.max(...running.map((one) => one.data ?? 0));
  const begun = now.mono - newest.since;
  if (heard > 0 ? now.mono - heard > SILENCE : begun > FIRST)
    return again(state, 'no-data', `${seconds(now.mono - (heard || newest.since))} s`, now);
  if (newest.data === null)
    return begun > FIRST ? again(state, 'no-data', `${seconds(begun)} s`, now) : stay(state);
  if (begun >= state.length) return follow(state, now);
  return state.missing.length > 0 && waited >= COMPLETE
    ? stay({ ...state, source: 'opening', since: now.mono }, { do: 'acquire' })
    : stay(state);
}

const seconds = (ms: number): string => (ms / 1000).toFixed(1);
