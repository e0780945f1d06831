/** An enterprise's integrity score as the list of records that made it, each with its department and document. */
import { Flex, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BidExplanation } from '../../../shared/scoring/explanation.ts';

export function IntegrityRecords({ found }: { readonly found: BidExplanation }) {
  const { t } = useTranslation('ranking');
  const { integrity } = found;
  if (integrity === undefined) return null;
  const rows = integrity.parts.flatMap((part) =>
    part.items.flatMap((item) =>
      item.records.map((record) => ({ ...record, part: part.name, item: item.name, points: item.points })),
    ),
  );
  return (
    <Flex vertical gap={4}>
      <Typography.Text strong>{t('integrity', { score: integrity.score })}</Typography.Text>
      {integrity.parts.map(({ part, name, base, sum, value, weight }) => (
        <Typography.Text key={part} className="figures" style={{ whiteSpace: 'normal' }}>
          {t('part', { name, base, sum, value, weight })}
        </Typography.Text>
      ))}
      {rows.length === 0 ? null : (
        <Table
          size="small"
          rowKey="record"
          pagination={false}
          scroll={{ x: 'max-content' }}
          dataSource={rows}
          columns={[
            { title: t('record.part'), dataIndex: 'part' },
            { title: t('record.item'), dataIndex: 'item' },
            { title: t('record.points'), dataIndex: 'points', align: 'right', className: 'figures' },
            { title: t('record.count'), dataIndex: 'count', align: 'right' },
            { title: t('record.date'), dataIndex: 'date', className: 'figures' },
            { title: t('record.until'), dataIndex: 'until', className: 'figures' },
            { title: t('record.department'), dataIndex: 'department' },
            { title: t('record.document'), dataIndex: 'document' },
            {
              title: t('record.standing'),
              render: (_, { standing }) => t(`record.standings.${standing}`),
            },
          ]}
        />
      )}
    </Flex>
  );
}
