/**
 * The commitment and the declaration of no ground for recusal (承诺书、无回避情形声明), as every member reads and signs it before any bid is
 * opened to him: BL 44, BR 46, R12 12 for tendering; 政府采购法 12 and its regulation, article 9, for procurement. The hash of the text goes into the
 * `commit` act, so that nobody signs one text and is shown another.
 */
import { hex } from '../journal/encoding.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import type { Regime } from '../project/model.ts';

export interface Commitment {
  readonly zh: readonly string[];
  /** A translation for the reader; what is signed is the Chinese text. */
  readonly en: readonly string[];
}

const SHARED_ZH = [
  '客观、公正地履行职责，遵守职业道德，对所提出的评审意见承担个人责任；',
  '只依据招标文件规定的评标标准和方法独立评审，不受任何单位和个人的干预；',
  '不私下接触投标人，不收受投标人及其利害关系人的财物或者其他好处；',
  '不透露对投标文件的评审和比较、中标候选人的推荐情况以及与评标有关的其他情况；',
];
const SHARED_EN = [
  'I perform my duty objectively and fairly, keep professional ethics, and answer in person for my opinions;',
  'I judge independently, by the standards and methods of the tender documents alone, without interference by anybody;',
  'I meet no bidder in private and take no money or other advantage from a bidder or those with an interest;',
  'I disclose nothing of the review and comparison of bids, of the recommended candidates or of anything else about the evaluation;',
];

export const COMMITMENTS: Readonly<Record<Regime, Commitment>> = {
  tendering: {
    zh: [
      ...SHARED_ZH,
      '本人不是投标人或者投标人主要负责人的近亲属，不是项目主管部门或者行政监督部门的人员，与投标人没有经济利益关系，未曾因在招标、评标以及其他与招标投标有关活动中从事违法行为而受过行政处罚或刑事处罚（《评标委员会和评标方法暂行规定》第十二条）；评标中发现应当回避情形的，立即提出回避。',
    ],
    en: [
      ...SHARED_EN,
      'I am no near relative of a bidder or of its head, no official of the department in charge or of the supervising authority, have no economic interest with a bidder, and was never punished for an offence in tendering (interim provisions on evaluation committees, article 12). Should a ground for recusal appear, I withdraw at once.',
    ],
  },
  procurement: {
    zh: [
      ...SHARED_ZH,
      '本人与供应商不存在参加采购活动前三年内的劳动关系、担任董事监事、作为控股股东或者实际控制人的情形，与供应商的法定代表人或者负责人没有夫妻、直系血亲、三代以内旁系血亲或者近姻亲关系，没有其他可能影响政府采购活动公平、公正进行的关系（《政府采购法》第十二条、《政府采购法实施条例》第九条）；评审中发现应当回避情形的，立即提出回避。',
    ],
    en: [
      ...SHARED_EN,
      'Within the last three years I was not employed by a supplier, nor its director, supervisor, controlling shareholder or actual controller; I am not married or closely related to its legal representative or head, and have no other relation that could affect fairness (Government Procurement Law, article 12; its regulation, article 9). Should a ground for recusal appear, I withdraw at once.',
    ],
  },
};

/** SHA-256 of the Chinese text, its paragraphs joined by line feeds, in UTF-8; lower-case hex. */
export function commitmentDigest(crypto: CryptoPort, regime: Regime): string {
  return hex.encode(crypto.sha256(new TextEncoder().encode(COMMITMENTS[regime].zh.join('\n'))));
}
