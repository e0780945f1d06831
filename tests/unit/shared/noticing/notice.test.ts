import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageSchemas } from '../../../../shared/gateway/messages.ts';
import { bodies } from '../../../../shared/journal/acts.ts';
import { alarmBody } from '../../../../shared/noticing/alarmBody.ts';
import type { FrameFacts } from '../../../../shared/noticing/frameFacts.ts';
import { LEVELS, NOTICED, type Noticed } from '../../../../shared/noticing/kinds.ts';
import {
  notice,
  noticedLast,
  noticing,
  type Sample,
  type SeatAlarm,
} from '../../../../shared/noticing/notice.ts';
import type { SoundFacts } from '../../../../shared/noticing/soundFacts.ts';
import { DEFAULT_THRESHOLDS, noticingForm } from '../../../../shared/noticing/thresholds.ts';
import { rounds } from '../../../rounds.ts';

const BEGIN = Date.parse('2026-05-18T09:30:00Z');
const CLEAN: FrameFacts = { luma: 110, deviation: 50, sharpness: 0.2, difference: 2, uniform: 0.4 };
const QUIET: SoundFacts = { level: -50, voiceLevel: -56, voiceShare: 0.4, swing: 1 };

/** A sample a second: what `each` says, beside a clean picture and a quiet room. */
function watched(seconds: number, each: (second: number) => Omit<Sample, 'at'>) {
  let state = noticing(BEGIN);
  const told: SeatAlarm[] = [];
  for (let second = 1; second <= seconds; second++) {
    const sample = { at: BEGIN + second * 1000, picture: CLEAN, sound: QUIET, ...each(second) };
    const noticed = notice(state, sample, DEFAULT_THRESHOLDS);
    state = noticed.state;
    told.push(...noticed.alarms);
  }
  return { told, state };
}

const BLACK: FrameFacts = { luma: 16, deviation: 1, sharpness: 0, difference: 0, uniform: 1 };

describe('a cause', () => {
  it('is no alarm before it has lasted', () => {
    expect(watched(60, (s) => (s % 6 === 0 ? {} : { picture: BLACK })).told).toEqual([]);
  });

  it('that lasts is told once, with the moment at which it began', () => {
    const { told } = watched(60, (s) => (s < 10 ? {} : { picture: BLACK }));
    expect(told).toEqual([{ kind: 'black', level: 2, from: '2026-05-18T09:30:10.000Z', to: null }]);
  });

  it('that is gone for a moment is the same alarm still', () => {
    const { told } = watched(60, (s) => (s === 30 ? {} : { picture: BLACK }));
    expect(told).toHaveLength(1);
  });

  it('that is gone for good is told with the moment at which it went', () => {
    const { told } = watched(60, (s) => (s < 40 ? { picture: BLACK } : {}));
    expect(told[1]).toMatchObject({ kind: 'black', to: '2026-05-18T09:30:40.000Z' });
  });

  it('at the edge of its threshold does not ring again and again', () => {
    const edge = (s: number) => ({ ...CLEAN, sharpness: s % 2 === 0 ? 0.0009 : 0.0012 });
    expect(watched(200, (s) => ({ picture: edge(s) })).told).toHaveLength(1);
  });
});

describe('a black picture', () => {
  it('is not also covered, blurred, still and empty', () => {
    const { told } = watched(100, () => ({ picture: BLACK, faces: 0 }));
    expect(told.map(({ kind }) => kind)).toEqual(['black']);
  });

  it('says nothing of who sits before it: an alarm about that stays as it was', () => {
    const { told } = watched(100, (s) => ({ faces: 0, ...(s > 50 && { picture: BLACK }) }));
    expect(told.map(({ kind, to }) => [kind, to])).toEqual([
      ['nobody', null],
      ['black', null],
    ]);
  });
});

const FAULTS: readonly (readonly [Noticed, Omit<Sample, 'at'>])[] = [
  ['black', { picture: BLACK }],
  ['frozen', { picture: { ...CLEAN, difference: 0 } }],
  ['covered', { picture: { ...CLEAN, uniform: 0.99 } }],
  ['out-of-focus', { picture: { ...CLEAN, sharpness: 0.001 } }],
  ['nobody', { faces: 0 }],
  ['several-people', { faces: 2 }],
  ['silence', { sound: { ...QUIET, level: -100 } }],
  ['loud', { sound: { level: -12, voiceLevel: -14, voiceShare: 0.7, swing: 9 } }],
  ['clock-drift', { offset: -3 }],
];

it.each(FAULTS)('%s is noticed, and nothing beside it', (kind, sample) => {
  expect(watched(200, () => sample).told).toMatchObject([{ kind, level: LEVELS[kind], to: null }]);
});

it.each(['pictureAt', 'soundAt'] as const)('link-lost is told from the last that came (%s)', (missing) => {
  let state = noticing(BEGIN);
  const told: SeatAlarm[] = [];
  for (let at = BEGIN + 1000; at <= BEGIN + 60_000; at += 1000) {
    const comes = at <= BEGIN + 20_000;
    const sample = {
      at,
      ...((comes || missing === 'soundAt') && { picture: CLEAN }),
      ...((comes || missing === 'pictureAt') && { sound: QUIET }),
    };
    const noticed = notice(state, sample, DEFAULT_THRESHOLDS);
    state = noticed.state;
    told.push(...noticed.alarms);
  }
  expect(told).toEqual([{ kind: 'link-lost', level: 2, from: '2026-05-18T09:30:20.000Z', to: null }]);
});

it('a seat that is no longer watched leaves no alarm open', () => {
  const { state } = watched(60, () => ({ picture: BLACK }));
  expect(noticedLast(state, BEGIN + 60_000)).toEqual([
    { kind: 'black', level: 2, from: '2026-05-18T09:30:01.000Z', to: '2026-05-18T09:31:00.000Z' },
  ]);
});

const anySample = fc.record(
  {
    picture: fc.record({
      luma: fc.double({ min: 0, max: 255, noNaN: true }),
      deviation: fc.double({ min: 0, max: 128, noNaN: true }),
      sharpness: fc.double({ min: 0, max: 1, noNaN: true }),
      difference: fc.option(fc.double({ min: 0, max: 255, noNaN: true })),
      uniform: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    faces: fc.nat(3),
    offset: fc.double({ min: -5, max: 5, noNaN: true }),
  },
  { requiredKeys: [] },
);

it('whatever comes, each kind is raised and ended in turn, and no alarm ends before it begins', () => {
  const samples = fc.array(fc.tuple(fc.nat(30_000), anySample), { maxLength: 200 });
  fc.assert(
    fc.property(samples, (steps) => {
      let state = noticing(BEGIN);
      let at = BEGIN;
      const open = new Map<Noticed, string>();
      for (const [passed, sample] of steps) {
        at += passed;
        const noticed = notice(state, { at, ...sample }, DEFAULT_THRESHOLDS);
        state = noticed.state;
        for (const { kind, from, to } of noticed.alarms) {
          expect(open.get(kind)).toBe(to === null ? undefined : from);
          if (to === null) open.set(kind, from);
          else {
            expect(to >= from).toBe(true);
            open.delete(kind);
          }
        }
      }
      expect(new Set(noticedLast(state, at).map(({ kind }) => kind))).toEqual(new Set(open.keys()));
    }),
    { numRuns: rounds(100, 5000) },
  );
});

it.each(NOTICED)('%s is an act of the journal, and is told outside by its name', (kind) => {
  const alarm = { kind, level: LEVELS[kind], from: '2026-05-18T09:30:00.000Z', to: null };
  const body = bodies.alarm.parse(alarmBody('E3', alarm));
  expect(messageSchemas.alarm.shape.data.shape.kind.safeParse(body.kind).success).toBe(true);
});

it('thresholds that are left out have their defaults, group by group', () => {
  const read = noticingForm.parse({ loud: { level: -30 } });
  expect(read).toEqual({ ...DEFAULT_THRESHOLDS, loud: { level: -30, after: 3 } });
});
