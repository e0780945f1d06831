import { afterAll, describe, expect, it } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { openIntake } from '../../../../electron/host/intake.ts';
import { canonicalJson } from '../../../../shared/journal/canonical.ts';
import { ACT_LIMIT } from '../../../../shared/journal/entry.ts';
import { signedChain } from '../../../signedChain.ts';

const intake = openIntake();
afterAll(() => intake.close());

const acts = signedChain(crypto)
  .take(5)
  .map(({ act }) => act);
const code = async (text: string): Promise<string | null> => {
  const read = await intake.read(text);
  return read.ok ? null : read.refusals[0]!.code;
};

describe('the intake', () => {
  it('gives the acts in the order in which their texts came', async () => {
    const read = await Promise.all(acts.map((act) => intake.read(canonicalJson(act))));
    expect(read).toEqual(acts.map((value) => ({ ok: true, value })));
  });

  it('refuses an act that would make an entry which no message has room for', async () => {
    const [act] = acts as [(typeof acts)[0]];
    const long = { ...act, body: { reason: '长'.repeat(ACT_LIMIT), present: [] } };
    expect(await code(canonicalJson(long))).toBe('ACT_LARGE');
    expect(await code('x'.repeat(ACT_LIMIT))).toBe('NOT_CANONICAL');
  });

  it('refuses what is no canonical text of a signed act, and goes on', async () => {
    const [act] = acts as [(typeof acts)[0]];
    expect(await code('{')).toBe('NOT_CANONICAL');
    expect(await code(` ${canonicalJson(act)}`)).toBe('NOT_CANONICAL');
    expect(await code(canonicalJson({ ...act, more: 1 }))).toBe('ACT_FORM');
    expect(await code(canonicalJson({ ...act, type: 'unheard-of' }))).toBe('ACT_FORM');
    expect(await code(canonicalJson({ ...act, mono: '99' }))).toBe('SIGNATURE');
    expect(await code('{"__proto__":{},"type":"score"}')).toBe('ACT_FORM');
    expect(await code(canonicalJson(act))).toBeNull();
  });
});
