import { expect, it } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import { publicationSigned, signPublication } from '../../../../shared/monitor/publication.ts';

const secretKey = new Uint8Array(32).fill(7);
const session = base64url.encode(crypto.ed25519PublicKey(secretKey));
const publication = { room: 'a'.repeat(64), session, monitor: 3, sdp: 'v=0\r\n' };
const sig = signPublication(crypto, secretKey, publication);

it('an offer holds under its session’s signature', () => {
  expect(publicationSigned(crypto, publication, sig)).toBe(true);
});

it('an offer that was overheard holds in no other room, for no other start, session or description', () => {
  const other = base64url.encode(crypto.ed25519PublicKey(new Uint8Array(32).fill(8)));
  for (const changed of [
    { room: 'b'.repeat(64) },
    { monitor: 4 },
    { sdp: 'v=0\r\na=x\r\n' },
    { session: other },
  ])
    expect(publicationSigned(crypto, { ...publication, ...changed }, sig)).toBe(false);
});
