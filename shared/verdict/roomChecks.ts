/** Checks of the replayed room against the seal and against itself (13 to 16, 19 and 20). */
import { currentRound, majorityOf } from '../evaluation/committee.ts';
import { rankingDigest } from '../evaluation/outcome.ts';
import { commitmentOf } from '../evaluation/sheets.ts';
import { canonicalJson } from '../journal/canonical.ts';
import type { RoomState } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { type ResultPayload, requiredSigners, resultOf } from '../seal/seal.ts';
import type { ReadSeal } from './sealChecks.ts';
import type { Findings } from './verdict.ts';

/** 13: the first entry opened this room on this package. */
export function checkOpening(found: Findings, state: RoomState, sealed: ResultPayload | null): void {
  if (state.opening === null)
    found.fail(
      'opening',
      state.refused[0]?.refusal ?? refusal('NOT_OPEN', '日志中没有开室记录', 'The journal has no opening'),
    );
  else if (sealed !== null && sealed.room !== state.room)
    found.fail('opening', refusal('OTHER_ROOM', '封存凭证属于另一评标室', 'The seal is of another room'));
  else if (sealed !== null && sealed.package !== state.pkg.digest)
    found.fail(
      'opening',
      refusal('OPEN_PACKAGE', '封存凭证所指的项目包不是本项目包', 'The seal is of another package'),
    );
  else found.pass('opening');
  if (state.opening?.demonstration) found.note('演示评标，不具效力', 'A demonstration: without legal effect');
}

/** 14: the journal ends with `close`, and the seal says the same of it, to the last field. */
export function checkCompleteness(found: Findings, state: RoomState, sealed: ResultPayload | null): void {
  if (state.closed === null)
    found.fail(
      'completeness',
      refusal('NOT_CLOSED', '日志没有封存记录，可能被截断', 'The journal has no close: it is cut short'),
    );
  else if (sealed === null) found.skip('completeness', '未提供封存凭证', 'There is no seal to compare with');
  else if (canonicalJson(resultOf(state)) !== canonicalJson(sealed))
    found.fail(
      'completeness',
      refusal(
        'RESULT_DIFFERS',
        '日志重算的结果与封存凭证不一致',
        'The seal does not say what the journal gives',
      ),
    );
  else found.pass('completeness', state.head.seq);
}

/** 15: every sheet of the round that counts was opened by a key or by shares that match what was committed to before the first score. */
export function checkSheets(found: Findings, state: RoomState): void {
  const ranked = state.outcome?.kind === 'ranked' && state.closed?.outcome === 'sealed';
  const members = ranked ? state.members : [];
  const closed = members.find((member) => !openedAsCommitted(state, member));
  if (closed === undefined) found.pass('sheets', members.length);
  else
    found.fail(
      'sheets',
      refusal(
        'SHEET_VOID',
        `${closed} 的评分表未能按承诺开封`,
        `The sheet of ${closed} did not open as committed`,
      ),
    );
}

function openedAsCommitted(state: RoomState, member: string): boolean {
  const round = currentRound(state);
  const sheet = round?.sheets.get(member);
  return (
    round !== undefined &&
    sheet !== undefined &&
    sheet.by !== 'void' &&
    commitmentOf(round, member) !== undefined
  );
}

/** 16: the ranking recomputed from the journal is the recorded one, to the last digit. */
export function checkRanking(found: Findings, crypto: CryptoPort, state: RoomState): void {
  if (state.outcome?.kind !== 'ranked') found.pass('ranking', 0);
  else if (state.outcome.ranking === rankingDigest(crypto, state)) found.pass('ranking');
  else
    found.fail(
      'ranking',
      refusal('RANKING_DIFFERS', '重算的排序与记录不一致', 'The replayed ranking is not the recorded one'),
    );
}

type Signer = ReturnType<typeof requiredSigners>[number];

/** 19: only admitted sessions of those expected signed; the supervisors and a majority of the members, but in an aborted room; reasons for who is missing. */
export function checkSigners(found: Findings, state: RoomState, seal: ReadSeal): void {
  const required = requiredSigners(state);
  const missing = required.filter((one) => one.session === null || !seal.signers.includes(one.session));
  const fault = signersFault(state, seal, required, missing);
  if (fault !== null) found.fail('signers', fault);
  else found.pass('signers', seal.signers.length);
  if (fault !== null) return;
  for (const { who } of missing)
    found.note(
      `${who} 未在封存凭证上签名（已记录理由）`,
      `${who} did not sign the seal (the reason is recorded)`,
    );
  const [members, signed] = membersSigned(required, missing);
  if (signed < majorityOf(members))
    found.note(
      `中止封存：${members} 名成员中 ${signed} 人签名，未过半数`,
      `Aborted and sealed with the signatures of ${signed} of ${members} members, which is no majority`,
    );
}

/** How many members there are, and how many of them signed. */
function membersSigned(required: Signer[], missing: Signer[]): [members: number, signed: number] {
  const members = required.filter((one) => one.role === 'member');
  return [members.length, members.filter((one) => !missing.includes(one)).length];
}

function signersFault(
  state: RoomState,
  seal: ReadSeal,
  required: Signer[],
  missing: Signer[],
): Refusal | null {
  const stranger = seal.signers.find((key) => !required.some((one) => one.session === key));
  if (stranger !== undefined)
    return refusal(
      'SIGNER_STRANGER',
      '有不在应签名单内的签名',
      `A signer is not an admitted session of those expected: ${stranger}`,
    );
  const excused = (one: Signer) =>
    one.role === 'member' && state.closed?.excused.some((e) => e.who === one.who) === true;
  const unexcused = missing.find((one) => !excused(one));
  if (unexcused !== undefined)
    return refusal(
      'SIGNER_MISSING',
      `缺少 ${unexcused.who} 的签名且无记录理由`,
      `The signature of ${unexcused.who} is missing without a recorded reason`,
    );
  const [members, signed] = membersSigned(required, missing);
  return state.closed?.outcome === 'sealed-aborted' || signed >= majorityOf(members)
    ? null
    : refusal('SIGNERS_FEW', '签名成员未过半数', 'Fewer than a majority of the members signed');
}

/** 20: the host that signed the carriage is the journal's last host. */
export function checkHost(found: Findings, state: RoomState, seal: ReadSeal): void {
  if (state.host?.key === seal.host) found.pass('host');
  else
    found.fail(
      'host',
      refusal('HOST_STRANGER', '签名主机不是日志所载主机', 'The signing host is not the journal’s'),
    );
}

/** What a reader should know besides. */
export function noteRoom(found: Findings, state: RoomState): void {
  if (state.refused.length > 0)
    found.note(
      `${state.refused.length} 条记录未生效，已在日志中保留`,
      `${state.refused.length} entries had no effect and are kept in the journal`,
    );
  for (const one of state.substitutions)
    if (one.afterRelease)
      found.note(
        `${one.in} 在评分开封后接替 ${one.out}`,
        `${one.in} replaced ${one.out} after the scores were out`,
      );
  if (state.superseded.length > 0)
    found.note(
      `有 ${state.superseded.length} 次退回重新评审`,
      `The committee went back ${state.superseded.length} times`,
    );
}
