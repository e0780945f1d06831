/** The experts beside each other: sums by bid as dots against the mean of the others, and the numbers. */
import { Card, Flex, Table, Typography } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Figure } from '../components/Figure.tsx';
import { useLanguage } from '../components/languageOf.ts';
import { timeBeside } from '../components/moments.ts';
import { type ExpertOnBid, expertsView } from './expertsView.ts';
import type { OpenedResult } from './openedResult.ts';

/** Decimals that are kept room for: of scores in halves, and of their mean over a few experts. */
const PLACES = { sum: 2, mean: 3 };
/** CSS pixels; the same in every expert’s table, so that figures stand below each other across tables. */
const FIGURES = 150;
const WIDTH = 160;
const HEIGHT = 20;

export function Experts({ result: { room, entries } }: { readonly result: OpenedResult }) {
  const { t } = useTranslation('centre');
  const language = useLanguage();
  const { data } = room.pkg;
  const time = (at: string): string => timeBeside(at, room.openedAt ?? at, language);
  const experts = useMemo(() => expertsView(room, entries), [room, entries]);
  if (experts.length === 0) return <Typography.Text>{t('experts.none')}</Typography.Text>;
  const largest = Math.max(
    1,
    ...experts.flatMap(({ bids }) => bids.map(({ distance }) => Math.abs(Number(distance ?? '0')))),
  );
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary">{t('experts.text')}</Typography.Text>
      {experts.map(({ who, bids, first, submitted }) => (
        <Card
          key={who}
          size="small"
          title={data.committee.find(({ expert }) => expert === who)?.name ?? who}
          extra={
            first === null || submitted === null
              ? null
              : t('experts.times', { first: time(first), submitted: time(submitted) })
          }
        >
          <Table
            size="small"
            rowKey="bid"
            pagination={false}
            tableLayout="fixed"
            dataSource={[...bids]}
            columns={[
              {
                title: t('result.bidder'),
                render: (_, { bid }) => data.bids.find((one) => one.bid === bid)?.name ?? bid,
              },
              {
                title: t('experts.sum'),
                align: 'right',
                width: FIGURES,
                render: (_, row) => <Figure value={row.sum} places={PLACES.sum} />,
              },
              {
                title: t('experts.others'),
                align: 'right',
                width: FIGURES,
                render: (_, row) => <Figure value={row.others} places={PLACES.mean} />,
              },
              {
                title: t('experts.distance'),
                align: 'right',
                width: FIGURES,
                render: (_, row) => <Figure value={row.distance} places={PLACES.mean} />,
              },
              {
                title: (
                  <Flex justify="space-between" style={{ width: WIDTH }}>
                    <span>{t('experts.below')}</span>
                    <span>{t('experts.above')}</span>
                  </Flex>
                ),
                width: WIDTH + 32,
                render: (_, row) => <Dot row={row} largest={largest} />,
              },
            ]}
          />
        </Card>
      ))}
    </Flex>
  );
}

function Dot({ row, largest }: { readonly row: ExpertOnBid; readonly largest: number }) {
  if (row.distance === null) return null;
  const x = WIDTH / 2 + (Number(row.distance) / largest) * (WIDTH / 2 - 8);
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
      <line x1={WIDTH / 2} x2={WIDTH / 2} y1="0" y2={HEIGHT} stroke="#8c959f" />
      <line x1="0" x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} stroke="#d0d7de" />
      <circle cx={x} cy={HEIGHT / 2} r="6" fill="#1f4e8c" />
    </svg>
  );
}
