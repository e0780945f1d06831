/** 日志与核验: what the report rests on, and how anybody can check all of it. */
import { type Block, type Chapter, center, facts, left, NONE, paragraph, section, table } from '../model.ts';
import type { Source } from '../source.ts';

const TRACKS = { screen: '屏幕', camera: '摄像与录音' } as const;

function recordings(s: Source): Block {
  return table(
    '录像校验链（编制报告时的最新值）',
    [left('席位人员'), left('轨道'), center('分段'), center('片数'), left('截至'), left('校验码')],
    [...s.state.recordings].map(([track, { body }]) => {
      const session = track.slice(0, track.lastIndexOf('/'));
      const who = s.state.sessions.get(session)?.who ?? '评标室主机';
      return [
        s.person(who),
        TRACKS[body.track],
        `${body.segment}`,
        `${body.pieces}`,
        s.time(body.to),
        body.head,
      ];
    }),
  );
}

function deposits(s: Source): Block {
  return table(
    '交存监督部门的密钥份额',
    [left('交存人'), left('分发记录'), center('日志')],
    s.state.deposits.map((one) => [s.person(one.by), one.deal, s.entry(one.seq)]),
  );
}

const HOW = [
  '本报告及排序全部由评标日志推算得出：取得封存结果的任何人，都可以按日志逐条重放，得到与本报告完全一致的结果。',
  '封存结果为 age 加密文件，可用通用的 age 程序和收件人密钥解密；解密后为 zip 压缩的 BagIt 归档，可用通用的 unzip 程序展开，用 sha256sum -c 核对清单。',
  '核验程序（verify）以交易中心公钥为信任起点，逐项检查：项目包签名、每一条日志的签名与前后校验、评分密钥与承诺、评分解密与重算、本报告的校验码、封存签名是否达到过半数成员和见证（监督）人员。',
  '日志每一条均含上一条的校验码：删除、插入、调换或者改动任何一条，此后全部校验码都会改变，与本报告所载的日志末条校验码不符。',
  '同一版本的软件由同一日志重新编制本报告，得到逐字节相同的文件；其 SHA-256 校验码记载于日志，由各成员签署。',
] as const;

export function verification(s: Source): Chapter {
  const { state } = s;
  return {
    title: '日志与核验方法',
    blocks: [
      section('依据'),
      facts(
        ['评标室编号', state.room ?? undefined],
        ['项目包校验码', state.pkg.digest],
        ['编制依据的日志', `第1条至第${state.head.seq}条`],
        ['日志末条校验码', state.head.hash],
        ['末条时间', state.at === null ? undefined : s.time(state.at)],
        ['排序校验码', state.outcome?.ranking ?? undefined],
        ['评标室主机公钥', state.host?.key],
        ['评分密钥门限', state.opening === null ? undefined : `${state.opening.threshold} 份`],
        ['演示', state.opening?.demonstration === true ? '是，不具法律效力' : '否'],
      ),
      section('录音录像'),
      paragraph(
        state.opening?.recording.due === true ? '本次评标应当录音录像。' : '本次评标未要求由本系统录音录像。',
      ),
      state.recordings.size === 0 ? NONE : recordings(s),
      section('被更换成员的密钥份额'),
      deposits(s),
      section('核验方法'),
      ...HOW.map((text, index) => paragraph(`${index + 1}. ${text}`)),
    ],
  };
}
