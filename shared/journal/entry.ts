/**
 * Entries: an act with its place in the room's order. A line of the journal is an entry in canonical JSON; the entry's hash covers the
 * hash of the one before, so that nothing can be taken out, put in or exchanged without every later hash changing.
 */
import { z } from 'zod';
import type { CryptoPort } from '../ports/crypto.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../refusal.ts';
import { type Act, readAct, type UnsignedAct } from './acts.ts';
import { canonicalJson, parseCanonical } from './canonical.ts';
import { digestOf, signedBytes } from './domain.ts';
import { base64url } from './encoding.ts';
import * as f from './fields.ts';

/**
 * Characters of an act's canonical text, and of an entry's line around it. What a room takes in has to go to every seat again: an act that fits
 * into a message with nothing to spare would make an entry that fits into none, and nobody could follow the room from there on. The
 * longest that people make, a deal to fifteen members, has a tenth of it.
 */
export const ACT_LIMIT = 250_000;
export const LINE_LIMIT = ACT_LIMIT + 1000;

/** 64 zeros: what stands before the first of a chain. */
export const GENESIS = '0'.repeat(64);

export interface Entry {
  /** From 1; the only order that counts. */
  readonly seq: number;
  /** Hash of the entry before. */
  readonly prev: string;
  /** The host's clock; never decreases, decides nothing. */
  readonly at: string;
  readonly act: Act;
}

/** A journal's end: how long it is and what it says, in one value. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export const BEFORE_FIRST: Head = { seq: 0, hash: GENESIS };

/** SHA-256("sealroom/act/1\n" + canonical act with its signature). The opening act's is the room id. */
export const actHash = (crypto: CryptoPort, act: Act): string => digestOf(crypto, 'act', act);

/** SHA-256("sealroom/entry/1\n" + canonical {act, at, prev, seq}). */
export const entryHash = (crypto: CryptoPort, entry: Entry): string => digestOf(crypto, 'entry', entry);

/** An act with its author's signature over "sealroom/act/1\n" + canonical act without `sig`. */
export function signAct(crypto: CryptoPort, secretKey: Uint8Array, act: UnsignedAct): Act {
  return { ...act, sig: base64url.encode(crypto.ed25519Sign(secretKey, signedBytes('act', act))) } as Act;
}

/** Whether the author's key made the act's signature. */
export function verifyAct(crypto: CryptoPort, act: Act): boolean {
  const { sig, ...unsigned } = act;
  return crypto.ed25519Verify(
    base64url.decode(act.session),
    signedBytes('act', unsigned),
    base64url.decode(sig),
  );
}

/** The line as it is stored and sent, without the line feed. */
export const entryLine = (entry: Entry): string => canonicalJson(entry);

const shape = z.strictObject({ seq: f.positive, prev: f.hash, at: f.instant, act: z.unknown() });

/**
 * Reads one line of a journal.
 * Refuses `NOT_CANONICAL` (not the canonical form of itself; so also a key given twice) and `ENTRY_FORM` (not an entry that this
 * version knows).
 */
export function readEntry(line: string): Result<Entry> {
  const parsed = parseCanonical(line);
  if (!parsed.ok) return parsed;
  const outer = shape.safeParse(parsed.value);
  if (!outer.success) {
    const issue = outer.error.issues[0];
    return refuse(entryForm(`${issue?.path.join('.')}: ${issue?.message}`));
  }
  const inner = readAct(outer.data.act);
  if (!inner.ok) return refuse(entryForm(`act.${inner.problem}`));
  const { at, prev, seq } = outer.data;
  return accept({ act: inner.act, at, prev, seq });
}

const entryForm = (problem: string): Refusal =>
  refusal(
    'ENTRY_FORM',
    `日志条目格式不符：${problem}`,
    `The journal entry is not of a known form: ${problem}`,
  );

/** Checks that an entry continues the chain: its number, the hash before it, a time that does not go back. Null where it does. */
export function continues(head: Head, lastAt: string | null, entry: Entry): Refusal | null {
  const where = `entry ${entry.seq}`;
  if (entry.seq !== head.seq + 1)
    return refusal(
      'CHAIN_NUMBER',
      `日志编号不连续：第 ${head.seq} 条之后是第 ${entry.seq} 条`,
      `The journal's numbers do not run on: ${entry.seq} follows ${head.seq}`,
      where,
    );
  if (entry.prev !== head.hash)
    return refusal(
      'CHAIN_HASH',
      '与上一条日志的校验码不符',
      'Does not carry the hash of the entry before it',
      where,
    );
  if (lastAt !== null && Date.parse(entry.at) < Date.parse(lastAt))
    return refusal(
      'CHAIN_TIME',
      '日志时间早于上一条',
      'Its time is before that of the entry before it',
      where,
    );
  return null;
}
