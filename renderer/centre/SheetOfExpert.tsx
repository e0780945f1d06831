/** One expert's sheet as it was opened: items down, bids across, each score with its remark, its place, and what it was before a change. */
import { Button, Flex, Table, Typography } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomState } from '../../shared/journal/state.ts';
import { Figure } from '../components/Figure.tsx';
import { placesOf } from '../components/places.ts';
import { StatusMark } from '../components/StatusMark.tsx';
import { documentTitle } from '../seat/documents/documentNames.ts';
import { expertSheet, type SheetCell, type SheetRow } from './expertSheet.ts';

const PAGE = 20;
const LEFT = { textAlign: 'start', maxWidth: '16em', whiteSpace: 'normal' } as const;

interface Props {
  readonly room: RoomState;
  readonly who: string;
  readonly name: string;
  readonly onBack: () => void;
}

export function SheetOfExpert({ room, who, name, onBack }: Props) {
  const { t } = useTranslation('centre');
  const { t: ranking } = useTranslation('ranking');
  const { data } = room.pkg;
  const sheet = useMemo(() => expertSheet(room, who), [room, who]);
  const bidder = (bid: string): string => data.bids.find((one) => one.bid === bid)?.name ?? bid;
  const cells = sheet?.rows.flatMap((row) => [...row.cells.values()]) ?? [];
  const places = placesOf(cells.flatMap(({ value }) => [value.score, value.original]));
  return (
    <Flex vertical gap={12}>
      <Flex gap={16} align="center" wrap>
        <Button onClick={onBack}>{t('experts.back')}</Button>
        <Typography.Title level={5} style={{ margin: 0 }}>
          {t('experts.sheetOf', { name })}
        </Typography.Title>
      </Flex>
      {sheet === null ? (
        <Typography.Text>{t('experts.closed')}</Typography.Text>
      ) : (
        <Table<SheetRow>
          size="small"
          bordered
          rowKey={({ item }) => item.id}
          dataSource={[...sheet.rows]}
          pagination={sheet.rows.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
          scroll={{ x: 'max-content' }}
          columns={[
            {
              title: ranking('item'),
              fixed: 'left',
              width: '14em',
              render: (_, { item }) => t('experts.item', { name: item.name, max: item.max }),
            },
            ...sheet.bids.map((bid) => ({
              key: bid,
              title: bidder(bid),
              align: 'right' as const,
              onCell: () => ({ style: { verticalAlign: 'top' } }),
              render: (_: unknown, { cells: of }: SheetRow) => <Cell cell={of.get(bid)} places={places} />,
            })),
          ]}
          summary={() => (
            <Table.Summary.Row>
              <Table.Summary.Cell index={0}>{t('experts.sum')}</Table.Summary.Cell>
              {sheet.bids.map((bid, i) => (
                <Table.Summary.Cell key={bid} index={i + 1} align="right">
                  <Figure value={sheet.sums.get(bid) ?? null} places={places} />
                </Table.Summary.Cell>
              ))}
            </Table.Summary.Row>
          )}
        />
      )}
    </Flex>
  );
}

function Cell({ cell, places }: { readonly cell: SheetCell | undefined; readonly places: number }) {
  const { t } = useTranslation('centre');
  if (cell === undefined) return <span>—</span>;
  const { value, median } = cell;
  return (
    <Flex vertical align="end">
      {value.changes.length > 0 ? <Figure struck value={value.original} places={places} /> : null}
      {value.score === null ? (
        <StatusMark mark="bad">{t('experts.fault')}</StatusMark>
      ) : (
        <Figure value={value.score} places={places} />
      )}
      {median === null ? null : (
        <Typography.Text type="secondary">{t('experts.median', { median })}</Typography.Text>
      )}
      {value.changes.map(({ seq, from, to, ground, reason }) => (
        <Typography.Text key={seq} style={LEFT}>
          {t('experts.change', {
            from: from ?? '—',
            to,
            ground: t(`experts.grounds.${ground as 'outlier'}`),
            reason,
            seq,
          })}
        </Typography.Text>
      ))}
      {value.remark === '' ? null : (
        <Typography.Text type="secondary" style={LEFT}>
          {t('experts.remark', { remark: value.remark })}
        </Typography.Text>
      )}
      {value.place === null ? null : (
        <Typography.Text type="secondary" style={LEFT}>
          {t('experts.place', { document: documentTitle(value.place.document), page: value.place.page })}
        </Typography.Text>
      )}
    </Flex>
  );
}
