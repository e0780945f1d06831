/** The experts beside each other: sums by bid as dots against the mean of the others, and the numbers; and behind each one his sheet. */
import { Button, Card, Flex, Table, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Figure } from '../components/Figure.tsx';
import { useLanguage } from '../components/languageOf.ts';
import { lasting, timeBeside } from '../components/moments.ts';
import { placesOf } from '../components/places.ts';
import { type ExpertOnBid, type ExpertView, expertsView } from './expertsView.ts';
import type { OpenedResult } from './openedResult.ts';
import { SheetOfExpert } from './SheetOfExpert.tsx';

/** CSS pixels; the same in every expert’s table, so that figures stand below each other across tables. */
const FIGURES = 140;
const FIGURE_COLUMNS = ['sum', 'others', 'distance', 'spread'] as const;
const WIDTH = 160;
const HEIGHT = 20;

export function Experts({ result: { room, entries } }: { readonly result: OpenedResult }) {
  const { t } = useTranslation('centre');
  const { t: ranking } = useTranslation('ranking');
  const language = useLanguage();
  const { data } = room.pkg;
  const time = (at: string): string => timeBeside(at, room.openedAt ?? at, language);
  const experts = useMemo(() => expertsView(room, entries), [room, entries]);
  const [chosen, setChosen] = useState<string | null>(null);
  const name = (who: string): string => data.committee.find(({ expert }) => expert === who)?.name ?? who;
  if (experts.length === 0) return <Typography.Text>{t('experts.none')}</Typography.Text>;
  if (chosen !== null)
    return <SheetOfExpert room={room} who={chosen} name={name(chosen)} onBack={() => setChosen(null)} />;
  const all = experts.flatMap(({ bids }) => bids);
  const largest = Math.max(1, ...all.map(({ distance }) => Math.abs(Number(distance ?? '0'))));
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary">{t('experts.text')}</Typography.Text>
      {experts.map((expert) => (
        <Card
          key={expert.who}
          size="small"
          title={name(expert.who)}
          extra={
            <Button
              style={{ marginBlock: 4 }}
              aria-label={t('experts.sheetOf', { name: name(expert.who) })}
              onClick={() => setChosen(expert.who)}
            >
              {t('experts.sheet')}
            </Button>
          }
        >
          <Course expert={expert} time={time} />
          <Table
            size="small"
            rowKey="bid"
            pagination={false}
            tableLayout="fixed"
            dataSource={[...expert.bids]}
            columns={[
              {
                title: ranking('bidder'),
                render: (_, { bid }) => data.bids.find((one) => one.bid === bid)?.name ?? bid,
              },
              ...FIGURE_COLUMNS.map((column) => ({
                key: column,
                title: t(`experts.${column}`),
                align: 'right' as const,
                width: FIGURES,
                render: (_: unknown, row: ExpertOnBid) => (
                  <Figure
                    signed={column === 'distance'}
                    value={row[column]}
                    places={placesOf(all.map((one) => one[column]))}
                  />
                ),
              })),
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

/** When he scored, for how long, and how far his own sums lie from each other. */
function Course({
  expert: { first, submitted, spread },
  time,
}: {
  readonly expert: ExpertView;
  readonly time: (at: string) => string;
}) {
  const { t } = useTranslation('centre');
  const { t: common } = useTranslation();
  const { unit, ...parts } = lasting(Date.parse(submitted ?? '') - Date.parse(first ?? ''));
  return (
    <Flex gap={24} wrap style={{ paddingBlockEnd: 8 }} className="figures">
      {first === null || submitted === null ? null : (
        <span>
          {t('experts.times', { first: time(first), submitted: time(submitted) })}
          {t('experts.spent', { lasting: common(`unit.${unit}`, parts) })}
        </span>
      )}
      {spread === null ? null : <span>{t('experts.ownSpread', { spread })}</span>}
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
