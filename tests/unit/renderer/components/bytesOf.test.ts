import { expect, it } from 'vitest';
import { base64Of, bytesOf } from '../../../../renderer/components/bytesOf.ts';

it('bytes of every length come back as they went, in the base64 that the station writes', () => {
  for (const length of [0, 1, 2, 3, 8191, 8192, 8193, 30_000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) % 256);
    const text = base64Of(bytes);
    expect(text).toBe(Buffer.from(bytes).toString('base64'));
    expect(bytesOf(text)).toEqual(bytes);
  }
});
