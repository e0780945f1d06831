/** The ranking of an opened result: nothing in it is marked as good before all that the result says was checked. */
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { recommended } from '../../shared/evaluation/tieAtCut.ts';
import type { AnswerBid } from '../../shared/scoring/answer.ts';
import { RankingTable, type Standing } from '../components/ranking/RankingTable.tsx';
import type { OpenedResult } from './openedResult.ts';

interface Props {
  readonly result: OpenedResult;
  /** Whether all that the result says was checked and holds. */
  readonly verified: boolean;
}

export function Ranking({ result: { room, evaluation }, verified }: Props) {
  const { t } = useTranslation('centre');
  const { t: ranking } = useTranslation('ranking');
  if (evaluation === null) return <Typography.Text>{t('result.noRanking')}</Typography.Text>;
  const candidates = recommended(room, evaluation.answer);
  const standing = (row: AnswerBid): Standing => {
    if (row.status !== 'ranked') return { mark: 'bad', word: ranking(`reasons.${row.reason}`) };
    const what = ranking(candidates.includes(row.bid) ? 'candidate' : 'ranked');
    return verified ? { mark: 'good', word: what } : { mark: 'warn', word: t('result.unverified', { what }) };
  };
  return <RankingTable room={room} evaluation={evaluation} standing={standing} />;
}
