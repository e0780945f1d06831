/** Dealing a sheet key to the other members' sessions, and opening what was dealt to this one. */
import { split } from 'shamir-secret-sharing';
import { z } from 'zod';
import type { Bodies } from '../../shared/journal/acts.ts';
import { canonicalJson, parseCanonical } from '../../shared/journal/canonical.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { type ShareText, shareDigest } from '../../shared/sheets/shares.ts';
import { decryptText, encryptTo } from '../crypto/age.ts';

export interface Holder {
  readonly member: string;
  readonly session: string;
  /** The session's age recipient. */
  readonly recipient: string;
}

type DealtShare = Bodies['deal']['shares'][number];

/**
 * One share for each holder, `threshold` of which give the key back. A holder who signed in with a recipient that no age file can be made
 * for gets an empty one: it must not keep everybody else from dealing.
 * @param key the sheet key, 32 bytes
 * @param dealing 16 random bytes that name this dealing, base64url
 */
export async function dealShares(options: {
  crypto: CryptoPort;
  room: string;
  round: number;
  dealer: string;
  dealing: string;
  key: Uint8Array;
  holders: readonly Holder[];
  threshold: number;
}): Promise<DealtShare[]> {
  const { crypto, room, round, dealer, dealing, holders } = options;
  const shares = await split(Uint8Array.from(options.key), holders.length, options.threshold);
  return Promise.all(
    holders.map(async ({ member, session, recipient }, i) => {
      const text: ShareText = {
        room,
        round,
        dealer,
        holder: member,
        dealing,
        share: base64url.encode(shares[i]!),
      };
      return {
        holder: member,
        session,
        file: await sealShare(text, recipient).catch(() => ''),
        digest: shareDigest(crypto, text),
      };
    }),
  );
}

/** The share's inner text as an age file to one recipient, base64url. */
export const sealShare = async (text: ShareText, recipient: string): Promise<string> =>
  base64url.encode(await encryptTo([recipient], canonicalJson(text)));

const shape = z.strictObject({
  room: z.string(),
  round: z.number(),
  dealer: z.string(),
  holder: z.string(),
  dealing: z.string(),
  /** 33 bytes: a byte for each of the key's, and the point. */
  share: z.string().regex(/^[A-Za-z0-9_-]{44}$/),
});

/**
 * The share (base64url) in a file that was dealt to this session. Refuses `SHARE_UNREADABLE` (not for this session, or damaged),
 * `SHARE_LAUNDERED` (made for another room, round, dealer, holder or dealing) and `SHARE_MISMATCH` (not what the deal act promised).
 */
export async function openShare(options: {
  crypto: CryptoPort;
  file: string;
  identity: string;
  expected: Omit<ShareText, 'share'>;
  digest: string;
}): Promise<Result<string>> {
  const text = await decryptShare(options.file, options.identity);
  if (text === null)
    return refuse(
      refusal('SHARE_UNREADABLE', '密钥份额无法解读', 'The share cannot be read by this session'),
    );
  const { share, ...names } = text;
  if (canonicalJson(names) !== canonicalJson(options.expected))
    return refuse(
      refusal(
        'SHARE_LAUNDERED',
        '密钥份额所载名称与分发记录不符',
        'The share was made for another dealing than the one it came in',
      ),
    );
  return shareDigest(options.crypto, text) === options.digest
    ? accept(share)
    : refuse(
        refusal(
          'SHARE_MISMATCH',
          '密钥份额与分发记录的校验码不符',
          'The share is not the one that the deal promised',
        ),
      );
}

async function decryptShare(file: string, identity: string): Promise<ShareText | null> {
  try {
    const line = await decryptText(base64url.decode(file), identity);
    const value = parseCanonical(line);
    const parsed = value.ok ? shape.safeParse(value.value) : undefined;
    return parsed?.success ? parsed.data : null;
  } catch {
    return null;
  }
}
