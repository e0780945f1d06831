/** What is noticed at a seat by looking and listening. The names are alarm kinds of the journal, and of the gateway's closed list. */

export const NOTICED = [
  /** 画面全黑: the camera shows nothing. */
  'black',
  /** 画面静止: the same picture again and again. */
  'frozen',
  /** 镜头遮挡: something lies over the lens, or the camera looks at a wall. */
  'covered',
  /** 画面模糊: everything is blurred. */
  'out-of-focus',
  /** 无人在席: no face. */
  'nobody',
  /** 多人在席: more faces than one. */
  'several-people',
  /** 长时间无声: a microphone that hears not even the room. */
  'silence',
  /** 大声喧哗: loud talk. */
  'loud',
  /** 链路中断: pictures or sound stop coming. */
  'link-lost',
  /** 时钟偏差: the seat's clock is away from the room's. */
  'clock-drift',
] as const;

export type Noticed = (typeof NOTICED)[number];

/** From 1 (a note) to 3 (urgent): 3 where somebody may be acting against the rules of the room. */
export const LEVELS: Readonly<Record<Noticed, 1 | 2 | 3>> = {
  black: 2,
  frozen: 2,
  covered: 3,
  'out-of-focus': 1,
  nobody: 2,
  'several-people': 3,
  silence: 1,
  loud: 1,
  'link-lost': 2,
  'clock-drift': 1,
};
