/** Report, signatures, close. Who disagrees writes why; who refuses and gives no reason is taken to agree by vote (R12 43). */
import type { Bodies } from '../journal/acts.ts';
import type { RoomState } from '../journal/state.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { activeSession, isMember, majorityOf, recusedMembers } from './committee.ts';
import type { Rules } from './rule.ts';

/** Members who have neither signed nor dissented nor been taken to agree. */
export const unsigned = (state: RoomState): string[] =>
  state.members.filter((member) => !state.signatures.has(member));

const otherReport = refusal(
  'REPORT_DIFFERS',
  '所签报告不是本次评标报告',
  'This is not the digest of the room’s report',
);

function judgeReport(state: RoomState, body: Bodies['report']): Refusal | null {
  const known = state.hashes[body.head.seq - 1];
  if (known !== body.head.hash)
    return refusal(
      'REPORT_HEAD',
      '报告所依据的日志与本日志不符',
      'The report names a head that this journal does not have',
    );
  return body.head.seq >= state.outcome!.seq
    ? null
    : refusal('REPORT_STALE', '报告须在评审结论形成之后编制', 'The report is made after the outcome');
}

function judgeSignature(state: RoomState, report: string, who: string): Refusal | null {
  if (report !== state.report?.digest) return otherReport;
  return state.signatures.has(who)
    ? refusal('SIGNED', '您已经表明意见', 'You have signed or dissented already')
    : null;
}

/**
 * Who will not sign the seal is a current member and is named once, with a reason of his own: never a stranger, never the supervisor.
 * A room that is sealed with its result needs a majority's signatures. One that is broken off needs none, because nobody may be able to keep a room from
 * ending; but who has no session there, and so can never sign, has to be named.
 */
function judgeExcused(state: RoomState, { outcome, excused }: Bodies['close']): Refusal | null {
  const names = excused.map((e) => e.who);
  if (names.some((who) => !isMember(state, who)) || new Set(names).size !== names.length)
    return refusal(
      'EXCUSED',
      '缺签名单须为现任成员且不得重复',
      'Only current members can be excused, each once',
    );
  if (outcome === 'sealed')
    return state.members.length - names.length >= majorityOf(state.members.length)
      ? null
      : refusal('EXCUSED', '封存至少须有过半数成员签名', 'The seal needs a majority of the members');
  const away = state.members.filter((who) => !names.includes(who) && activeSession(state, who) === undefined);
  return away.length === 0
    ? null
    : refusal(
        'UNEXCUSED',
        `未在席、无法在封存凭证上签名，须逐人写明原因：${away.join('、')}`,
        `Not here, and cannot sign the seal; each needs a reason: ${away.join(', ')}`,
      );
}

function judgeClose(state: RoomState, body: Bodies['close']): Refusal | null {
  if (body.outcome === 'sealed-aborted')
    return body.reason.trim() === ''
      ? refusal('CLOSE_REASON', '中止封存须写明理由', 'An aborted room gives its reason')
      : judgeExcused(state, body);
  if (state.phase !== 'signing')
    return refusal('PHASE', '报告签署之后才能封存', 'The room is closed after the report has been signed');
  const recused = recusedMembers(state);
  if (recused.length > 0 && state.outcome?.kind !== 'stopped')
    return refusal(
      'RECUSED',
      `已回避，待更换：${recused.join('、')}；无法更换的，须中止封存`,
      `Recused, to be replaced: ${recused.join(', ')}; where nobody can replace them the room is aborted`,
    );
  const open = unsigned(state);
  if (open.length > 0)
    return refusal('UNSIGNED', `尚未签署：${open.join('、')}`, `Not signed yet: ${open.join(', ')}`);
  return judgeExcused(state, body);
}

export const ending: Rules<'report' | 'sign' | 'dissent' | 'close'> = {
  report: {
    by: ['chair'],
    during: ['report'],
    judge: (_, state, act) => judgeReport(state, act.body),
    apply(_, state, { act: { body }, seq, at }) {
      state.report = { digest: body.digest, head: body.head, seq };
      state.phase = 'signing';
      state.phaseSince = at;
    },
  },
  sign: {
    by: ['member'],
    during: ['signing'],
    judge: (_, state, act, { who }) => judgeSignature(state, act.body.report, who),
    apply: (_, state, { seq }, { who }) => {
      state.signatures.set(who, { kind: 'sign', reason: '', seq });
    },
  },
  dissent: {
    by: ['member'],
    during: ['signing'],
    judge: (_, state, act, { who }) => judgeSignature(state, act.body.report, who),
    apply: (_, state, { act, seq }, { who }) => {
      state.signatures.set(who, { kind: 'dissent', reason: act.body.reason, seq });
    },
  },
  /** The last entry: nothing is appended after it. */
  close: {
    by: ['supervisor'],
    whilePaused: true,
    judge: (_, state, act) => judgeClose(state, act.body),
    apply(_, state, { act: { body }, seq, at }) {
      state.closed = { ...body, seq };
      if (body.outcome === 'sealed-aborted') state.brokenOff = state.phase;
      state.phase = 'closed';
      state.phaseSince = at;
    },
  },
};
