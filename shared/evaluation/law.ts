/**
 * The laws by name, and the articles that the windows cite and quote, by regime: a window shows those of its project's regime and no other, because a
 * decision that cites the other one can be challenged. Where the number of an article is not certain nothing is cited, and where its wording is not,
 * nothing is quoted.
 */
import type { Regime } from '../project/model.ts';

/** What somebody at a seat has to know the law about. */
export type Matter =
  | 'reading'
  | 'recusal'
  | 'substitution'
  | 'rejection'
  | 'clarification'
  | 'consolidation'
  | 'signing';

/** An article as it is cited. */
export interface Article {
  readonly zh: string;
  readonly en: string;
}

export interface QuotedArticle extends Article {
  /** Its wording; the English is a translation for the reader. Null where the article is only named. */
  readonly quote: Article | null;
}

/** How articles of a law are cited, from one number or several. */
const lawCalled =
  (zh: string, en: string) =>
  (...numbers: readonly (readonly [numeral: string, number: string])[]): Article => ({
    zh: `《${zh}》${numbers.map(([numeral]) => `第${numeral}条`).join('、')}`,
    en: `${en}, ${numbers.length === 1 ? 'article' : 'articles'} ${numbers.map(([, number]) => number).join(' and ')}`,
  });

export const biddingLaw = lawCalled('招标投标法', 'Bidding Law');
export const biddingRegulation = lawCalled('招标投标法实施条例', 'Regulation under the Bidding Law');
const order12 = lawCalled(
  '评标委员会和评标方法暂行规定',
  'Interim Provisions on Bid Evaluation Committees and Bid Evaluation Methods',
);
export const procurementLaw = lawCalled('政府采购法', 'Government Procurement Law');
export const order87 = lawCalled(
  '政府采购货物和服务招标投标管理办法',
  'Measures for Bidding in Government Procurement of Goods and Services',
);

const named = (article: Article): QuotedArticle => ({ ...article, quote: null });
const quoted = (article: Article, zh: string, en: string): QuotedArticle => ({
  ...article,
  quote: { zh, en },
});

/** What the windows cite. Null: no article is certain under this regime. */
export const LAW = {
  tendering: {
    reading: named(order12(['十五', '15'], ['十六', '16'])),
    recusal: quoted(
      order12(['十二', '12']),
      '有下列情形之一的，不得担任评标委员会成员：（一）投标人或者投标人主要负责人的近亲属；（二）项目主管部门或者行政监督部门的人员；（三）与投标人有经济利益关系，可能影响对投标公正评审的；（四）曾因在招标、评标以及其他与招标投标有关活动中从事违法行为而受过行政处罚或刑事处罚的。评标委员会成员有前款规定情形之一的，应当主动提出回避。',
      'No member of the committee may be: (1) a near relative of a bidder or of its principal; (2) an official of the department in charge or of the supervising authority; (3) a person with an economic interest with a bidder that could affect fairness; (4) a person who was punished for an offence in tendering, evaluation or what belongs to them. A member of whom one of these is true withdraws of his own accord.',
    ),
    substitution: quoted(
      biddingRegulation(['四十八', '48']),
      '评标过程中，评标委员会成员有回避事由、擅离职守或者因健康等原因不能继续评标的，应当及时更换。被更换的评标委员会成员作出的评审结论无效，由更换后的评标委员会成员重新进行评审。',
      'A member who has a ground for recusal, leaves the post, or cannot go on for health or other reasons is replaced in time. What the replaced member has concluded is void, and the new member reviews anew.',
    ),
    rejection: quoted(
      biddingRegulation(['五十一', '51']),
      '有下列情形之一的，评标委员会应当否决其投标：（一）投标文件未经投标单位盖章和单位负责人签字；（二）投标联合体没有提交共同投标协议；（三）投标人不符合国家或者招标文件规定的资格条件；（四）同一投标人提交两个以上不同的投标文件或者投标报价，但招标文件要求提交备选投标的除外；（五）投标报价低于成本或者高于招标文件设定的最高投标限价；（六）投标文件没有对招标文件的实质性要求和条件作出响应；（七）投标人有串通投标、弄虚作假、行贿等违法行为。',
      'The committee rejects a bid where: (1) it bears neither the bidder’s seal nor its principal’s signature; (2) a consortium has handed in no agreement on bidding together; (3) the bidder does not meet the qualifications that the State or the tender demands; (4) one bidder has handed in two or more different bids or prices, unless the tender asks for alternatives; (5) the price is below cost or above the ceiling that the tender sets; (6) the bid does not respond to what the tender demands in substance; (7) the bidder has colluded, deceived, bribed or the like.',
    ),
    clarification: quoted(
      biddingRegulation(['五十二', '52']),
      '投标文件中有含义不明确的内容、明显文字或者计算错误，评标委员会认为需要投标人作出必要澄清、说明的，应当书面通知该投标人。投标人的澄清、说明应当采用书面形式，并不得超出投标文件的范围或者改变投标文件的实质性内容。评标委员会不得暗示或者诱导投标人作出澄清、说明，不得接受投标人主动提出的澄清、说明。',
      'Where a bid is unclear or holds plain errors of words or sums, and the committee finds that the bidder has to clarify or explain, it notifies the bidder in writing. The answer is in writing and neither goes beyond the bid nor changes its substance. The committee hints at nothing, leads to nothing, and accepts nothing that it has not asked for.',
    ),
    consolidation: null,
    signing: quoted(
      order12(['四十三', '43']),
      '评标报告由评标委员会全体成员签字。对评标结论持有异议的评标委员会成员可以书面方式阐述其不同意见和理由。评标委员会成员拒绝在评标报告上签字且不陈述其不同意见和理由的，视为同意评标结论。评标委员会应当对此作出书面说明并记录在案。',
      'The report is signed by all members of the committee. A member who disagrees with the conclusion may set out the differing opinion and its reasons in writing. A member who refuses to sign and states neither is taken to agree with the conclusion. The committee explains this in writing and puts it on record.',
    ),
  },
  procurement: {
    reading: null,
    recusal: quoted(
      procurementLaw(['十二', '12']),
      '在政府采购活动中，采购人员及相关人员与供应商有利害关系的，必须回避。供应商认为采购人员及相关人员与其他供应商有利害关系的，可以申请其回避。前款所称相关人员，包括招标采购中评标委员会的组成人员，竞争性谈判采购中谈判小组的组成人员，询价采购中询价小组的组成人员等。',
      'In government procurement, purchasing and related staff who have an interest with a supplier must withdraw. A supplier who holds that such staff have an interest with another supplier may ask for their withdrawal. Related staff are, among others, the members of the evaluation committee where bids are invited, of the negotiating group in competitive negotiation, and of the inquiry group where prices are asked for.',
    ),
    substitution: null,
    rejection: null,
    clarification: null,
    consolidation: quoted(
      order87(['六十四', '64']),
      '评标结果汇总完成后，除下列情形外，任何人不得修改评标结果：（一）分值汇总计算错误的；（二）分项评分超出评分标准范围的；（三）评标委员会成员对客观评审因素评分不一致的；（四）经评标委员会认定评分畸高、畸低的。评标报告签署前，经复核发现存在以上情形之一的，评标委员会应当当场修改评标结果，并在评标报告中记载；评标报告签署后，采购人或者采购代理机构发现存在以上情形之一的，应当组织原评标委员会进行重新评审，重新评审改变评标结果的，书面报告本级财政部门。',
      'Once the results are consolidated nobody may change them but where: (1) the sum is wrong; (2) an item’s score is outside the standard’s range; (3) members differ on an objective item; (4) the committee has found a score to be an outlier. Where the check finds one of these before the report is signed, the committee changes the result on the spot and records it in the report; where the purchaser or its agency finds one afterwards, the original committee evaluates anew, and a changed result is reported in writing to the finance department of that level.',
    ),
    signing: quoted(
      order87(['六十一', '61']),
      '评标委员会成员对需要共同认定的事项存在争议的，应当按照少数服从多数的原则作出结论。持不同意见的评标委员会成员应当在评标报告上签署不同意见及理由，否则视为同意评标报告。',
      'Where members dispute a matter that they have to determine together, the majority concludes. A member who differs signs the differing opinion and its reasons on the report, and is otherwise taken to agree with the report.',
    ),
  },
} as const satisfies Readonly<Record<Regime, Readonly<Record<Matter, QuotedArticle | null>>>>;
