/**
 * The seal (封存凭证): who signed what, over digests alone, readable by anyone. It stands outside the encrypted result, because whoever can
 * open an age file can also make another.
 */
import { z } from 'zod';
import { activeSession } from '../evaluation/committee.ts';
import { digestOf } from '../journal/domain.ts';
import * as f from '../journal/fields.ts';
import type { RoomState } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../refusal.ts';
import { flattenedJws, type GeneralJws, generalJws, jwsPart, jwsPayload, jwsSign } from './jws.ts';

/** What every member's and the supervisor's session signs, recomputed by its own seat. */
export const resultPayload = z.strictObject({
  format: z.literal('sealroom-result/1'),
  room: f.hash,
  package: f.hash,
  head: z.strictObject({ seq: f.positive, hash: f.hash }),
  entries: f.positive,
  /** SHA-256 of the report's PDF; null where the room was aborted before there was one. */
  report: f.hash.nullable(),
  outcome: z.enum(['ranked', 'all-rejected', 'void', 'stopped', 'aborted']),
  /** Members at the end and the supervisors named at the opening. */
  expected: z.strictObject({ members: z.array(f.id).min(1), supervisors: z.array(f.id).min(1) }),
});
export type ResultPayload = z.infer<typeof resultPayload>;

/** What the host signs: which bytes carry that result. */
export const carriagePayload = z.strictObject({
  format: z.literal('sealroom-carriage/1'),
  /** SHA-256("sealroom/seal/1\n" + canonical result JWS). */
  result: f.hash,
  /** SHA-256 of the bag's tagmanifest-sha256.txt. */
  bag: f.hash,
  /** SHA-256 of the age file. */
  ciphertext: f.hash,
});
export type CarriagePayload = z.infer<typeof carriagePayload>;

export const sealFile = z.strictObject({
  format: z.literal('sealroom-seal/1'),
  result: generalJws,
  carriage: flattenedJws,
});
export type SealFile = z.infer<typeof sealFile>;

/** What a closed room's result is, as every fold of the same journal computes it. */
export function resultOf(state: RoomState): ResultPayload {
  const { closed, outcome } = state;
  if (closed === null) throw new Error('the room is not closed');
  const aborted = closed.outcome === 'sealed-aborted';
  return {
    format: 'sealroom-result/1',
    room: state.room!,
    package: state.pkg.digest,
    head: state.head,
    entries: state.head.seq,
    report: state.report?.digest ?? null,
    outcome: aborted || outcome === null ? 'aborted' : outcome.kind,
    expected: { members: state.members, supervisors: state.opening!.expected.supervisors },
  };
}

/** One session's signature over the result. */
export const signResult = (
  crypto: CryptoPort,
  result: ResultPayload,
  session: string,
  secretKey: Uint8Array,
) => jwsSign(crypto, 'sealroom-seal+jws', jwsPayload(result), session, secretKey);

export const resultDigest = (crypto: CryptoPort, result: GeneralJws): string =>
  digestOf(crypto, 'seal', result);

/** The host's signature over the carriage. */
export function signCarriage(
  crypto: CryptoPort,
  carriage: CarriagePayload,
  host: string,
  secretKey: Uint8Array,
): SealFile['carriage'] {
  const payload = jwsPayload(carriage);
  return { payload, ...jwsSign(crypto, 'sealroom-carriage+jws', payload, host, secretKey) };
}

/** The payload of a JWS as `shape` has it. */
export function readPayload<T>(payload: string, shape: z.ZodType<T>): Result<T> {
  const part = jwsPart(payload);
  if (!part.ok) return part;
  const parsed = shape.safeParse(part.value);
  return parsed.success
    ? accept(parsed.data)
    : refuse(refusal('SEAL_FORM', '封存凭证的内容格式不符', 'The seal’s payload is not of the known form'));
}

/** Who has to sign: the sessions in which members and supervisors stood at the end. */
export function requiredSigners(
  state: RoomState,
): { who: string; role: 'member' | 'supervisor'; session: string | null }[] {
  const { supervisors } = resultOf(state).expected;
  const signer = (who: string, role: 'member' | 'supervisor') => ({
    who,
    role,
    session: activeSession(state, who)?.key ?? null,
  });
  return [
    ...state.members.map((who) => signer(who, 'member')),
    ...supervisors.map((who) => signer(who, 'supervisor')),
  ];
}
