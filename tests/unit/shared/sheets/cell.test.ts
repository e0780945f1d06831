import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nobleCrypto } from '../../../../shared/ports/nobleCrypto.ts';
import { CELL_STEP, openCell, padCell, sealCell, unpadCell } from '../../../../shared/sheets/cell.ts';

const key = new Uint8Array(32).fill(7);
const nonce = new Uint8Array(24).fill(9);
const binding = new TextEncoder().encode('act');
const cell = (score: string | null, remark = '') => ({ score, remark, place: null });

describe('a cell under seal', () => {
  test('has one length, whatever it says below a step', () => {
    const scores = fc.integer({ min: 0, max: 10 ** 12 }).map((n) => `${n / 100}`);
    fc.assert(
      fc.property(scores, fc.string({ maxLength: 150, unit: 'grapheme' }), (score, remark) => {
        fc.pre(
          /^-?\d+(\.\d+)?$/.test(score) &&
            remark.isWellFormed() &&
            new TextEncoder().encode(remark).length < 400,
        );
        for (const one of [cell(score, remark), cell(null, remark)])
          expect(sealCell(nobleCrypto, key, nonce, one, binding)).toHaveLength(CELL_STEP + 16);
      }),
    );
  });

  test('grows by a step only where the text needs it', () => {
    const lengths = [1, 900, 2000, 5000].map((n) => padCell(cell('1', 'x'.repeat(n))).length / CELL_STEP);
    expect(lengths).toEqual([1, 1, 2, 5]);
  });

  test('opens to what was sealed, and to nothing under another key, binding or byte', () => {
    const content = { score: '21.5', remark: '施工组织较好', place: { document: 'tech.pdf', page: 3 } };
    const sealed = sealCell(nobleCrypto, key, nonce, content, binding);
    expect(openCell(nobleCrypto, key, nonce, sealed, binding)).toEqual({ ok: true, value: content });
    const altered = sealed.with(0, sealed[0]! ^ 1);
    const refused = { ok: false, refusals: [{ code: 'CELL_UNREADABLE' }] };
    expect(openCell(nobleCrypto, key.with(0, 1), nonce, sealed, binding)).toMatchObject(refused);
    expect(openCell(nobleCrypto, key, nonce, sealed, new Uint8Array())).toMatchObject(refused);
    expect(openCell(nobleCrypto, key, nonce, altered, binding)).toMatchObject(refused);
    expect(openCell(nobleCrypto, key, nonce, sealed.subarray(0, 10), binding)).toMatchObject(refused);
  });

  test('opens with no score where there is none, and with its remark and place', () => {
    const content = { score: null, remark: '先写意见', place: { document: 'tech.pdf', page: 3 } };
    const sealed = sealCell(nobleCrypto, key, nonce, content, binding);
    expect(openCell(nobleCrypto, key, nonce, sealed, binding)).toEqual({ ok: true, value: content });
  });

  test('is refused with padding that speaks, a length that lies, or another form', () => {
    const padded = padCell(cell('1'));
    const view = (change: (copy: Uint8Array) => void) => {
      const copy = padded.slice();
      change(copy);
      return unpadCell(copy).ok;
    };
    expect(unpadCell(padded).ok).toBe(true);
    expect(view((copy) => copy.set([1], CELL_STEP - 1))).toBe(false);
    expect(view((copy) => new DataView(copy.buffer).setUint32(0, 5000))).toBe(false);
    expect(view((copy) => new DataView(copy.buffer).setUint32(0, 3))).toBe(false);
    expect(unpadCell(padded.subarray(0, 1000)).ok).toBe(false);
    expect(unpadCell(new Uint8Array(2 * CELL_STEP)).ok).toBe(false);
  });
});
