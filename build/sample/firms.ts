import { choose, chooseNumber } from './choice.ts';

interface PastWork {
  readonly name: string;
  readonly owner: string;
  /** Square metres. */
  readonly area: number;
  /** Ten thousand yuan. */
  readonly amount: number;
  readonly finished: string;
}

/** What a bidder says of itself in the demonstration, beside what `bids.csv` says. */
export interface Firm {
  readonly representative: string;
  readonly agent: string;
  readonly manager: string;
  readonly managerGrade: '一级' | '二级';
  readonly managerTitle: '高级工程师' | '工程师';
  readonly engineer: string;
  readonly grade: string;
  /** Calendar days promised in the bid letter. */
  readonly days: number;
  readonly works: readonly PastWork[];
  /** Share by which this bidder's unit prices stray from one another: 0.06 is 6% either way. */
  readonly spread: number;
}

const FIRMS: Readonly<Record<string, Firm>> = {
  B1: {
    representative: '祁望舒',
    agent: '阮清和',
    manager: '卓立恒',
    managerGrade: '一级',
    managerTitle: '高级工程师',
    engineer: '程砚田',
    grade: '建筑工程施工总承包一级',
    days: 410,
    spread: 0.06,
    works: [
      { name: '某市第九中学综合楼', owner: '某市教育局', area: 11860, amount: 3612, finished: '2023-08-25' },
      {
        name: '某区文化馆新建工程',
        owner: '某区文化和旅游局',
        area: 9240,
        amount: 3385,
        finished: '2024-06-18',
      },
      {
        name: '某县职业技术学校实训楼',
        owner: '某县教育局',
        area: 13450,
        amount: 4027,
        finished: '2025-07-30',
      },
    ],
  },
  B2: {
    representative: '乔伯言',
    agent: '舒向晚',
    manager: '戚长风',
    managerGrade: '一级',
    managerTitle: '工程师',
    engineer: '容止观',
    grade: '建筑工程施工总承包一级',
    days: 400,
    spread: 0.05,
    works: [
      {
        name: '某省实验中学分校教学楼',
        owner: '某省教育厅',
        area: 15230,
        amount: 4718,
        finished: '2023-11-12',
      },
      {
        name: '某市妇幼保健院门诊楼',
        owner: '某市卫生健康委员会',
        area: 12080,
        amount: 5106,
        finished: '2024-09-27',
      },
      {
        name: '某县第一小学迁建工程',
        owner: '某县教育局',
        area: 10360,
        amount: 3098,
        finished: '2025-08-16',
      },
      {
        name: '某市图书档案中心',
        owner: '某市住房和城乡建设局',
        area: 18700,
        amount: 7240,
        finished: '2025-12-05',
      },
    ],
  },
  B3: {
    representative: '麦承远',
    agent: '左明溪',
    manager: '岑安澜',
    managerGrade: '二级',
    managerTitle: '高级工程师',
    engineer: '窦怀谷',
    grade: '建筑工程施工总承包二级',
    days: 420,
    spread: 0.08,
    works: [
      {
        name: '某县中心幼儿园及附属用房',
        owner: '某县教育局',
        area: 8320,
        amount: 2466,
        finished: '2024-05-20',
      },
      { name: '某镇卫生院住院楼', owner: '某县卫生健康局', area: 8850, amount: 2913, finished: '2025-10-31' },
    ],
  },
  B4: {
    representative: '仲景川',
    agent: '黎晓岫',
    manager: '尤北辰',
    managerGrade: '一级',
    managerTitle: '工程师',
    engineer: '蔺如松',
    grade: '建筑工程施工总承包二级',
    days: 415,
    // Wide enough for single lines to lie more than the declared 15% off the others' mean.
    spread: 0.22,
    works: [
      {
        name: '某县全民健身中心',
        owner: '某县体育事业发展中心',
        area: 9680,
        amount: 3344,
        finished: '2024-12-20',
      },
    ],
  },
  B5: {
    representative: '裴千帆',
    agent: '穆南星',
    manager: '封语桐',
    managerGrade: '一级',
    managerTitle: '高级工程师',
    engineer: '焦易之',
    grade: '建筑工程施工总承包一级',
    // More than the tender allows: the bid that the committee rejects.
    days: 450,
    spread: 0.07,
    works: [
      { name: '某市第三十中学体艺楼', owner: '某市教育局', area: 9970, amount: 3270, finished: '2023-09-08' },
      {
        name: '某县行政服务中心',
        owner: '某县机关事务管理局',
        area: 14400,
        amount: 4895,
        finished: '2024-11-29',
      },
      {
        name: '某高新区九年一贯制学校',
        owner: '某高新区管理委员会',
        area: 21500,
        amount: 6630,
        finished: '2025-09-01',
      },
    ],
  },
};

/** The bidder behind a bid of the demonstration. */
export function firmOf(bid: string): Firm {
  const firm = FIRMS[bid];
  if (firm === undefined) throw new Error(`the demonstration knows no bid ${bid}`);
  return firm;
}

const FAMILY = [
  '安',
  '白',
  '柴',
  '邓',
  '房',
  '耿',
  '韩',
  '纪',
  '康',
  '兰',
  '毛',
  '宁',
  '庞',
  '齐',
  '任',
  '石',
  '童',
  '韦',
  '夏',
  '尹',
];

/** The name of somebody on the site's staff, made up from the bid and the post. */
export function staffName(bid: string, post: string): string {
  return `${choose(`${bid}/${post}/family`, FAMILY)}某${choose(`${bid}/${post}/given`, ['山', '林', '川', '平', '文', '洁', '波', '宁', '敏', '强'])}`;
}

/** A certificate's number with a made-up serial. */
export function certificate(bid: string, kind: string, prefix: string): string {
  return `${prefix}${String(chooseNumber(`${bid}/${kind}`, 9_000_000) + 1_000_000)}`;
}
