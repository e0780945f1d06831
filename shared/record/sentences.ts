/**
 * One sentence for each kind of act. What stands encrypted in the journal is not guessed at, and what would let a reader guess a score (which cell
 * an expert is at, what a change went from and to, whether a check was passed before the committee speaks of it) is not said.
 */
import { DEVICE_NAMES, eventWords } from '../devices/words.ts';
import { recusalGround } from '../evaluation/recusal.ts';
import type { Act, ActType, Bodies } from '../journal/acts.ts';
import { gapReason } from '../recording/gapReason.ts';
import { raised } from './alarmWords.ts';
import { peerWords } from './callPeer.ts';
import { motionWords } from './motionWords.ts';
import type { Narrator } from './narrator.ts';
import { releaseWords } from './releaseWords.ts';
import { did, itself, saying } from './telling.ts';
import { CHANGES, CLOSINGS, OUTCOMES_EN, PHASES_EN, RECORDINGS, type Words, words } from './words.ts';

type Sentences = { readonly [T in ActType]: (n: Narrator, body: Bodies[T]) => Words };

/** A vote is told when the motion has been decided, so that nobody votes after others. */
function vote(n: Narrator, { motion, yes, reason }: Bodies['vote']): Words {
  const moved = n.state.motions.get(motion);
  if (moved === undefined) return did(n, '参加表决', 'voted');
  const { zh, en } = motionWords(n, moved.motion);
  if (moved.carried === null && !n.own) return did(n, `已就“${zh}”表决`, `has voted on ${en}`);
  return saying(
    n,
    `就“${zh}”表决：${yes ? '同意' : '反对'}`,
    `voted ${yes ? 'for' : 'against'} ${en}`,
    reason,
  );
}

function callEnded(n: Narrator, { call, how }: Bodies['call-end']): Words {
  const found = n.state.calls.get(call);
  const lost = how === 'lost' ? words('（线路中断）', ' (the line broke)') : words('', '');
  if (found === undefined) return did(n, `结束变声通话${lost.zh}`, `ended a masked call${lost.en}`);
  const peer = peerWords(n, found.with);
  return did(
    n,
    `结束${n.person(found.by)}与${peer.zh}的变声通话${lost.zh}`,
    `ended the masked call of ${n.person(found.by)} with ${peer.en}${lost.en}`,
  );
}

function admitted(n: Narrator, { session, seat, letter, closes }: Bodies['admit']): Words {
  const who = n.person(n.state.sessions.get(session)?.who ?? '');
  const at = n.seat(seat);
  return did(
    n,
    `准许${who}在${at.zh}入席${letter === true ? '，已核验授权书' : ''}${closes === undefined ? '' : '，其原席位关闭'}`,
    `admitted ${who} at ${at.en}${letter === true ? '; the letter of authority was seen' : ''}${closes === undefined ? '' : '; the former seat is closed'}`,
  );
}

function review(n: Narrator, { bid, check, pass, reason }: Bodies['review']): Words {
  const [zh, en] = [`对${n.bid(bid)}“${n.check(check)}”`, `“${n.check(check)}” of ${n.bid(bid)}`];
  if (!n.own) return did(n, `完成${zh}的评审`, `has reviewed ${en}`);
  return saying(n, `${zh}评审${pass ? '通过' : '不通过'}`, `${pass ? 'passed' : 'failed'} ${en}`, reason);
}

function change(n: Narrator, { bid, item, ground, from, to, reason }: Bodies['change']): Words {
  const zh = `依据“${CHANGES[ground].zh}”复核修改对${n.bid(bid)}“${n.item(item)}”的评分`;
  const en = `changed the score of ${n.bid(bid)} for “${n.item(item)}” in consolidation, on the ground of ${CHANGES[ground].en}`;
  return n.own
    ? saying(n, `${zh}，由 ${from} 改为 ${to}`, `${en}, from ${from} to ${to}`, reason)
    : did(n, zh, en);
}

const SENTENCES: Sentences = {
  open: (n, { demonstration, expected }) =>
    did(
      n,
      `启用评标室${demonstration ? '（演示）' : ''}，应到成员 ${expected.members.length} 人`,
      `opened the room${demonstration ? ' (a demonstration)' : ''}; members expected: ${expected.members.length}`,
    ),
  'sign-in': (n) =>
    did(n, '持入席凭证签到，等待准入', 'signed in with the entry slip and waits to be admitted'),
  admit: admitted,
  host: (n, { reason }) =>
    saying(n, '启用备用主机，接管评标室', 'took the room over on another host', reason),
  announce: (n, { bids }) =>
    did(
      n,
      `宣布评标纪律和投标人名单，共 ${bids.length} 家`,
      `read the discipline and the bidders’ names, ${bids.length} in all`,
    ),
  commit: (n) =>
    did(
      n,
      '签署承诺书，声明无回避情形',
      'signed the commitment and the declaration of no ground for recusal',
    ),
  recuse(n, { ground, reason }) {
    const { zh, en } = recusalGround(n.state.pkg.data.project.regime, ground);
    return saying(n, `申请回避，事由为“${zh}”`, `withdrew for recusal, on the ground “${en}”`, reason);
  },
  substitute: (n, body) =>
    did(
      n,
      `更换成员，${n.person(body.in)}接替${n.person(body.out)}`,
      `put ${n.person(body.in)} in the place of ${n.person(body.out)}`,
    ),
  ballot: (n, { chair }) =>
    n.own
      ? did(n, `投票推选${n.person(chair)}为${n.terms.chair}`, `voted for ${n.person(chair)} as chair`)
      : did(n, `投票推选${n.terms.chair}`, 'cast a ballot in the election of the chair'),
  read: (n) => did(n, '确认已阅读招标文件', 'has read the tender'),
  review,
  deliberate: (n, { bid, check, matter }) =>
    saying(
      n,
      `就${n.bid(bid)}“${n.check(check)}”提请集体评议`,
      `brought “${n.check(check)}” of ${n.bid(bid)} before the committee`,
      matter,
    ),
  reject: (n, { bid, check, ground }) =>
    saying(
      n,
      `就${n.bid(bid)}“${n.check(check)}”出具${n.terms.rejection}意见`,
      `recorded the rejection of ${n.bid(bid)} on “${n.check(check)}”`,
      ground,
    ),
  question: (n, { bid, text }) =>
    saying(n, `请${n.bid(bid)}书面澄清`, `asked ${n.bid(bid)} for a written clarification`, text),
  answer: (n, { question }) => {
    const bid = n.state.questions.get(question)?.bid;
    const of = bid === undefined ? words('投标人', 'the bidder') : words(n.bid(bid), n.bid(bid));
    return did(n, `转交${of.zh}的澄清答复`, `handed in the answer of ${of.en}`);
  },
  call: (n, { with: peer }) => {
    const { zh, en } = peerWords(n, peer);
    return did(n, `与${zh}开始变声通话（双方变声，录音）`, `began a masked, recorded call with ${en}`);
  },
  'call-end': callEnded,
  move: (n, { motion }) => {
    const { zh, en } = motionWords(n, motion);
    return saying(n, `提请表决“${zh}”`, `moved for a vote on ${en}`, motion.reason);
  },
  vote,
  deal: (n) =>
    itself(
      n,
      '生成评分密钥，份额由其他席位分别保管',
      'made its scoring key and gave shares of it to the others to keep',
    ),
  'share-ok': (n, { deal }) =>
    itself(n, `核对了${n.dealer(deal)}的密钥份额，无误`, `checked its share of the key of ${n.dealer(deal)}`),
  'share-bad': (n, { deal }) =>
    itself(
      n,
      `发现${n.dealer(deal)}的密钥份额不符`,
      `found its share of the key of ${n.dealer(deal)} to be wrong`,
    ),
  'return-share': (n, { session }) => {
    const who = n.person(n.state.sessions.get(session)?.who ?? '');
    return did(
      n,
      `向换席位的${who}归还密钥份额`,
      `gave ${who}, who has moved, the share of the scoring key back`,
    );
  },
  score: (n) => did(n, '保存了评分表的一项', 'saved a cell of the sheet'),
  submit: (n, { round }) => did(n, `提交了第${round}轮评分表`, `submitted the sheet of round ${round}`),
  release: (n, { round }) => itself(n, ...releaseWords(n, round)),
  'deposit-share': (n, { deal }) =>
    itself(
      n,
      `将被更换成员${n.dealer(deal)}的密钥份额加密交存监督部门`,
      `deposited its share of the key of ${n.dealer(deal)}, who was replaced, for the authority`,
    ),
  change,
  outcome: (n, { kind, reason }) =>
    saying(
      n,
      `提出评审结论“${n.terms.outcomes[kind]}”`,
      `recorded the outcome: ${OUTCOMES_EN[kind]}`,
      reason,
    ),
  report: (n, { head }) =>
    did(
      n,
      `编制评标报告，依据日志第 ${head.seq} 条以前的记录`,
      `made the report of the record up to entry ${head.seq}`,
    ),
  sign: (n) => did(n, '签署评标报告', 'signed the report'),
  dissent: (n, { reason }) => saying(n, '对评标报告提出不同意见', 'dissented from the report', reason),
  close: (n, { outcome, reason, excused }) =>
    saying(
      n,
      `关闭评标室，${CLOSINGS[outcome].zh}${excused.length === 0 ? '' : `；${n.people(excused.map(({ who }) => who))}不在封存凭证上签名`}`,
      `closed the room, ${CLOSINGS[outcome].en}${excused.length === 0 ? '' : `; not signing the seal: ${n.people(excused.map(({ who }) => who))}`}`,
      reason,
    ),
  proceed: (n, { to }) =>
    did(n, `进入下一阶段“${n.terms.phases[to]}”`, `went on to the next phase: ${PHASES_EN[to]}`),
  back: (n, { to, reason }) =>
    saying(
      n,
      `申请退回“${n.terms.phases[to]}”阶段`,
      `asked to go back to the phase: ${PHASES_EN[to]}`,
      reason,
    ),
  witness: (n, { act }) => {
    const to =
      n.state.backs.get(act)?.body.to ?? n.state.superseded.find((one) => one.witnessed === n.seq)?.to;
    return to === undefined
      ? did(n, '见证退回', 'witnessed going back')
      : did(n, `见证退回“${n.terms.phases[to]}”阶段`, `witnessed going back to the phase: ${PHASES_EN[to]}`);
  },
  pause: (n, { reason, present }) =>
    saying(
      n,
      `暂停评标，在场 ${present.length} 人`,
      `paused the evaluation, ${present.length} present`,
      reason,
    ),
  resume: (n, { present }) =>
    did(n, `恢复评标，在场 ${present.length} 人`, `resumed the evaluation, ${present.length} present`),
  intervene: (n, { about, reason }) => {
    const what = n.said(about);
    return saying(
      n,
      `进行现场干预${what.zh}${what.zh === '' ? '' : '；理由'}`,
      `intervened${what.en}${what.en === '' ? '' : '; reason'}`,
      reason,
    );
  },
  listen: (n, { session }) => {
    const at = n.state.sessions.get(session);
    const who = n.person(at?.who ?? '');
    // Nobody has been given a seat who was not admitted.
    if (at === undefined || at.seat === '')
      return did(n, `开始监听${who}的现场声音`, `began to listen to ${who}`);
    const seat = n.seat(at.seat);
    return did(n, `开始监听${who}（${seat.zh}）的现场声音`, `began to listen to ${who} at ${seat.en}`);
  },
  alarm: raised,
  'alarm-seen': (n, { note }) => saying(n, '已核实告警', 'has looked into an alarm', note),
  'alarm-end'(n, { alarm, reason }) {
    const text = n.state.alarms.get(alarm)?.body.text ?? '';
    return reason === undefined
      ? saying(n, '记下告警已结束', 'noted that an alarm has ended', text)
      : saying(
          n,
          '因监看程序中断而结束告警，此后情况不明',
          'ended an alarm because the monitor’s program has stopped; what came after is not known',
          text,
        );
  },
  'let-go': (n, { session, reason }) => {
    const who = n.person(n.state.sessions.get(session)?.who ?? '');
    return saying(n, `准许${who}的席位退出程序`, `let the program at ${who}’s seat be ended`, reason);
  },
  device: (n, { device, event, text, signed }) => {
    const reported = signed === undefined ? null : eventWords(event);
    if (signed !== undefined && reported !== null) {
      const { zh, en } = DEVICE_NAMES[signed.kind];
      return words(`${zh} ${device} 报告${reported.zh}`, `${en} ${device} reported: ${reported.en}`);
    }
    const what = n.said(`${device} ${event} ${text}`);
    return words(`设备事件${what.zh}`, `An event of a device${what.en}`);
  },
  'recording-head': (n, { track }) =>
    itself(n, `的${RECORDINGS[track].zh}校验码已记入日志`, `noted its ${RECORDINGS[track].en}’s check code`),
  'recording-gap': (n, { track, reason }) => {
    const { zh, en } = gapReason(reason);
    return itself(
      n,
      `的${RECORDINGS[track].zh}曾中断${n.said(zh).zh}`,
      `has a gap in its ${RECORDINGS[track].en}${n.said(en).en}`,
    );
  },
  'screen-key': (n) => itself(n, '公开了一段屏幕录像的密钥', 'told the key of a part of its recorded screen'),
};

/** What an act is said to be, without a full stop. */
export const sentence = (n: Narrator, act: Pick<Act, 'type' | 'body'>): Words =>
  (SENTENCES[act.type] as (n: Narrator, body: Act['body']) => Words)(n, act.body);
