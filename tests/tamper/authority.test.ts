import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, test } from 'vitest';
import { encryptTo } from '../../electron/crypto/age.ts';
import { decryptResult } from '../../electron/sealing/openResult.ts';

test('the centre and the authority each open the result, and nobody else does', async () => {
  const [centre, authority, other] = await Promise.all([1, 2, 3].map(() => generateX25519Identity()));
  const recipients = await Promise.all(
    [centre!, authority!].map((identity) => identityToRecipient(identity)),
  );
  const zip = new Uint8Array([1, 2, 3]);
  const sealed = await encryptTo(recipients, zip);
  expect(await decryptResult(sealed, [centre!])).toMatchObject({ ok: true, value: zip });
  expect(await decryptResult(sealed, [authority!])).toMatchObject({ ok: true, value: zip });
  expect(await decryptResult(sealed, [other!])).toMatchObject({
    ok: false,
    refusals: [{ code: 'DECRYPTION' }],
  });
  expect(await decryptResult(sealed, ['no identity'])).toMatchObject({
    ok: false,
    refusals: [{ code: 'KEY_FORM' }],
  });
});
