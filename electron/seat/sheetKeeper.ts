/**
 * What a seat keeps secret while its expert scores: the sheet key of each round and the shares that others dealt to it. Everything it
 * gives out it decides over its own verified chain.
 */

import { cellOf, currentRound, isMember } from '../../shared/evaluation/committee.ts';
import { gateClosed } from '../../shared/evaluation/gate.ts';
import { cellBinding, commitmentOf, dealDue, hasScored, holdersFor } from '../../shared/evaluation/sheets.ts';
import type { Bodies, UnsignedAct } from '../../shared/journal/acts.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import type { Deal, RoomState, Round } from '../../shared/journal/state.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { type CellContent, sealCell } from '../../shared/sheets/cell.ts';
import { sheetKeyCommitment } from '../../shared/sheets/shares.ts';
import { dealShares, openShare } from '../sheets/dealing.ts';

export interface SheetSecrets {
  /** Sheet key by round number, 32 bytes. */
  readonly keys: Map<number, Uint8Array>;
  /** Shares held, by deal act hash, base64url. */
  readonly shares: Map<string, string>;
  /** Keys that a screen is encrypted from where the sheet key is not here: by round number, 32 bytes. */
  readonly screens: Map<number, Uint8Array>;
  /** Keys of screens that a session of the same expert has given to this one: rounds by key, base64url. The room's host keeps the letter that they came in. */
  readonly given: Map<string, number>;
}

export interface SheetKeeper {
  readonly secrets: SheetSecrets;
  /** The dealing that is due now, or null: at the start of a round, and whenever another member sits at a new session. */
  dealing(state: RoomState): Promise<Bodies['deal'] | null>;
  /** Opens and checks the shares dealt to this session that it has not answered for; one act for each. */
  answers(
    state: RoomState,
  ): Promise<
    ({ type: 'share-ok'; body: Bodies['share-ok'] } | { type: 'share-bad'; body: Bodies['share-bad'] })[]
  >;
  /** A score's body for this draft's place in the chain: the ciphertext is bound to it. */
  sealScore(draft: UnsignedAct<'score'>, cell: CellContent): UnsignedAct<'score'>;
  /**
   * The key that this session's screen is encrypted from now: the sheet key of the round that is running or next, drawn now where there is none yet. At a
   * seat moved to, where the others have not given it back, one of the session's own.
   */
  screenKey(state: RoomState): Uint8Array;
  /** Keys of screens that no release tells, once the report is made: `judge` has to be asked which of them may be told. */
  screenKeysToTell(state: RoomState): Bodies['screen-key'][];
  /** Keys of screens that the expert's next session is to have from this one, which he has left: those under which no sheet stands. */
  screenKeysToGive(state: RoomState): Bodies['screen-key'][];
  /** The releases that the gate lets out now and that this seat has not made. */
  releases(state: RoomState): Bodies['release'][];
}

/**
 * @param who the member at this seat
 * @param session the session's public key and its age identity
 */
export function sheetKeeper(options: {
  crypto: CryptoPort;
  random: RandomPort;
  who: string;
  session: string;
  identity: string;
  secrets?: SheetSecrets;
}): SheetKeeper {
  const { crypto, random, who, session, identity } = options;
  const secrets = options.secrets ?? {
    keys: new Map(),
    shares: new Map(),
    screens: new Map(),
    given: new Map(),
  };

  /** One that was told with a screen is nobody's secret any more. */
  function untoldKey(state: RoomState, round: number): Uint8Array | null {
    const key = secrets.keys.get(round);
    if (key === undefined) return null;
    const text = base64url.encode(key);
    return state.screenKeys.some((told) => told.key === text) ? null : key;
  }

  function screenKey(state: RoomState): Uint8Array {
    const running = currentRound(state);
    const number = running?.number ?? state.rounds.length + 1;
    const own = untoldKey(state, number);
    if (own !== null) return own;
    const dealt = running !== undefined && commitmentOf(running, who) !== undefined;
    const kept = dealt ? secrets.screens.get(number) : undefined;
    if (kept !== undefined) return kept;
    const fresh = random(32);
    (dealt ? secrets.screens : secrets.keys).set(number, fresh);
    return fresh;
  }

  function screenKeysToTell(state: RoomState): Bodies['screen-key'][] {
    if (state.opening?.recording.due !== true || state.report === null) return [];
    const out = new Set([
      ...state.screenKeys.map(({ key }) => key),
      ...state.rounds.flatMap(({ keys }) => [...keys.values()]),
    ]);
    return held([...secrets.keys, ...secrets.screens]).filter(({ key }) => !out.has(key));
  }

  const held = (own: readonly (readonly [number, Uint8Array])[]): Bodies['screen-key'][] => [
    ...own.map(([round, key]) => ({ round, key: base64url.encode(key) })),
    ...[...secrets.given].map(([key, round]) => ({ round, key })),
  ];

  /** Whether scores of this expert may stand under it: such a key the other members alone give back. */
  function isDealt(state: RoomState, number: number, key: Uint8Array): boolean {
    const round = state.rounds.find((one) => one.number === number);
    const committed = round === undefined ? undefined : commitmentOf(round, who);
    const named = { room: state.room!, round: number, expert: who, key: base64url.encode(key) };
    return committed !== undefined && committed === sheetKeyCommitment(crypto, named);
  }

  const screenKeysToGive = (state: RoomState): Bodies['screen-key'][] =>
    held([...[...secrets.keys].filter(([round, key]) => !isDealt(state, round, key)), ...secrets.screens]);

  async function dealing(state: RoomState): Promise<Bodies['deal'] | null> {
    const round = state.rounds.at(-1);
    if (round === undefined || round.abandoned !== null || !dealDue(state, round, who)) return null;
    // At a new seat the key of scores made before comes back from the holders; another one would not be theirs.
    const key = untoldKey(state, round.number) ?? (hasScored(round, who) ? null : random(32));
    if (key === null) return null;
    const holders = holdersFor(state, who);
    const threshold = state.opening!.threshold;
    if (holders.length < threshold) return null;
    secrets.keys.set(round.number, key);
    const names = { room: state.room!, round: round.number };
    const dealing = base64url.encode(random(16));
    const shares = await dealShares({
      ...names,
      dealer: who,
      dealing,
      key,
      holders: holders.map((h) => ({
        member: h.member,
        session: h.session.key,
        recipient: h.session.recipient!,
      })),
      threshold,
      crypto,
    });
    const commitment = sheetKeyCommitment(crypto, { ...names, expert: who, key: base64url.encode(key) });
    return { round: round.number, commitment, threshold, dealing, shares };
  }

  const unanswered = (round: Round): Deal[] =>
    [...round.deals.values()].filter(
      (deal) =>
        deal.body.shares.some((share) => share.session === session) &&
        !deal.confirmed.has(who) &&
        !deal.complaints.has(who),
    );

  async function answers(state: RoomState) {
    const made: Awaited<ReturnType<SheetKeeper['answers']>> = [];
    for (const deal of state.rounds.flatMap(unanswered)) {
      const mine = deal.body.shares.find((share) => share.session === session)!;
      const expected = {
        room: state.room!,
        round: deal.body.round,
        dealer: deal.dealer,
        holder: who,
        dealing: deal.body.dealing,
      };
      const opened = await openShare({ file: mine.file, identity, expected, digest: mine.digest, crypto });
      if (opened.ok) secrets.shares.set(deal.act, opened.value);
      made.push(
        opened.ok
          ? { type: 'share-ok', body: { deal: deal.act } }
          : { type: 'share-bad', body: { deal: deal.act, code: opened.refusals[0]!.code } },
      );
    }
    return made;
  }

  function sealScore(draft: UnsignedAct<'score'>, cell: CellContent): UnsignedAct<'score'> {
    const nonce = random(24);
    const bound = { ...draft, body: { ...draft.body, nonce: base64url.encode(nonce), cipher: '' } };
    const cipher = sealCell(crypto, secrets.keys.get(draft.body.round)!, nonce, cell, cellBinding(bound));
    return { ...bound, body: { ...bound.body, cipher: base64url.encode(cipher) } };
  }

  /** The own key, where it is the committed one (at a seat moved to, what the holders gave back may not be). */
  function ownKey(state: RoomState, round: Round): string | null {
    const secret = secrets.keys.get(round.number);
    if (secret === undefined || round.keys.has(who)) return null;
    const key = base64url.encode(secret);
    const named = { room: state.room!, round: round.number, expert: who, key };
    return sheetKeyCommitment(crypto, named) === commitmentOf(round, who) ? key : null;
  }

  /**
   * Own key and all shares held of present members' sheets; a round that was given up follows when the next one is in. What is out already
   * is the journal's to say, not this seat's: a release that crossed with a substitution had no effect and is due again.
   */
  function releases(state: RoomState): Bodies['release'][] {
    if (state.paused !== null) return [];
    return state.rounds
      .filter((round) => gateClosed(state, round.number, state.head.seq) === null)
      .map((round) => {
        const shares = [...round.deals.values()]
          .filter((deal) => isMember(state, deal.dealer) && !deal.released.has(who))
          .flatMap((deal) => {
            const share = secrets.shares.get(deal.act);
            return share === undefined ? [] : [{ deal: deal.act, share }];
          });
        return { round: round.number, key: ownKey(state, round), shares };
      })
      .filter(({ key, shares }) => key !== null || shares.length > 0);
  }

  return { secrets, screenKey, screenKeysToTell, screenKeysToGive, dealing, answers, sealScore, releases };
}

/** The submit that lists the newest score of every due cell. */
export function submission(round: Round, who: string): Bodies['submit'] {
  const own = round.cells.get(who);
  return {
    round: round.number,
    cells: round.due.map((key) => ({ ...cellOf(key), act: own?.get(key)?.hash ?? '' })),
  };
}
