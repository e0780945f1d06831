/** A second reader of the devices' page: node:crypto and nothing of this project's. If it cannot check the vectors, the page lacks something. */
import { createPublicKey, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { deviceVectors, keptDeviceVectors } from '../../../vectors/devices.ts';

const { keys, event, lines, receipt } = JSON.parse(keptDeviceVectors());

const canonical = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
};

function signed(use: string, key: string, { format: _, sig, ...said }: Record<string, string>): boolean {
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' });
  const message = Buffer.from(`sealroom/${use}/1\n${canonical(said)}`);
  return verify(null, message, publicKey, Buffer.from(sig!, 'base64url'));
}

test('the vectors are the ones that the code gives', () => {
  expect(deviceVectors()).toBe(keptDeviceVectors());
});

test.each([
  ['device-event', keys.door, event],
  ['board-lines', keys.host, lines],
  ['board-receipt', keys.board, receipt],
])('%s is signed as the page says, and by nobody else', (use, key, value) => {
  expect(signed(use, key, value)).toBe(true);
  expect(signed('act', key, value)).toBe(false);
  for (const other of Object.values<string>(keys))
    if (other !== key) expect(signed(use, other, value)).toBe(false);
});
