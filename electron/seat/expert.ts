/** What an expert does at a seat, beyond plain acts: enters the slip, scores under seal, submits, gives shares back, makes and signs the report. */

import { createHash } from 'node:crypto';
import { activeSession, cellKey, cellOf, currentRound } from '../../shared/evaluation/committee.ts';
import { openCells, submitsHalf } from '../../shared/evaluation/openCells.ts';
import { cellBinding } from '../../shared/evaluation/sheets.ts';
import { termsOf } from '../../shared/evaluation/terms.ts';
import type { Act, Bodies } from '../../shared/journal/acts.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { type CellContent, openCell } from '../../shared/sheets/cell.ts';
import { type SlipOwner, slipOwner } from '../../shared/slip/holder.ts';
import { reportAt } from '../sealing/documents.ts';
import { begin, behind, type Desk, resume } from '../session/desk.ts';
import { notSeated, type Saved } from './acting.ts';
import { returned } from './duties.ts';
import { entriesOf } from './reading.ts';
import type { SeatEngine } from './seatEngine.ts';
import { submission } from './sheetKeeper.ts';

export interface Cell extends CellContent {
  readonly bid: string;
  readonly item: string;
}

/**
 * The slip opens the person's session at this machine, or makes one: after a power cut all is there again.
 * Refuses what `slipOwner` refuses; `SLIP_OFFICE` (a supervisor's), `ROOM_NOT_OPEN`, `NOT_CONNECTED` (a new session needs the room),
 * `SEAT_TAKEN` (somebody else sits here).
 */
export async function enterSlip(
  engine: SeatEngine,
  typed: string,
): Promise<Result<{ who: string; name: string }>> {
  const pkg = engine.opened()?.room;
  const state = engine.room();
  if (pkg === undefined || state === null)
    return refuse(
      refusal('ROOM_NOT_OPEN', '评标室尚未开启，请稍候', 'The room is not open yet; please wait'),
    );
  const owner = slipOwner(engine.crypto, pkg, typed);
  if (!owner.ok) return owner;
  const { who, name, role } = owner.value;
  if (role === 'supervisor')
    return refuse(
      refusal(
        'SLIP_OFFICE',
        `这是${termsOf(state).supervisor}的凭证，请在评标室主机上使用`,
        'This is a supervisor’s slip; it is entered at the room’s host',
      ),
    );
  const sitting = engine.desk();
  if (sitting?.who === who) return accept({ who, name });
  const others = engine.folder.store.sessions().find((s) => s.who !== who && isOpen(state, s.session));
  if (others !== undefined)
    return refuse(
      refusal(
        'SEAT_TAKEN',
        `本席位已由${nameOf(state, others.who)}使用，请到其他席位`,
        `${nameOf(state, others.who)} sits here; take another seat`,
      ),
    );
  const gone = (session: string): boolean =>
    engine.folder.store.refusedActs(session).length > 0 && !state.sessions.has(session);
  const own = engine.folder.store
    .sessions()
    .findLast(
      (s) => s.who === who && s.room === state.room && !gone(s.session) && !isClosed(state, s.session),
    );
  const store = { ...engine, store: engine.folder.store };
  const kept = own === undefined ? null : resume(store, owner.value, own.session);
  if (kept !== null && !kept.ok) return kept;
  const usable = kept !== null && !behind(kept.value, state.sessions.get(own!.session)?.last) ? kept : null;
  if (usable === null && !engine.inStep())
    return refuse(
      refusal(
        'NOT_CONNECTED',
        `尚未连接评标室主机，不能在新席位签到，请稍候或举手示意${termsOf(state).supervisor}`,
        'The room is not in reach: a new seat cannot be taken now. Wait, or raise your hand for the supervisor',
      ),
    );
  const { tls } = state.host!;
  const desk =
    usable ??
    (await begin(
      store,
      owner.value,
      pkg,
      { room: state.room, tls, seen: state.head },
      ({ recipient, slip }) => ({ type: 'sign-in', body: { who, recipient, tls, slip } }),
    ));
  if (!desk.ok) return desk;
  engine.sit(desk.value, leftHere(engine, owner.value, state));
  return accept({ who, name });
}

/** Sessions of this person that a move has closed, opened by the slip as well: what they recorded here is still to be copied. */
const leftHere = (engine: SeatEngine, owner: SlipOwner, state: RoomState): Desk[] =>
  engine.folder.store
    .sessions()
    .filter((s) => s.who === owner.who && s.room === state.room && isClosed(state, s.session))
    .flatMap((s) => {
      const opened = resume({ ...engine, store: engine.folder.store }, owner, s.session);
      return opened.ok ? opened.value : [];
    });

const isClosed = (state: RoomState, session: string): boolean => state.sessions.get(session)?.closed != null;
const isOpen = (state: RoomState, session: string): boolean => state.sessions.get(session)?.closed === null;
const nameOf = (state: RoomState, who: string): string =>
  state.pkg.data.committee.find((m) => m.expert === who)?.name ?? who;

/**
 * One cell, encrypted under the sheet key before it is kept anywhere. What is on its way may be corrected, also with the cable out. Asked again
 * with the very value that stands, as after an answer that a kill has swallowed, it answers with the act that is there.
 * Refuses `SHEET_KEY` (moved here: the others have yet to give the key back).
 */
export function score(engine: SeatEngine, { bid, item, ...cell }: Cell): Result<Saved> {
  const state = engine.room();
  const desk = engine.desk();
  const round = state === null ? undefined : currentRound(state);
  if (state === null || desk === null) return refuse(notSeated);
  const number = round?.number ?? 1;
  if (round !== undefined && !desk.keeper.secrets.keys.has(number)) return refuse(sheetKey);
  const stands = sheet(engine).some((one) => canonicalJson(one) === canonicalJson({ bid, item, ...cell }));
  const made = stands
    ? newestOwn(
        desk,
        (act) =>
          act.type === 'score' && act.body.round === number && act.body.bid === bid && act.body.item === item,
      )
    : undefined;
  if (made !== undefined) return accept({ act: made.act, seq: made.seq });
  return engine.act('score', { round: number, bid, item, nonce: '', cipher: '' }, (draft) =>
    round === undefined ? draft : desk.keeper.sealScore(draft, cell),
  );
}

/** A check of the review. Asked again with the decision that stands, it answers with the act that is there. Refuses what `engine.act` refuses. */
export function review(engine: SeatEngine, body: Bodies['review']): Result<Saved> {
  const desk = engine.desk();
  const key = cellKey(body.bid, body.check);
  const decided = desk === null ? undefined : engine.room()?.member.get(desk.who)?.reviews.get(key);
  const content = canonicalJson(body);
  if (desk !== null && decided !== undefined) {
    const { seq: _, ...decision } = decided;
    const stands = canonicalJson({ bid: body.bid, check: body.check, ...decision }) === content;
    const made = stands
      ? newestOwn(
          desk,
          (act) => act.type === 'review' && act.body.bid === body.bid && act.body.check === body.check,
        )
      : undefined;
    // A newer decision of the same check is still on its way: this one changes it back.
    if (made?.text.includes(content)) return accept({ act: made.act, seq: made.seq });
  }
  return engine.act('review', body);
}

/** The newest act that this session keeps of what is asked for. */
function newestOwn(desk: Desk, of: (act: Act) => boolean): (Saved & { readonly text: string }) | undefined {
  return desk
    .acts(1)
    .reverse()
    .find(({ text }) => of(JSON.parse(text) as Act));
}

const sheetKey = refusal(
  'SHEET_KEY',
  '评分密钥尚未就绪：刚换席位的，请等待其他成员确认归还；请勿重复评分',
  'The sheet key is not here yet: after a move the other members give it back; please wait',
);

/** The newest value of every cell of the round that this seat can read: those in the journal, and those still on their way. */
export function sheet(engine: SeatEngine): Cell[] {
  const state = engine.room();
  const desk = engine.desk();
  const round = state === null ? undefined : currentRound(state);
  const key = round === undefined ? undefined : desk?.keeper.secrets.keys.get(round.number);
  if (round === undefined || desk === null || key === undefined) return [];
  const acts = new Map<string, Act<'score'>>();
  for (const [cell, { act }] of round.cells.get(desk.who) ?? []) acts.set(cell, act);
  const last = state!.sessions.get(desk.session)?.last.seq ?? 0;
  for (const { text } of desk.acts(last + 1)) {
    const act = JSON.parse(text) as Act;
    if (act.type === 'score' && act.body.round === round.number)
      acts.set(cellKey(act.body.bid, act.body.item), act as Act<'score'>);
  }
  return [...acts].flatMap(([cell, act]) => {
    const [nonce, cipher] = [base64url.decode(act.body.nonce), base64url.decode(act.body.cipher)];
    const opened = openCell(engine.crypto, key, nonce, cipher, cellBinding(act));
    return opened.ok ? [{ ...cellOf(cell), ...opened.value }] : [];
  });
}

/** Submits what the room has signed for. Refuses `SUBMIT_WAITING` while any score is still on its way, `SUBMIT_OPEN` where this seat reads no score in a due cell. */
export function submit(engine: SeatEngine): Result<Saved> {
  const state = engine.room();
  const desk = engine.desk();
  if (state === null || desk === null) return refuse(notSeated);
  const open = engine.waiting().filter(({ type }) => type === 'score').length;
  if (open > 0)
    return refuse(
      refusal(
        'SUBMIT_WAITING',
        `还有 ${open} 项评分尚未送达主机，送达后即可提交`,
        `${open} scores have not reached the room yet; submit when they have`,
      ),
    );
  const round = currentRound(state);
  if (round === undefined) return engine.act('submit', { round: 1, cells: [] });
  // The room cannot tell an emptied cell from a scored one: that nothing is submitted half, this seat alone sees to.
  if (!round.submits.has(desk.who)) {
    if (!desk.keeper.secrets.keys.has(round.number)) return refuse(sheetKey);
    const scored = sheet(engine).filter((cell) => cell.score !== null);
    const half = submitsHalf(openCells(round, desk.who, new Set(scored.map((c) => cellKey(c.bid, c.item)))));
    if (half !== null) return refuse(half);
  }
  return engine.act('submit', submission(round, desk.who));
}

/** One click: the share that this seat holds of a moved member's sheet goes back to his present session. */
export async function returnShares(engine: SeatEngine, member: string): Promise<Result<{ shares: number }>> {
  const state = engine.room();
  const desk = engine.desk();
  if (state === null || desk === null) return refuse(notSeated);
  const to = activeSession(state, member);
  const due =
    to?.recipient == null
      ? []
      : await returned({ crypto: engine.crypto, ...desk }, state, member, {
          session: to.key,
          recipient: to.recipient,
        });
  if (due.length === 0)
    return refuse(
      refusal(
        'NO_SHARE',
        `本席位没有可归还给${nameOf(state, member)}的密钥份额`,
        `This seat holds no share to give back to ${nameOf(state, member)}`,
      ),
    );
  for (const { type, body } of due) {
    const made = engine.act(type, body as never);
    if (!made.ok) return made;
  }
  return accept({ shares: due.length });
}

async function reportDigest(engine: SeatEngine, head: number): Promise<string> {
  const pdf = await reportAt(engine.crypto, engine.opened()!.room, entriesOf(engine), head);
  return createHash('sha256').update(pdf).digest('hex');
}

/** The chair's: the report is made of the record as it stands, and its digest is put before the members. */
export async function makeReport(engine: SeatEngine): Promise<Result<Saved>> {
  const { head } = engine.room() ?? {};
  if (head === undefined || engine.desk() === null) return refuse(notSeated);
  const digest = await reportDigest(engine, head.seq);
  return engine.act('report', { digest, head });
}

/**
 * Signs the report, or dissents from it, after this seat has made it again from its own copy.
 * Refuses `REPORT_REMADE`: what the chair put before the members is not what the record gives.
 */
export async function signReport(engine: SeatEngine, dissent: string | null): Promise<Result<Saved>> {
  const state = engine.room();
  if (state === null || engine.desk() === null) return refuse(notSeated);
  const { report } = state;
  if (report !== null && (await reportDigest(engine, report.head.seq)) !== report.digest)
    return refuse(
      refusal(
        'REPORT_REMADE',
        `本席位按评标日志重新生成的报告与待签报告不一致，请勿签署，并呼叫${termsOf(state).supervisor}`,
        'The report that this seat makes from the record is not the one to be signed. Do not sign; call the supervisor',
      ),
    );
  const digest = report?.digest ?? '0'.repeat(64);
  return dissent === null
    ? engine.act('sign', { report: digest })
    : engine.act('dissent', { report: digest, reason: dissent });
}
