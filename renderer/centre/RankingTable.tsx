/** The ranking with the composition of each total; a row unfolds to where its numbers come from. */
import { Flex, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AnswerBid } from '../../shared/scoring/answer.ts';
import { Figure } from '../components/Figure.tsx';
import { placesOf } from '../components/places.ts';
import { StatusMark } from '../components/StatusMark.tsx';
import { BidDetail } from './BidDetail.tsx';
import { CompositionBar } from './CompositionBar.tsx';
import type { OpenedResult } from './openedResult.ts';
import { PriceStrip } from './PriceStrip.tsx';

const PLACES = 2;

const rankOf = (bid: AnswerBid): number => (bid.status === 'ranked' ? bid.rank : Number.MAX_SAFE_INTEGER);

const priceOf = (bid: AnswerBid): string | null => (bid.status === 'ranked' ? bid.evaluatedPrice : null);

interface Props {
  readonly result: OpenedResult;
  /** Whether all that the result says was checked and holds; else nothing here is marked as good. */
  readonly verified: boolean;
}

export function RankingTable({ result, verified }: Props) {
  const { t } = useTranslation('centre');
  const { room, evaluation } = result;
  const { data } = room.pkg;
  if (evaluation === null) return <Typography.Text>{t('result.noRanking')}</Typography.Text>;
  const { answer } = evaluation;
  const name = (bid: string): string => data.bids.find((one) => one.bid === bid)?.name ?? bid;
  const standing = (row: AnswerBid): string => {
    if (row.status !== 'ranked') return t(`result.reasons.${row.reason}`);
    const what = answer.candidates.includes(row.bid) ? t('result.candidate') : t('result.ranked');
    return verified ? what : t('result.unverified', { what });
  };
  const pricePlaces = Math.max(PLACES, placesOf(answer.bids.map(priceOf)));
  return (
    <Flex vertical gap={16}>
      <Table
        size="small"
        rowKey="bid"
        pagination={false}
        dataSource={[...answer.bids].sort((a, b) => rankOf(a) - rankOf(b))}
        expandable={{
          expandedRowRender: ({ bid }) => <BidDetail result={result} bid={bid} />,
          expandRowByClick: true,
        }}
        columns={[
          {
            title: t('result.rank'),
            width: '5em',
            align: 'right',
            render: (_, row) => (row.status === 'ranked' ? row.rank : '—'),
          },
          { title: t('result.bidder'), render: (_, { bid }) => name(bid) },
          {
            title: t('result.status'),
            render: (_, row) => (
              <StatusMark mark={row.status !== 'ranked' ? 'bad' : verified ? 'good' : 'warn'}>
                {standing(row)}
              </StatusMark>
            ),
          },
          {
            title: t('result.price'),
            align: 'right',
            render: (_, row) => <Figure money value={priceOf(row)} places={pricePlaces} />,
          },
          {
            title: t('result.total'),
            align: 'right',
            render: (_, row) => (
              <Figure value={row.status === 'ranked' ? (row.total ?? null) : null} places={PLACES} />
            ),
          },
          {
            title: t('result.composition'),
            width: '30%',
            render: (_, row) =>
              row.status === 'ranked' && row.groups !== undefined ? (
                <CompositionBar
                  full={data.project.full}
                  parts={data.project.groups.map(({ id, name: label }) => ({
                    label,
                    value: row.groups?.[id] ?? '0',
                  }))}
                />
              ) : null,
          },
        ]}
      />
      <PriceStrip
        benchmark={answer.benchmark}
        prices={answer.bids.flatMap((row) =>
          row.status === 'ranked' ? [{ label: name(row.bid), price: row.evaluatedPrice }] : [],
        )}
      />
    </Flex>
  );
}
