/** Known clips, and what is noticed in them: every fault is hit, and nothing is noticed that is not there. */
import { afterAll, expect, test } from 'vitest';
import { openFaceCounter } from '../../../electron/noticing/faces.ts';
import type { Noticed } from '../../../shared/noticing/kinds.ts';
import type { I420 } from '../../../shared/noticing/picture.ts';
import { DEFAULT_THRESHOLDS } from '../../../shared/noticing/thresholds.ts';
import * as clips from './clips.ts';
import { type Clip, play } from './playing.ts';

const room = clips.pinkNoise(-50, 10);

/** A second of a sound that begins anew where it is too short. */
const secondOf = (pcm: Int16Array) => (second: number) => {
  const from = (second * clips.SAMPLE_RATE) % pcm.length;
  return pcm.subarray(from, from + clips.SAMPLE_RATE);
};

/** Eight seconds in a circle are as good as a minute of another picture each time. */
const LOOP = 8;

const showing = (frames: readonly I420[], seconds: number, more: Partial<Clip> = {}): Clip => ({
  seconds,
  frame: (second, half) => frames[(second * clips.RATE + half) % frames.length]!,
  sound: secondOf(room),
  ...more,
});

const one = clips.moving(clips.ONE, LOOP);

const sounding = (pcm: Int16Array): Clip =>
  showing(one, pcm.length / clips.SAMPLE_RATE, { sound: secondOf(pcm) });

/** A hand over the lens: dark, with a little light between the fingers. */
const hand = (x: number, y: number): number => 60 + x / 32 + y / 40;

const CLIPS: readonly (readonly [string, () => Clip, readonly Noticed[]])[] = [
  ['one person, moving', () => showing(one, 45), []],
  ['one person, over a thin line', () => showing(clips.thin(one), 25), []],
  [
    'lens cap',
    () =>
      showing(
        clips.drawn(() => 16, LOOP),
        10,
      ),
    ['black'],
  ],
  ['hand over the lens', () => showing(clips.drawn(hand, LOOP), 10), ['covered']],
  ['same frame again and again', () => showing(clips.still(clips.ONE, 1), 20), ['frozen']],
  ['out of focus', () => showing(clips.moving(clips.ONE, LOOP, 'gblur=sigma=8'), 15), ['out-of-focus']],
  ['empty stairs', () => showing(clips.moving(clips.NOBODY, LOOP), 40), ['nobody']],
  ['two people', () => showing(clips.moving(clips.TWO, LOOP), 20), ['several-people']],
  ['moving test picture', () => showing(clips.testSource(LOOP), 20), []],
  ['pictures never come', () => showing(one, 15, { frame: () => null }), ['link-lost']],
  [
    'pictures stop',
    () => showing(one, 20, { frame: (s, half) => (s < 8 ? one[2 * s + half]! : null) }),
    ['link-lost'],
  ],
  ['sound never comes', () => showing(one, 15, { sound: () => null }), ['link-lost']],
  ['clock 5 s ahead', () => showing(one, 15, { offset: 5 }), ['clock-drift']],
  ['clock 0.3 s behind', () => showing(one, 15, { offset: -0.3 }), []],
  ['microphone dead', () => sounding(clips.nothingHeard(125)), ['silence']],
  ['loud talk', () => sounding(clips.speech(-12, 15)), ['loud']],
  ['talk in a low voice', () => sounding(clips.speech(-35, 15)), []],
  ['loud noise', () => sounding(clips.pinkNoise(-12, 15)), []],
  ['humming machine', () => sounding(clips.tones(-12, 15)), []],
];

const faces = openFaceCounter(DEFAULT_THRESHOLDS.faceScore);
const table: { clip: string; due: string; hits: number; falseAlarms: string }[] = [];

afterAll(async () => {
  await faces.close();
  console.table(table);
});

test.each(CLIPS)('%s: what is due is noticed, and nothing else', async (name, make, due) => {
  // Faces are searched for less often where nothing is due of them: the model's time is the test's.
  const people = due.some((kind) => ['nobody', 'several-people'].includes(kind));
  const facesEvery = people ? DEFAULT_THRESHOLDS.facesEvery : 12;
  const told = await play(make(), faces, { ...DEFAULT_THRESHOLDS, facesEvery });
  const raised = told.filter(({ to }) => to === null).map(({ kind }) => kind);
  table.push({
    clip: name,
    due: due.join(' ') || '-',
    hits: due.filter((kind) => raised.includes(kind)).length,
    falseAlarms: raised.filter((kind) => !due.includes(kind)).join(' ') || '-',
  });
  expect(raised).toEqual(due);
});

test('what is over is told with its beginning and its end', async () => {
  const black = clips.drawn(() => 16, 10);
  const told = await play(showing([...black, ...one], 18), faces, DEFAULT_THRESHOLDS);
  expect(told).toEqual([
    { kind: 'black', level: 2, from: '2026-05-18T09:30:00.000Z', to: null },
    { kind: 'black', level: 2, from: '2026-05-18T09:30:00.000Z', to: '2026-05-18T09:30:10.000Z' },
  ]);
});
