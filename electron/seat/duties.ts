/**
 * What a seat does by itself, over its own verified copy: deals its sheet key, answers for the shares that it was dealt, releases when the gate
 * lets it, deposits what it holds of a replaced member's sheet. And what it learns: the key that others gave back to a moved expert.
 */
import { currentRound, isMember } from '../../shared/evaluation/committee.ts';
import { commitmentOf, hasScored } from '../../shared/evaluation/sheets.ts';
import type { Act, ActType, Bodies } from '../../shared/journal/acts.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { readEntry } from '../../shared/journal/entry.ts';
import type { Deal, RoomState, Round } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { combineShares, type ShareText, sheetKeyCommitment } from '../../shared/sheets/shares.ts';
import { openShare, sealShare } from '../sheets/dealing.ts';
import type { SheetKeeper } from './sheetKeeper.ts';

/** The acts that a seat makes without a click. */
export const DUTIES: ReadonlySet<ActType> = new Set([
  'deal',
  'share-ok',
  'share-bad',
  'release',
  'deposit-share',
  'screen-key',
]);

/** An act that is due, not yet in its session's chain. */
export type Due = { [T in ActType]: { readonly type: T; readonly body: Bodies[T] } }[ActType];

interface Sitting {
  readonly crypto: CryptoPort;
  readonly who: string;
  readonly session: string;
  /** The session's age identity. */
  readonly identity: string;
  readonly keeper: SheetKeeper;
}

/** What is due now. The sharing and the opening take time, in which the room goes on: `judge` has to be asked again. */
export async function duties({ who, keeper }: Sitting, state: RoomState): Promise<Due[]> {
  if (!isMember(state, who) || state.closed !== null) return [];
  const due: Due[] = await keeper.answers(state);
  const deal = state.phase === 'scoring' ? await keeper.dealing(state) : null;
  if (deal !== null) due.push({ type: 'deal', body: deal });
  for (const body of keeper.releases(state)) due.push({ type: 'release', body });
  for (const body of keeper.screenKeysToTell(state)) due.push({ type: 'screen-key', body });
  return [...due, ...(await deposits(who, keeper, state))];
}

/** PROTOCOL: shares of a replaced member's sheet go to the authority that the package names, for a lawful order. */
async function deposits(who: string, keeper: SheetKeeper, state: RoomState): Promise<Due[]> {
  const { authority } = state.pkg.recipients;
  if (authority === undefined) return [];
  const open = state.rounds
    .flatMap((round) => [...round.deals.values()])
    .filter((deal) => !isMember(state, deal.dealer) && keeper.secrets.shares.has(deal.act))
    .filter((deal) => !state.deposits.some((d) => d.deal === deal.act && d.by === who));
  return Promise.all(
    open.map(async (deal) => {
      const text = heldText(state, deal, who, keeper.secrets.shares.get(deal.act)!);
      return {
        type: 'deposit-share',
        body: { deal: deal.act, file: await sealShare(text, authority) },
      } as const;
    }),
  );
}

const heldText = (state: RoomState, deal: Deal, holder: string, share: string): ShareText => ({
  room: state.room!,
  round: deal.body.round,
  dealer: deal.dealer,
  holder,
  dealing: deal.body.dealing,
  share,
});

/** What one click gives back to a moved expert: the newest share that this seat holds of his sheet, for his present session alone. */
export async function returned(
  { who, keeper }: Sitting,
  state: RoomState,
  member: string,
  to: { readonly session: string; readonly recipient: string },
): Promise<Due[]> {
  const round = currentRound(state);
  const held = round && newestHeld(round, member, keeper);
  if (held === undefined) return [];
  const text = heldText(state, held, who, keeper.secrets.shares.get(held.act)!);
  const file = await sealShare(text, to.recipient);
  return [{ type: 'return-share', body: { deal: held.act, session: to.session, file } }];
}

/** Only a dealing of the key that the scores stand under is of use. */
const newestHeld = (round: Round, member: string, keeper: SheetKeeper): Deal | undefined =>
  [...round.deals.values()].findLast(
    (deal) =>
      deal.dealer === member &&
      deal.body.commitment === commitmentOf(round, member) &&
      keeper.secrets.shares.has(deal.act),
  );

/** Whether this seat has scores of its expert that it has no key for: he has moved here, and the others hold it. */
export function keyMissing({ who, keeper }: Sitting, state: RoomState): Round | null {
  const round = currentRound(state);
  return round !== undefined && hasScored(round, who) && !keeper.secrets.keys.has(round.number)
    ? round
    : null;
}

/**
 * Puts the key together from what the others have given back to this session, where that is enough.
 * @param lines the journal from the session's admission on
 */
export async function learnKey(
  sitting: Sitting,
  state: RoomState,
  lines: Iterable<string>,
): Promise<boolean> {
  const { crypto, who, session, identity, keeper } = sitting;
  const round = keyMissing(sitting, state);
  if (round === null) return false;
  const shares = new Map<string, Map<string, Uint8Array>>();
  for (const act of returnsTo(session, lines)) {
    const deal = round.deals.get(act.body.deal);
    const holder = state.sessions.get(act.session)?.who;
    const digest = deal?.body.shares.find((share) => share.holder === holder)?.digest;
    if (deal?.dealer !== who || holder === undefined || digest === undefined) continue;
    const { share: _, ...expected } = heldText(state, deal, holder, '');
    const opened = await openShare({ crypto, file: act.body.file, identity, expected, digest });
    if (!opened.ok) continue;
    const one = shares.get(deal.act) ?? new Map<string, Uint8Array>();
    shares.set(deal.act, one.set(holder, base64url.decode(opened.value)));
  }
  for (const one of shares.values()) {
    if (one.size < state.opening!.threshold) continue;
    const key = combineShares([...one.values()].slice(0, state.opening!.threshold));
    if (key === null || !fits(crypto, state, round, who, key)) continue;
    keeper.secrets.keys.set(round.number, key);
    return true;
  }
  return false;
}

const fits = (crypto: CryptoPort, state: RoomState, round: Round, expert: string, key: Uint8Array): boolean =>
  sheetKeyCommitment(crypto, {
    room: state.room!,
    round: round.number,
    expert,
    key: base64url.encode(key),
  }) === commitmentOf(round, expert);

function* returnsTo(session: string, lines: Iterable<string>): Generator<Act<'return-share'>> {
  for (const line of lines) {
    // Most lines are no such act; reading every one of a long journal would take a second.
    if (!line.includes('"type":"return-share"') || !line.includes(session)) continue;
    const entry = readEntry(line);
    if (entry.ok && entry.value.act.type === 'return-share' && entry.value.act.body.session === session)
      yield entry.value.act as Act<'return-share'>;
  }
}
