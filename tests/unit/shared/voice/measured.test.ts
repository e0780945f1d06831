/**
 * What the mask does to made-up voices, in figures: pitch and formants, whether the words are still there, whether the speaker is, and
 * whether he comes back when everything is shifted back. The table is printed.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { atSpeed, distance, formants, meanCepstrum, median, pitchOf } from './acoustics.ts';
import { stoi } from './intelligibility.ts';
import { masked } from './masking.ts';
import { recognised, wordErrors } from './recogniser.ts';
import { READERS, SPEAKERS, spoken } from './voices.ts';

/** The least by which the pitch and each formant moves, as a share; the first formant also yields to the shared timbre, which draws some voices’ up again. */
const MOVED = { pitch: 0.15, formants: [0.04, 0.1, 0.1] } as const;
/** Of 1. */
const UNDERSTOOD = 0.75;
/** Of all words, beyond those that the recogniser gets wrong of the unmasked voices. */
const MORE_ERRORS = 0.25;
/** What is tried to get a voice back: a speed, and a shift of the formants besides. */
const SPEEDS = [1, 1.4, 2, 2.8] as const;
const SHIFTS = [0.6, 0.8, 1, 1.15, 1.25, 1.4] as const;

/** What the masked formants are on the average, against the speaker's. */
const FACTOR = 0.805;

interface Figures {
  readonly name: string;
  readonly pitch: readonly [number, number];
  readonly formants: readonly number[];
  readonly stoi: number;
  readonly moved: number;
  readonly own: readonly number[];
  readonly mask: readonly number[];
  /** The nearest to the own voice of all that was shifted back. */
  readonly back: readonly number[];
}

let figures: readonly Figures[];

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const pairs = (all: readonly (readonly number[])[]): number[] =>
  all.flatMap((a, i) => all.slice(i + 1).map((b) => distance(a, b)));

/** Every speed with every shift; of all, what comes nearest to `own`. */
function shiftedBack(samples: Float32Array, own: readonly number[]): readonly number[] {
  const tried = SPEEDS.flatMap((speed) => {
    const played = atSpeed(samples, speed);
    return SHIFTS.map((shift) => meanCepstrum(played, shift / speed));
  });
  return tried.reduce((best, one) => (distance(one, own) < distance(best, own) ? one : best));
}

beforeAll(() => {
  figures = SPEAKERS.map((speaker, i): Figures => {
    const samples = spoken(speaker);
    const out = masked(samples, `call ${i}`);
    const [before, after] = [formants(samples), formants(out)];
    const moves = [0, 1, 2].map((n) =>
      median(
        [...before].flatMap(([place, one]) => {
          const other = after.get(place);
          return other === undefined ? [] : [other[n]! / one[n]!];
        }),
      ),
    );
    const own = meanCepstrum(samples);
    return {
      name: speaker.name,
      pitch: [pitchOf(samples).hz, pitchOf(out).hz],
      formants: moves,
      stoi: stoi(samples, out),
      moved: stoi(samples, out, FACTOR),
      own,
      mask: meanCepstrum(out),
      back: shiftedBack(out, own),
    };
  });
  const rows = figures.map((one) => ({
    voice: one.name,
    'F0 Hz': one.pitch[0].toFixed(0),
    'masked F0': one.pitch[1].toFixed(0),
    'F1 x': one.formants[0]!.toFixed(2),
    'F2 x': one.formants[1]!.toFixed(2),
    'F3 x': one.formants[2]!.toFixed(2),
    STOI: one.stoi.toFixed(2),
    'STOI, bands moved': one.moved.toFixed(2),
    'distance to own': distance(one.own, one.mask).toFixed(1),
    'best shifted back': distance(one.own, one.back).toFixed(1),
  }));
  console.table(rows);
  console.log(
    `mean distance of voices: unmasked ${mean(pairs(figures.map(({ own }) => own))).toFixed(1)}, masked ${mean(pairs(figures.map(({ mask }) => mask))).toFixed(1)}`,
  );
});

describe('pitch and formants', () => {
  it('every speaker’s pitch moves, and all come to one narrow range', () => {
    for (const { name, pitch } of figures) {
      expect(1 - pitch[1] / pitch[0], name).toBeGreaterThan(MOVED.pitch);
      expect(pitch[1], name).toBeGreaterThan(48);
      expect(pitch[1], name).toBeLessThan(82);
    }
  });

  it('every speaker’s first three formants move', () => {
    for (const { name, formants: moves } of figures)
      for (const [n, least] of MOVED.formants.entries())
        expect(Math.abs(1 - moves[n]!), `${name} F${n + 1}`).toBeGreaterThan(least);
  });
});

describe('the words', () => {
  it('keep the movement of their bands', () => {
    for (const { name, moved } of figures) expect(moved, name).toBeGreaterThan(UNDERSTOOD);
  });

  it('are understood by a recogniser nearly as well as unmasked', () => {
    const errors = { unmasked: 0, masked: 0, words: 0 };
    for (const [i, reader] of READERS.entries()) {
      const said = reader.text.match(/\w+/g)!;
      const samples = spoken(reader);
      errors.words += said.length;
      errors.unmasked += wordErrors(said, recognised(samples));
      errors.masked += wordErrors(said, recognised(masked(samples, `reading ${i}`)));
    }
    console.log(
      `recogniser: of ${errors.words} words wrong ${errors.unmasked} unmasked, ${errors.masked} masked`,
    );
    expect(errors.unmasked, 'the recogniser works').toBeLessThan(errors.words / 2);
    expect(errors.masked - errors.unmasked).toBeLessThanOrEqual(errors.words * MORE_ERRORS);
  });
});

describe('the speaker', () => {
  it('is nearer to every other masked voice than to the own unmasked one', () => {
    const most = Math.max(...pairs(figures.map(({ mask }) => mask)));
    for (const { name, own, mask } of figures) expect(distance(own, mask), name).toBeGreaterThan(most);
  });

  it('does not come back by shifting pitch and formants: the nearest try stays further off than masked voices are from each other', () => {
    const apart = mean(pairs(figures.map(({ mask }) => mask)));
    for (const { name, own, back } of figures) expect(distance(own, back), name).toBeGreaterThan(1.5 * apart);
  });

  it('is not picked out of the others by what was shifted back', () => {
    const found = figures.filter(({ back, own }) =>
      figures.every((other) => distance(other.own, back) >= distance(own, back)),
    );
    console.log(`picked out after shifting back: ${found.length} of ${figures.length}`);
    expect(found.length).toBeLessThanOrEqual(figures.length / 2);
  });
});
