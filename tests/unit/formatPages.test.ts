/**
 * A second verifier, written from the format pages alone: node:crypto and nothing of this project's. If it cannot check the vectors, a page
 * lacks something.
 */
import { createHash, createPublicKey, hkdfSync, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { combine } from 'shamir-secret-sharing';
import { describe, expect, test } from 'vitest';
import { actsSchema, keptSchema } from '../vectors/actsSchema.ts';

interface Line {
  readonly seq: number;
  readonly prev: string;
  readonly at: string;
  readonly act: {
    readonly room: string | null;
    readonly session: string;
    readonly seq: number;
    readonly prev: string;
    readonly seen: { readonly seq: number; readonly hash: string };
    readonly type: string;
    // biome-ignore lint/suspicious/noExplicitAny: a stranger has no types
    readonly body: any;
    readonly sig: string;
  };
}

const vectors = JSON.parse(
  readFileSync(new URL('../../shared/journal/vectors.json', import.meta.url), 'utf8'),
);
const lines: readonly string[] = vectors.lines;
const entries: readonly Line[] = lines.map((line) => JSON.parse(line));

const canonical = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
};
const framed = (use: string, value: unknown): Buffer => Buffer.from(`sealroom/${use}/1\n${canonical(value)}`);
const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');
const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');
const signedBy = (key: string, message: Uint8Array, signature: string): boolean =>
  verify(
    null,
    message,
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' }),
    bytes(signature),
  );
const without = <T extends object>(value: T, key: keyof T): Omit<T, typeof key> => {
  const { [key]: _, ...rest } = value;
  return rest;
};
const ofType = (type: string): Line['act'][] =>
  entries.map(({ act }) => act).filter((act) => act.type === type);

describe('the journal page', () => {
  test('gives every line, entry hash and act hash', () => {
    expect(entries.map(canonical)).toEqual(lines);
    expect(entries.map((entry) => sha256(framed('entry', entry)))).toEqual(vectors.entryHashes);
    expect(entries.map(({ act }) => sha256(framed('act', act)))).toEqual(vectors.actHashes);
    expect(vectors.actHashes[0]).toBe(vectors.room);
  });

  test('chains entries, and each session’s acts', () => {
    const last = new Map<string, { seq: number; hash: string }>();
    for (const [i, { seq, prev, act }] of entries.entries()) {
      expect([seq, prev]).toEqual([i + 1, i === 0 ? '0'.repeat(64) : vectors.entryHashes[i - 1]]);
      const before = last.get(act.session) ?? { seq: 0, hash: '0'.repeat(64) };
      expect([act.seq, act.prev]).toEqual([before.seq + 1, before.hash]);
      expect(act.room).toBe(i === 0 ? null : vectors.room);
      if (act.seen.seq > 0) expect(act.seen.hash).toBe(vectors.entryHashes[act.seen.seq - 1]);
      last.set(act.session, { seq: act.seq, hash: vectors.actHashes[i] });
    }
  });

  test('says what every act and every slip signed', () => {
    for (const { act } of entries) {
      expect(signedBy(act.session, framed('act', without(act, 'sig')), act.sig)).toBe(true);
      if (act.type !== 'open' && act.type !== 'sign-in') continue;
      const who = act.body.who ?? act.body.supervisor;
      const { recipient, tls, slip } = act.body;
      const statement = {
        package: vectors.package.digest,
        recipient,
        room: act.room,
        session: act.session,
        tls,
        who,
      };
      expect(signedBy(vectors.package.slipKeys[who], framed('sign-in', statement), slip)).toBe(true);
    }
  });

  test('an altered byte anywhere breaks a signature', () => {
    const { act } = entries[5]!;
    expect(signedBy(act.session, framed('act', { ...without(act, 'sig'), seq: act.seq + 1 }), act.sig)).toBe(
      false,
    );
  });
});

describe('the sheets page', () => {
  const deals = ofType('deal');
  const ownerOf = (session: string): string =>
    ofType('sign-in').find((act) => act.session === session)!.body.who;

  test('opens every final cell with its author’s released key, to the scores that were given', () => {
    const opened = ofType('release').map((act) => {
      const expert = ownerOf(act.session);
      const { key, round } = act.body;
      const commitment = sha256(framed('sheet-key', { expert, key, room: vectors.room, round }));
      expect(deals.filter((deal) => deal.session === act.session).at(-1)!.body.commitment).toBe(commitment);
      const finals = ofType('submit').find((submit) => submit.session === act.session)!.body.cells;
      const cells = finals.map((final: { bid: string; item: string; act: string }) => {
        const { act: score } = entries[vectors.actHashes.indexOf(final.act)]!;
        const bound = { ...without(score, 'sig'), body: without(score.body, 'cipher') };
        const cipher = xchacha20poly1305(bytes(key), bytes(score.body.nonce), Buffer.from(canonical(bound)));
        const plain = Buffer.from(cipher.decrypt(bytes(score.body.cipher)));
        expect(plain.length % 1024).toBe(0);
        const text = plain.subarray(4, 4 + plain.readUInt32BE(0)).toString('utf8');
        return { cell: [final.bid, final.item], score: JSON.parse(text).score };
      });
      return { expert, key, cells };
    });
    const byExpert = (a: { expert: string }, b: { expert: string }) => (a.expert < b.expert ? -1 : 1);
    expect(opened.sort(byExpert)).toEqual([...vectors.scores].sort(byExpert));
  });

  test('opens a scored and an emptied cell, whose acts differ in nothing that is read from outside', () => {
    const { key, cells } = JSON.parse(
      readFileSync(new URL('../../shared/sheets/vectors.json', import.meta.url), 'utf8'),
    );
    const shapes = ['scored', 'emptied'].map((name) => {
      const { text, padded, act } = cells[name];
      const bound = { ...act, body: without(act.body, 'cipher') };
      const cipher = xchacha20poly1305(bytes(key), bytes(act.body.nonce), Buffer.from(canonical(bound)));
      const plain = Buffer.from(cipher.decrypt(bytes(act.body.cipher)));
      expect([plain.length, padded]).toEqual([1024, 1024]);
      expect(plain.subarray(4, 4 + plain.readUInt32BE(0)).toString('utf8')).toBe(text);
      expect(canonical(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text).score).toBe(name === 'scored' ? '21.5' : null);
      return Object.keys(act.body).map((field) => [field, `${act.body[field]}`.length]);
    });
    expect(shapes[0]).toEqual(shapes[1]);
  });

  test('gives each key back from the shares that the others released', async () => {
    for (const { expert, key } of vectors.scores) {
      const deal = deals.find((act) => ownerOf(act.session) === expert)!;
      const hash = vectors.actHashes[entries.findIndex(({ act }) => act === deal)];
      const shares: Uint8Array[] = [];
      for (const release of ofType('release'))
        for (const one of release.body.shares) {
          if (one.deal !== hash) continue;
          const holder = ownerOf(release.session);
          const { dealing, round } = deal.body;
          const text = { dealer: expert, dealing, holder, room: vectors.room, round, share: one.share };
          expect(deal.body.shares.find((dealt: { holder: string }) => dealt.holder === holder).digest).toBe(
            sha256(framed('share', text)),
          );
          shares.push(new Uint8Array(bytes(one.share)));
        }
      expect(shares.length).toBeGreaterThanOrEqual(deal.body.threshold);
      const combined = await combine(shares.slice(0, deal.body.threshold));
      expect(Buffer.from(combined).toString('base64url')).toBe(key);
    }
  });
});

test('the acts’ schema is the one that the code gives', () => {
  expect(actsSchema()).toBe(keptSchema());
});

describe('the seal page', () => {
  const part = (text: string) => JSON.parse(bytes(text).toString('utf8'));

  test('says who signed what, and what the host carried', () => {
    const { result, carriage } = vectors.seal;
    const payload = part(result.payload);
    expect(payload).toMatchObject({
      room: vectors.room,
      package: vectors.package.digest,
      entries: lines.length,
      head: { seq: lines.length, hash: vectors.entryHashes.at(-1) },
    });
    const signers = result.signatures.map((one: { protected: string; signature: string }) => {
      const { alg, kid, typ } = part(one.protected);
      expect([alg, typ]).toEqual(['EdDSA', 'sealroom-seal+jws']);
      expect(signedBy(kid, Buffer.from(`${one.protected}.${result.payload}`), one.signature)).toBe(true);
      return kid;
    });
    const admitted = [...ofType('admit').map((act) => act.body.session), entries[0]!.act.session];
    expect(signers.sort()).toEqual(admitted.sort());
    const { kid } = part(carriage.protected);
    expect(kid).toBe(entries[0]!.act.body.host);
    expect(signedBy(kid, Buffer.from(`${carriage.protected}.${carriage.payload}`), carriage.signature)).toBe(
      true,
    );
    expect(part(carriage.payload).result).toBe(sha256(framed('seal', result)));
  });
});

test('the ranking’s digest is that of the answer object', () => {
  expect(ofType('outcome')[0]!.body.ranking).toBe(sha256(framed('ranking', vectors.answer)));
});

test('the slip page gives a code’s keys', () => {
  const { code, project, lot, who, signing, atRest, publicKey } = vectors.slip;
  const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const plain = code.replaceAll('-', '');
  const number = [...plain.slice(0, 15)].reduce(
    (sum: bigint, s: string) => sum * 32n + BigInt(symbols.indexOf(s)),
    0n,
  );
  expect(`${symbols}*~$=U`[Number(number % 37n)]).toBe(plain[15]);
  const secret = Buffer.from(number.toString(16).padStart(20, '0'), 'hex');
  const derive = (purpose: string): string =>
    Buffer.from(
      hkdfSync('sha256', secret, `sealroom/slip/1\n${project}\n${lot}`, `${purpose}\n${who}`, 32),
    ).toString('hex');
  expect([derive('sign-in'), derive('at-rest')]).toEqual([signing, atRest]);
  const seed = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.from(signing, 'hex'),
  ]);
  expect(
    createPublicKey({ key: seed, format: 'der', type: 'pkcs8' } as never).export({ format: 'jwk' }).x,
  ).toBe(publicKey);
});
