/** A journal of validly signed entries for tests of storage and verification: every form and every link holds, the plot does not matter. */
import type { UnsignedAct } from '../shared/journal/acts.ts';
import { base64url } from '../shared/journal/encoding.ts';
import { BEFORE_FIRST, type Entry, entryHash, GENESIS, type Head, signAct } from '../shared/journal/entry.ts';
import type { CryptoPort } from '../shared/ports/crypto.ts';

const START = Date.parse('2026-05-18T09:30:00+08:00');
const ROOM = 'ab'.repeat(32);
const utf8 = new TextEncoder();

export interface SignedChain {
  /** The entry that follows the newest one, by the session whose turn it is. */
  next(): Entry;
  take(count: number): Entry[];
}

/**
 * @param sessions how many sessions take turns; the keys come from their numbers and `name`
 * @param from the head to continue from: as many entries are skipped as the head counts
 */
export function signedChain(
  crypto: CryptoPort,
  { sessions = 3, name = '', from = BEFORE_FIRST }: { sessions?: number; name?: string; from?: Head } = {},
): SignedChain {
  const authors = Array.from({ length: sessions }, (_, n) => {
    const secret = crypto.sha256(utf8.encode(`session ${n} ${name}`));
    return { secret, session: base64url.encode(crypto.ed25519PublicKey(secret)) };
  });
  let head = from;

  const next = (): Entry => {
    const seq = head.seq + 1;
    const at = new Date(START + seq * 250).toISOString();
    const { secret, session } = authors[seq % sessions]!;
    const envelope = { room: ROOM, session, seq, prev: GENESIS, seen: head, at, mono: `${seq * 250}` };
    const act = signAct(crypto, secret, { ...envelope, ...deed(crypto, seq) } as UnsignedAct);
    const entry: Entry = { seq, prev: head.hash, at, act };
    head = { seq, hash: entryHash(crypto, entry) };
    return entry;
  };
  return { next, take: (count) => Array.from({ length: count }, next) };
}

/** What a journal mostly holds: encrypted scores; and now and then a judgement with a reason, or a recording's head. */
function deed(crypto: CryptoPort, seq: number): Pick<UnsignedAct, 'type' | 'body'> {
  const hash = crypto.sha256(utf8.encode(`${seq}`));
  if (seq % 4 === 0)
    return {
      type: 'review',
      body: {
        bid: 'B1',
        check: 'C1',
        pass: seq % 8 === 0,
        reason: `第 ${seq} 项：投标文件“技术标”第 3 页未盖章\n`,
      },
    };
  if (seq % 4 === 2) return { type: 'commit', body: { text: '0f'.repeat(32), recording: true } };
  const cipher = Uint8Array.from({ length: 1040 }, (_, n) => hash[n % 32]! ^ n);
  return {
    type: 'score',
    body: {
      round: 1,
      bid: 'B1',
      item: 'T1',
      nonce: base64url.encode(hash.subarray(0, 24)),
      cipher: base64url.encode(cipher),
    },
  };
}
