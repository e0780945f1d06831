/**
 * Release (开封): each seat gives out its own sheet key and the shares it holds, so that a dead, a slow and an unwilling seat are one
 * case. What does not match its commitment is refused and named.
 */

import type { Act, Bodies } from '../journal/acts.ts';
import { base64url } from '../journal/encoding.ts';
import type { CellValue, Deal, RoomState, Round, Session } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { scoreFault } from '../scoring/index.ts';
import { openCell } from '../sheets/cell.ts';
import { combineShares, shareDigest, sheetKeyCommitment } from '../sheets/shares.ts';
import { cellOf, expertsItems, isMember } from './committee.ts';
import { gateClosed, roundOf } from './gate.ts';
import type { Rules } from './rule.ts';
import { cellBinding, commitmentOf, heldDeal } from './sheets.ts';

/** The digest that the deal promised for a holder's share equals that of the share's inner text with these names. */
function shareFits(crypto: CryptoPort, state: RoomState, deal: Deal, holder: string, share: string): boolean {
  const inner = {
    room: state.room!,
    round: deal.body.round,
    dealer: deal.dealer,
    holder,
    dealing: deal.body.dealing,
    share,
  };
  const promised = deal.body.shares.find((s) => s.holder === holder);
  return promised?.digest === shareDigest(crypto, inner);
}

const keyFits = (crypto: CryptoPort, state: RoomState, round: Round, expert: string, key: string): boolean =>
  sheetKeyCommitment(crypto, { room: state.room!, round: round.number, expert, key }) ===
  commitmentOf(round, expert);

function judgeRelease(
  crypto: CryptoPort,
  state: RoomState,
  body: Bodies['release'],
  seen: number,
  author: Session,
): Refusal | null {
  const closed = gateClosed(state, body.round, seen);
  if (closed !== null) return closed;
  const round = roundOf(state, body.round)!;
  if (body.key !== null && !keyFits(crypto, state, round, author.who, body.key))
    return refusal(
      'KEY_MISMATCH',
      `${author.who} 开封的评分密钥与其承诺不符`,
      `The sheet key released by ${author.who} is not the committed one`,
    );
  for (const { deal: hash, share } of body.shares) {
    const held = heldDeal(state, hash, author);
    if ('code' in held) return held;
    if (held.round !== round)
      return refusal('SHARE_ROUND', '份额属于另一轮评分', 'A share belongs to another round');
    if (!isMember(state, held.deal.dealer))
      return refusal(
        'SHARE_OF_REPLACED',
        '被更换成员的评分保持密封，不得开封',
        'A replaced member’s sheet stays closed',
      );
    if (!shareFits(crypto, state, held.deal, author.who, share))
      return refusal(
        'SHARE_MISMATCH',
        `${author.who} 开封的密钥份额与分发记录不符`,
        `The share released by ${author.who} is not the one that was dealt`,
      );
  }
  return null;
}

/**
 * What the released shares of one dealing give. `null`: they are too few; `'void'`: not every `threshold` of them gives the committed key, so the dealer
 * cheated, since each matched the digest that he gave with it. All that are out are looked at, so that no order of the releases decides.
 */
function keyOfDealing(
  crypto: CryptoPort,
  state: RoomState,
  round: Round,
  { dealer, released }: Deal,
): string | 'void' | null {
  const { threshold } = state.opening!;
  if (released.size < threshold) return null;
  const shares = [...released.values()].map((share) => base64url.decode(share));
  const combined = combineShares(shares, threshold);
  if (combined === null || combined.length !== 32) return 'void';
  const key = base64url.encode(combined);
  return keyFits(crypto, state, round, dealer, key) ? key : 'void';
}

/** The same for each of a member's dealings of the key that the scores stand under, where enough shares of it are out. */
const keysFromShares = (
  crypto: CryptoPort,
  state: RoomState,
  round: Round,
  member: string,
): (string | 'void')[] =>
  [...round.deals.values()]
    .filter((deal) => deal.dealer === member && deal.body.commitment === commitmentOf(round, member))
    .flatMap((deal) => keyOfDealing(crypto, state, round, deal) ?? []);

/** A member's sheet key of a round: told by its owner, or given back by enough shares; null where it is not out. */
export function sheetKeyOut(
  crypto: CryptoPort,
  state: RoomState,
  round: Round,
  member: string,
): string | null {
  const fromShares = () => keysFromShares(crypto, state, round, member).find((key) => key !== 'void');
  return round.keys.get(member) ?? fromShares() ?? null;
}

/** Every sheet key that is out. */
export const sheetKeysOut = (crypto: CryptoPort, state: RoomState): string[] =>
  state.rounds.flatMap((round) => {
    const dealers = new Set([...round.deals.values()].map(({ dealer }) => dealer));
    return [...dealers].flatMap((member) => sheetKeyOut(crypto, state, round, member) ?? []);
  });

function openValue(
  crypto: CryptoPort,
  state: RoomState,
  key: string,
  cell: string,
  act: Act<'score'>,
): CellValue {
  const opened = openCell(
    crypto,
    base64url.decode(key),
    base64url.decode(act.body.nonce),
    base64url.decode(act.body.cipher),
    cellBinding(act),
  );
  // No seat submits a cell that says "not scored": in a sheet that is in, it is what a score that cannot be read is.
  if (!opened.ok || opened.value.score === null)
    return { original: null, score: null, remark: '', place: null, fault: 'unreadable', changes: [] };
  const { score, remark, place } = opened.value;
  const item = expertsItems(state.pkg.data).find((i) => i.id === cellOf(cell).item)!;
  const fault = scoreFault(item, score);
  return { original: score, score: fault === null ? score : null, remark, place, fault, changes: [] };
}

/**
 * Opens every sheet of the round that can be opened now, and voids every one whose dealer is shown to have cheated, also where it has been opened: else the
 * order of the releases, which is the host's, would decide whether it counts. Once the outcome is recorded, an open sheet stays as it is.
 */
function openSheets(crypto: CryptoPort, state: RoomState, round: Round, seq: number): void {
  for (const [member, submit] of round.submits) {
    const open = round.sheets.get(member);
    if (!isMember(state, member) || open?.by === 'void' || (open !== undefined && state.outcome !== null))
      continue;
    const shared = keysFromShares(crypto, state, round, member);
    if (shared.includes('void')) {
      round.sheets.set(member, { by: 'void', seq, values: new Map() });
      // A tie that was settled with its scores has to be settled without them.
      state.settled = null;
      continue;
    }
    const own = round.keys.get(member);
    const key = own ?? shared[0];
    if (open !== undefined || key === undefined) continue;
    const values = new Map<string, CellValue>();
    for (const cell of submit.cells.keys())
      values.set(cell, openValue(crypto, state, key, cell, round.cells.get(member)!.get(cell)!.act));
    round.sheets.set(member, { by: own === undefined ? 'shares' : 'key', seq, values });
  }
}

export const release: Rules<'release' | 'deposit-share'> = {
  release: {
    by: ['member'],
    unattended: true,
    judge: (crypto, state, act, author) => judgeRelease(crypto, state, act.body, act.seen.seq, author),
    apply(crypto, state, { act, seq }, { who }) {
      const round = roundOf(state, act.body.round)!;
      if (act.body.key !== null) round.keys.set(who, act.body.key);
      for (const { deal, share } of act.body.shares) round.deals.get(deal)!.released.set(who, share);
      openSheets(crypto, state, round, seq);
    },
  },
  /** Shares of a replaced member's sheet, readable by the authority alone, for a lawful order. */
  'deposit-share': {
    by: ['member'],
    unattended: true,
    judge(_, state, act, author) {
      const held = heldDeal(state, act.body.deal, author);
      if ('code' in held) return held;
      if (isMember(state, held.deal.dealer))
        return refusal(
          'DEPOSIT_MEMBER',
          '只有被更换成员的份额才交存',
          'Only a replaced member’s shares are deposited',
        );
      return state.pkg.recipients.authority === undefined
        ? refusal(
            'NO_AUTHORITY',
            '项目包未指定监督部门，无处交存',
            'The package names no authority to deposit with',
          )
        : null;
    },
    apply: (_, state, { act, seq }, { who }) => {
      state.deposits.push({ deal: act.body.deal, by: who, file: act.body.file, seq });
    },
  },
};
