/**
 * The grounds of recusal (回避事由) by regime: the window offers them, `judge` admits no other, record and report print them. One table, so that what
 * an expert chooses is what he signs and what is read later.
 *
 * - tendering: R12 12 (kin; officials; economic interest; a former penalty); besides, any other tie to a bidder (利害关系), of which
 *   employment is one: 招标投标法 37, BR 46.
 * - procurement: 政府采购法 12, and its regulation 9 (labour, directors and supervisors, controlling holders, all within three years before the
 *   procurement; kin; other relations that could affect fairness).
 */
import type { Bodies } from '../journal/acts.ts';
import type { RoomState } from '../journal/state.ts';
import type { Regime } from '../project/model.ts';
import { type Refusal, refusal } from '../refusal.ts';

export type RecusalGround = Bodies['recuse']['ground'];

interface Name {
  readonly zh: string;
  readonly en: string;
}

/** In the order in which they are offered, which is the law's. */
const RECUSAL_GROUNDS: Readonly<Record<Regime, Readonly<Partial<Record<RecusalGround, Name>>>>> = {
  tendering: {
    kin: {
      zh: '投标人或者投标人主要负责人的近亲属',
      en: 'Near relative of a bidder or of its principal',
    },
    tie: {
      zh: '项目主管部门或者行政监督部门的人员',
      en: 'Official of the department in charge or of the supervising authority',
    },
    interest: {
      zh: '与投标人有经济利益关系，可能影响对投标公正评审',
      en: 'Economic interest with a bidder that could affect fairness',
    },
    punished: {
      zh: '曾因在招标、评标以及其他与招标投标有关活动中从事违法行为而受过行政处罚或刑事处罚',
      en: 'Punished before for an offence in tendering, evaluation or what belongs to them',
    },
    employment: {
      zh: '与投标人有劳动关系或者任职关系',
      en: 'Employment or office with a bidder',
    },
    other: {
      zh: '与投标人有其他利害关系，可能影响公正评审',
      en: 'Another tie to a bidder that could affect fairness',
    },
  },
  procurement: {
    employment: {
      zh: '参加采购活动前三年内与供应商存在劳动关系',
      en: 'Employed by a supplier within the three years before the procurement',
    },
    director: {
      zh: '参加采购活动前三年内担任供应商的董事、监事',
      en: 'Director or supervisor of a supplier within the three years before the procurement',
    },
    holder: {
      zh: '参加采购活动前三年内是供应商的控股股东或者实际控制人',
      en: 'Controlling shareholder or actual controller of a supplier within the three years before the procurement',
    },
    kin: {
      zh: '与供应商的法定代表人或者负责人有夫妻、直系血亲、三代以内旁系血亲或者近姻亲关系',
      en: 'Spouse, lineal or near collateral relative, or near relative by marriage, of a supplier’s legal representative or head',
    },
    other: {
      zh: '与供应商有其他可能影响政府采购活动公平、公正进行的关系',
      en: 'Another relation with a supplier that could affect the fairness of the procurement',
    },
  },
};

export const recusalGrounds = (regime: Regime): RecusalGround[] =>
  Object.keys(RECUSAL_GROUNDS[regime]) as RecusalGround[];

/** What a ground is called. An act that was refused is an entry too: its ground may be the other regime's, and is then called by that one's name. */
export const recusalGround = (regime: Regime, ground: RecusalGround): Name =>
  RECUSAL_GROUNDS[regime][ground] ??
  RECUSAL_GROUNDS[regime === 'tendering' ? 'procurement' : 'tendering'][ground]!;

/** A ground that the project's law does not know would put the other law's words into the report. */
export function judgeGround(state: RoomState, ground: RecusalGround): Refusal | null {
  const { regime } = state.pkg.data.project;
  return ground in RECUSAL_GROUNDS[regime]
    ? null
    : refusal(
        'RECUSAL_GROUND',
        '该回避事由不属于本项目适用的法律，请从所列事由中选择',
        'This ground is not one of the law under which this project stands; choose one of those listed',
      );
}
