/** The self-signed X.509 certificate (RFC 5280) in which a station's TLS key travels: an envelope, and nothing in it but the key is looked at. */
import { createPublicKey, type KeyObject, sign } from 'node:crypto';

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OBJECT_ID = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const EXPLICIT_0 = 0xa0;

/** One DER value (X.690), definite length. */
function der(tag: number, ...contents: readonly (Uint8Array | readonly number[])[]): Buffer {
  const body = Buffer.concat(contents.map((part) => Buffer.from(part)));
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const hex = body.length.toString(16);
  const length = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body]);
}

/** 1.2.840.10045.4.3.2, ecdsa-with-SHA256 (RFC 5758). */
const ALGORITHM = der(SEQUENCE, der(OBJECT_ID, [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]));
/** CN=sealroom; 2.5.4.3 is commonName. */
const NAME = der(
  SEQUENCE,
  der(SET, der(SEQUENCE, der(OBJECT_ID, [0x55, 0x04, 0x03]), der(UTF8_STRING, Buffer.from('sealroom')))),
);
/**
 * From long ago to 9999-12-31T23:59:59Z, which RFC 5280 (4.1.2.5) gives to certificates without an end: trust is in the pinned key, and the
 * room's clock may be wrong by years.
 */
const VALIDITY = der(
  SEQUENCE,
  der(UTC_TIME, Buffer.from('000101000000Z')),
  der(GENERALIZED_TIME, Buffer.from('99991231235959Z')),
);
/** Version 3: RFC 8446 (4.4.2.2) takes no other. */
const VERSION = der(EXPLICIT_0, der(INTEGER, [2]));
/** The name and the number together need only differ among one issuer's certificates, and this key issues one. */
const SERIAL = der(INTEGER, [1]);

/**
 * A certificate of the key, signed with it.
 * @param key private, ECDSA P-256
 * @returns PEM
 */
export function selfSignedCertificate(key: KeyObject): string {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const signed = der(SEQUENCE, VERSION, SERIAL, ALGORITHM, NAME, VALIDITY, NAME, spki);
  const signature = sign('sha256', signed, { key, dsaEncoding: 'der' });
  const certificate = der(SEQUENCE, signed, ALGORITHM, der(BIT_STRING, [0], signature));
  const lines = certificate.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
