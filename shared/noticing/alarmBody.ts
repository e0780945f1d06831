/** An alarm of a seat as the body of the journal's act. */
import type { Noticed } from './kinds.ts';
import type { SeatAlarm } from './notice.ts';

const WORDS: Readonly<Record<Noticed, string>> = {
  black: '画面全黑 black picture',
  frozen: '画面静止 frozen picture',
  covered: '镜头遮挡 lens covered',
  'out-of-focus': '画面模糊 out of focus',
  nobody: '无人在席 nobody there',
  'several-people': '多人在席 several people',
  silence: '长时间无声 long silence',
  loud: '大声喧哗 loud talk',
  'link-lost': '链路中断 link lost',
  'clock-drift': '时钟偏差 clock drift',
};

/** @param about who sits there: id of the package */
export const alarmBody = (about: string, { kind, level, from, to }: SeatAlarm) => ({
  kind,
  level,
  about,
  text: `${WORDS[kind]} ${from}${to === null ? '' : `–${to}`}`,
});
