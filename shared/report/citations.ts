/**
 * The articles that the report cites, by regime; a report that cites the other regime's can be challenged. An article whose number has
 * not been checked against the text of the law is cited by its subject.
 */
import { LAW } from '../evaluation/law.ts';
import type { Regime } from '../project/model.ts';

export interface Citations {
  /** What the report must contain. */
  readonly content: string;
  readonly committee: string;
  readonly recusal: string;
  readonly chair: string;
  /** The members read the tender before they judge. */
  readonly reading: string;
  /** Bids are judged by what the tender says, and nothing else. */
  readonly judging: string;
  /** What the members differ on. */
  readonly voting: string;
  readonly substitution: string;
  readonly rejection: string;
  readonly aboveCeiling: string;
  /** Fewer than three bids are left. */
  readonly fewBids: string;
  readonly clarification: string;
  readonly lowPrice: string;
  readonly consolidation: string;
  readonly candidates: string;
  /** Who does not sign and gives no reason is taken to agree. */
  readonly signing: string;
}

const RULES_12 = '《评标委员会和评标方法暂行规定》';
const REGULATION = '《招标投标法实施条例》';
const ORDER_87 = '《政府采购货物和服务招标投标管理办法》';

export const CITATIONS: Readonly<Record<Regime, Citations>> = {
  tendering: {
    content: `${RULES_12}第四十二条`,
    committee: '《招标投标法》第三十七条',
    recusal: LAW.tendering.recusal.zh,
    chair: `${RULES_12}第九条`,
    reading: LAW.tendering.reading.zh,
    judging: '《招标投标法》第四十条',
    voting: '招标文件规定的评标办法',
    substitution: LAW.tendering.substitution.zh,
    rejection: LAW.tendering.rejection.zh,
    aboveCeiling: `${LAW.tendering.rejection.zh}第五项`,
    fewBids: `${RULES_12}第二十七条`,
    clarification: LAW.tendering.clarification.zh,
    lowPrice: `${RULES_12}第二十一条`,
    consolidation: '招标文件规定的评标办法',
    candidates: `${REGULATION}第五十三条`,
    signing: `${LAW.tendering.signing.zh}、${REGULATION}第五十三条`,
  },
  procurement: {
    content: `${ORDER_87}第五十八条`,
    committee: `${ORDER_87}第四十七条`,
    recusal: LAW.procurement.recusal.zh,
    chair: `${ORDER_87}关于推选评标组长的规定`,
    reading: `${ORDER_87}关于评标委员会职责的规定`,
    judging: `${ORDER_87}第五十五条`,
    voting: `${ORDER_87}第六十一条`,
    substitution: `${ORDER_87}关于评标委员会成员补足的规定`,
    rejection: `${ORDER_87}关于投标无效的规定`,
    aboveCeiling: `${ORDER_87}关于投标无效的规定`,
    fewBids: '《政府采购法》第三十六条',
    clarification: `${ORDER_87}关于澄清、说明或者补正的规定`,
    lowPrice: `${ORDER_87}第六十条`,
    consolidation: LAW.procurement.consolidation.zh,
    candidates: `${ORDER_87}第五十七条`,
    signing: LAW.procurement.signing.zh,
  },
};
