/** 评标委员会成员名单, changes of members (BR 48; R87 58), recusals, seats. */
import { type RecusalGround, recusalGround } from '../../evaluation/recusal.ts';
import type { Session, Substitution } from '../../journal/state.ts';
import { type Block, type Chapter, center, left, paragraph, section, table } from '../model.ts';
import type { Source } from '../source.ts';
import { votesText } from './votes.ts';

const groundName = (s: Source, ground: RecusalGround): string =>
  recusalGround(s.data.project.regime, ground).zh;

function members(s: Source): Block {
  const { state, data } = s;
  const row = new Map(data.committee.map((m) => [m.expert, m]));
  return table(
    '评标委员会成员名单',
    [
      center('序号'),
      center('编号'),
      left('姓名'),
      left('身份'),
      left('工作单位'),
      left('职务'),
      left('签署承诺'),
    ],
    state.members.map((id, index) => {
      const member = row.get(id)!;
      const committed = state.member.get(id)?.committed ?? null;
      return [
        `${index + 1}`,
        id,
        member.name,
        s.role(member),
        member.organisation,
        state.chair?.member === id ? s.terms.chair : '成员',
        committed === null ? '未签署' : `日志${s.entry(committed)}`,
      ];
    }),
    { keys: 3 },
  );
}

function ground(s: Source, substitution: Substitution): string {
  if (substitution.ground.kind === 'recusal') {
    const recused = s.state.member.get(substitution.out)?.recused;
    return recused ? `本人申请回避：${groundName(s, recused.ground)}。${recused.reason}` : '本人申请回避';
  }
  const motion = s.state.motions.get(substitution.ground.motion);
  if (motion?.motion.kind !== 'absence') return '缺席';
  return `缺席：${motion.motion.reason}。评标委员会表决：${votesText(s, motion.votes)}`;
}

function changes(s: Source): Block[] {
  const rows = s.state.substitutions.map((one) => [
    s.person(one.out),
    s.person(one.in),
    s.terms.phases[one.phase],
    one.afterRelease ? '是' : '否',
    ground(s, one),
    s.when(one.seq),
  ]);
  const late = s.state.substitutions.filter((one) => one.afterRelease);
  return [
    table(
      '评标委员会成员更换情况',
      [
        left('被更换成员'),
        left('接替成员'),
        left('所处阶段'),
        center('评分开封后更换'),
        left('事由'),
        left('时间'),
      ],
      rows,
    ),
    ...(rows.length === 0
      ? []
      : [
          paragraph(
            `被更换成员已作出的评审结论无效，由接替成员重新评审（${s.law.substitution}）；其评分表不计入结果。`,
          ),
        ]),
    ...late.map((one) =>
      paragraph(`特别说明：${s.person(one.out)} 在评分开封之后被更换，全体成员已在新一轮中重新评分。`),
    ),
  ];
}

function recusals(s: Source): Block {
  const rows = [...s.state.member.values()].flatMap(({ id, recused }) =>
    recused === null
      ? []
      : [[s.person(id), groundName(s, recused.ground), recused.reason, s.when(recused.seq)]],
  );
  return table('回避情况', [left('成员'), left('回避事由'), left('说明'), left('时间')], rows);
}

function seats(s: Source): Block {
  const offices = { member: '评标委员会成员', supervisor: s.terms.supervisor, host: '评标室主机' } as const;
  const admitted = [...s.state.sessions.values()].filter(
    (one): one is Session & { admitted: number } => one.admitted !== null && one.role !== 'host',
  );
  return table(
    '签到与席位',
    [left('人员'), left('身份'), center('席位'), left('准入'), left('席位关闭')],
    admitted.map((one) => [
      s.person(one.who),
      offices[one.role],
      one.seat,
      s.when(one.admitted),
      one.closed === null ? '' : s.when(one.closed),
    ]),
  );
}

export function committee(s: Source): Chapter {
  const { chair } = s.state;
  return {
    title: '评标委员会成员名单及成员更换',
    blocks: [
      section('成员名单'),
      members(s),
      paragraph(
        chair === null
          ? `尚未推选产生${s.terms.chair}。`
          : `${s.terms.chair}由全体成员投票推选产生：${s.person(chair.member)}，第${chair.round}轮，${s.when(chair.seq)}。`,
      ),
      section('成员更换'),
      ...changes(s),
      section('回避'),
      recusals(s),
      section('签到与席位'),
      seats(s),
    ],
  };
}
