/**
 * Makes `shared/journal/vectors.json`: a whole tiny room (three members, one bid, two items), its seal, and what a verifier must find in them. Run by hand when
 * a format gets a new version; shares and keys are random, so the file is kept, not made again.
 */
import { writeFileSync } from 'node:fs';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { present, state } from '../../electron/rehearsal/day.ts';
import { simulate } from '../../electron/rehearsal/simulation.ts';
import { evaluation } from '../../shared/evaluation/outcome.ts';
import { base64url, hex } from '../../shared/journal/encoding.ts';
import { actHash, entryHash, entryLine } from '../../shared/journal/entry.ts';
import type { ProjectData } from '../../shared/project/model.ts';
import { jwsPayload } from '../../shared/seal/jws.ts';
import { resultDigest, resultOf, signCarriage, signResult } from '../../shared/seal/seal.ts';
import { newSlipCode, slipGroups } from '../../shared/slip/code.ts';
import { slipKeys } from '../../shared/slip/keys.ts';

const member = (expert: string) => ({ expert, name: expert, role: 'expert' as const, organisation: '' });

const data: ProjectData = {
  project: {
    format: 'sealroom-project/1',
    code: 'VECTOR-1',
    name: '测试向量',
    kind: 'works',
    regime: 'tendering',
    reserves: [],
    thresholds: {},
    opened: '2026-05-18T09:30:00+08:00',
    evaluatedOn: '2026-05-18',
    candidates: 1,
    method: 'comprehensive',
    full: '100',
    rounding: { mean: 2, total: 2 },
    aggregate: { over: 'item', trim: [] },
    ties: [],
    review: [{ id: 'R1', name: '签字盖章', stage: 'form' }],
    groups: [
      {
        id: 'tech',
        name: '技术标',
        items: [
          { id: 'T1', name: '方案', by: 'experts', max: '60', min: '0', step: '0.5' },
          { id: 'T2', name: '业绩', by: 'experts', max: '40', min: '0', step: '5', objective: true },
        ],
      },
    ],
    integrity: { applies: false },
  },
  committee: ['E1', 'E2', 'E3'].map(member),
  supervisors: [{ supervisor: 'S1', name: 'S1', organisation: '' }],
  bids: [{ bid: 'B1', name: '甲公司', enterprise: '91350100M000100Y43', price: '1000000', sme: 'none' }],
};

const { room, entries } = await simulate({ crypto, seed: 'vectors', data, turn: 'honest' });
const end = state(room);
const { pkg, hostKey } = room.world;
const hostSecret = (room.world as unknown as { hostSecret: Uint8Array }).hostSecret;
const signatures = [...present(room), room.supervisor].map((seat) =>
  signResult(crypto, resultOf(end), seat.author.session, seat.secretKey),
);
const result = { payload: jwsPayload(resultOf(end)), signatures };
const digests = { result: resultDigest(crypto, result), bag: '0'.repeat(64), ciphertext: '1'.repeat(64) };
const carriage = signCarriage(crypto, { format: 'sealroom-carriage/1', ...digests }, hostKey, hostSecret);

const code = newSlipCode((bytes) => crypto.sha256(new TextEncoder().encode('a slip')).subarray(0, bytes));
const holder = { project: 'VECTOR-1', lot: '1', who: 'E1' };
const keys = slipKeys(crypto, code, holder);

const vectors = {
  package: { digest: pkg.digest, data, slipKeys: Object.fromEntries(pkg.slipKeys) },
  room: end.room,
  lines: entries.map(entryLine),
  entryHashes: entries.map((entry) => entryHash(crypto, entry)),
  actHashes: entries.map((entry) => actHash(crypto, entry.act)),
  answer: evaluation(end).answer,
  scores: [...end.rounds[0]!.sheets].map(([expert, sheet]) => ({
    expert,
    key: end.rounds[0]!.keys.get(expert),
    cells: [...sheet.values].map(([cell, value]) => ({ cell: cell.split('\u001f'), score: value.score })),
  })),
  seal: { format: 'sealroom-seal/1', result, carriage },
  slip: {
    ...holder,
    code: slipGroups(code),
    signing: hex.encode(keys.signing),
    publicKey: base64url.encode(keys.publicKey),
    atRest: hex.encode(keys.atRest),
  },
};
writeFileSync(
  new URL('../../shared/journal/vectors.json', import.meta.url),
  `${JSON.stringify(vectors, null, 1)}\n`,
);
