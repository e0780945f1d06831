import { chooseNumber } from '../choice.ts';

/** One bar of the programme: days counted from the start of work, the first being 1. */
interface Activity {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly critical: boolean;
}

// Start and end as thousandths of the contract period.
const ACTIVITIES: readonly (readonly [name: string, from: number, to: number, critical: boolean])[] = [
  ['施工准备、临时设施', 0, 40, true],
  ['定位放线、土方开挖', 30, 90, true],
  ['地下室及基础', 80, 180, true],
  ['首层至二层主体结构', 175, 270, true],
  ['三层至五层主体结构', 265, 405, true],
  ['屋面结构及女儿墙', 400, 435, true],
  ['水电预埋', 90, 430, false],
  ['一至三层砌体', 330, 470, false],
  ['四至五层砌体', 450, 540, true],
  ['屋面保温及防水', 450, 540, false],
  ['内墙、天棚抹灰', 500, 640, true],
  ['外墙保温及真石漆', 540, 690, false],
  ['门窗安装', 560, 690, false],
  ['楼地面工程', 630, 780, true],
  ['给排水及消防安装', 470, 820, false],
  ['电气及智能化安装', 480, 850, false],
  ['涂料、吊顶及精装修', 770, 890, true],
  ['室外管网、道路、绿化', 690, 910, false],
  ['设备调试、检测', 870, 940, true],
  ['清理、竣工验收', 935, 1000, true],
];

/** A bidder's programme: the same trades, a little earlier or later, ending on the promised day. */
export function programme(bid: string, days: number): readonly Activity[] {
  const last = ACTIVITIES.length - 1;
  return ACTIVITIES.map(([name, from, to, critical], index) => {
    const shift = index === 0 || index === last ? 0 : chooseNumber(`${bid}/${name}`, 25) - 12;
    const day = (share: number): number => Math.round(((share + shift) * days) / 1000);
    return {
      name,
      from: index === 0 ? 1 : day(from) + 1,
      to: index === last ? days : day(to),
      critical,
    };
  });
}

/** The day so many days after a date, both `YYYY-MM-DD`. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** `2026-06-15` as 2026年6月15日. */
export function chineseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
