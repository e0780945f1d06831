import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nobleCrypto } from '../../../../shared/ports/nobleCrypto.ts';
import { newSlipCode, readSlipCode, slipGroups } from '../../../../shared/slip/code.ts';
import { slipKeys } from '../../../../shared/slip/keys.ts';

const codes = fc.uint8Array({ minLength: 15, maxLength: 15 }).map((bytes) => newSlipCode(() => bytes));
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a slip’s code', () => {
  test('is read as it is printed, in small letters, with spaces, and with O for 0 and I or L for 1', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const printed = slipGroups(code);
        expect(printed).toMatch(/^([^-]{4}-){3}[^-]{4}$/);
        const spoken = printed.replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', ' ').toLowerCase();
        for (const typed of [code, printed, spoken])
          expect(readSlipCode(typed)).toEqual({ ok: true, value: code });
      }),
    );
  });

  test('with any one symbol mistyped is refused', () => {
    fc.assert(
      fc.property(codes, fc.nat(14), fc.constantFrom(...SYMBOLS), (code, at, symbol) => {
        fc.pre(code[at] !== symbol);
        const typed = code.slice(0, at) + symbol + code.slice(at + 1);
        expect(readSlipCode(typed)).toMatchObject({ ok: false, refusals: [{ code: 'SLIP_CHECK' }] });
      }),
    );
  });

  test('with two neighbours exchanged is refused', () => {
    fc.assert(
      fc.property(codes, fc.nat(13), (code, at) => {
        fc.pre(code[at] !== code[at + 1]);
        const typed = code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2);
        expect(readSlipCode(typed).ok).toBe(false);
      }),
    );
  });

  test.each(['', 'ABCD', 'ABCD-EFGH-JKMN-PQR', '!!!!-!!!!-!!!!-!!!!', 'ABCD-EFGH-JKMN-PQRS-T'])(
    'of another form is refused: %s',
    (typed) => {
      expect(readSlipCode(typed)).toMatchObject({ ok: false, refusals: [{ code: 'SLIP_FORM' }] });
    },
  );
});

test('a code’s keys differ by project, lot, member and purpose, and by one symbol', () => {
  const code = newSlipCode((length) => new Uint8Array(length));
  const other = newSlipCode((length) => new Uint8Array(length).fill(1));
  const holder = { project: 'P', lot: '1', who: 'E1' };
  const all = [
    slipKeys(nobleCrypto, code, holder),
    slipKeys(nobleCrypto, code, { ...holder, project: 'Q' }),
    slipKeys(nobleCrypto, code, { ...holder, lot: '2' }),
    slipKeys(nobleCrypto, code, { project: 'P', who: 'E1' }),
    slipKeys(nobleCrypto, code, { ...holder, who: 'E2' }),
    slipKeys(nobleCrypto, other, holder),
  ];
  const secrets = all.flatMap(({ signing, atRest }) => [signing, atRest].map((key) => key.join()));
  expect(new Set(secrets).size).toBe(secrets.length);
});
