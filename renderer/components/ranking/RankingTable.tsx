/** The ranking with the composition of each total; a row unfolds to where its numbers come from. The same at the seat and at the centre. */
import { Flex, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RoomState } from '../../../shared/journal/state.ts';
import type { AnswerBid } from '../../../shared/scoring/answer.ts';
import type { Evaluation } from '../../../shared/scoring/index.ts';
import { Figure } from '../Figure.tsx';
import { placesOf } from '../places.ts';
import { type Mark, StatusMark } from '../StatusMark.tsx';
import { BidDetail } from './BidDetail.tsx';
import { CompositionBar } from './CompositionBar.tsx';
import { PriceStrip } from './PriceStrip.tsx';

const PLACES = 2;

/** What the columns need to be read; where there is less, beside a document or in large text, the table scrolls across. */
const WIDTH = '50em';

/** As wide as the row, and no wider: a long formula scrolls by itself and does not push the columns out of sight. */
const DETAIL = { width: 0, minWidth: '100%', overflow: 'auto hidden', paddingBlockEnd: 8 } as const;

const rankOf = (bid: AnswerBid): number => (bid.status === 'ranked' ? bid.rank : Number.MAX_SAFE_INTEGER);

const priceOf = (bid: AnswerBid): string | null => (bid.status === 'ranked' ? bid.evaluatedPrice : null);

/** How a bid stands, in a word with its sign. */
export interface Standing {
  readonly mark: Mark;
  readonly word: string;
}

interface Props {
  readonly room: RoomState;
  readonly evaluation: Evaluation;
  readonly standing: (bid: AnswerBid) => Standing;
}

export function RankingTable({ room, evaluation, standing }: Props) {
  const { t } = useTranslation('ranking');
  const { data } = room.pkg;
  const { answer } = evaluation;
  const name = (bid: string): string => data.bids.find((one) => one.bid === bid)?.name ?? bid;
  const pricePlaces = Math.max(PLACES, placesOf(answer.bids.map(priceOf)));
  return (
    <Flex vertical gap={16}>
      <Table
        size="small"
        rowKey="bid"
        pagination={false}
        scroll={{ x: WIDTH }}
        dataSource={[...answer.bids].sort((a, b) => rankOf(a) - rankOf(b))}
        expandable={{
          expandedRowRender: ({ bid }) => (
            <div style={DETAIL}>
              <BidDetail room={room} evaluation={evaluation} bid={bid} />
            </div>
          ),
          expandRowByClick: true,
        }}
        columns={[
          {
            title: t('rank'),
            width: '5em',
            align: 'right',
            render: (_, row) => (row.status === 'ranked' ? row.rank : '—'),
          },
          { title: t('bidder'), render: (_, { bid }) => name(bid) },
          {
            title: t('status'),
            render: (_, row) => {
              const { mark, word } = standing(row);
              return <StatusMark mark={mark}>{word}</StatusMark>;
            },
          },
          {
            title: t('price'),
            align: 'right',
            render: (_, row) => <Figure money value={priceOf(row)} places={pricePlaces} />,
          },
          {
            title: t('total'),
            align: 'right',
            render: (_, row) => (
              <Figure value={row.status === 'ranked' ? (row.total ?? null) : null} places={PLACES} />
            ),
          },
          {
            title: t('composition'),
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
