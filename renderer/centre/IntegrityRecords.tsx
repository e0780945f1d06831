/** An enterprise's integrity score as the list of records that made it, each with its department and document. */
import { Flex, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BidExplanation } from '../../shared/scoring/explanation.ts';

export function IntegrityRecords({ found }: { readonly found: BidExplanation }) {
  const { t } = useTranslation('centre');
  const { integrity } = found;
  if (integrity === undefined) return null;
  const rows = integrity.parts.flatMap((part) =>
    part.items.flatMap((item) =>
      item.records.map((record) => ({ ...record, part: part.name, item: item.name, points: item.points })),
    ),
  );
  return (
    <Flex vertical gap={4}>
      <Typography.Text strong>{t('result.integrity', { score: integrity.score })}</Typography.Text>
      {integrity.parts.map(({ part, name, base, sum, value, weight }) => (
        <Typography.Text key={part} className="figures" style={{ whiteSpace: 'normal' }}>
          {t('result.part', { name, base, sum, value, weight })}
        </Typography.Text>
      ))}
      {rows.length === 0 ? null : (
        <Table
          size="small"
          rowKey="record"
          pagination={false}
          dataSource={rows}
          columns={[
            { title: t('result.record.part'), dataIndex: 'part' },
            { title: t('result.record.item'), dataIndex: 'item' },
            { title: t('result.record.points'), dataIndex: 'points', align: 'right', className: 'figures' },
            { title: t('result.record.count'), dataIndex: 'count', align: 'right' },
            { title: t('result.record.date'), dataIndex: 'date', className: 'figures' },
            { title: t('result.record.until'), dataIndex: 'until', className: 'figures' },
            { title: t('result.record.department'), dataIndex: 'department' },
            { title: t('result.record.document'), dataIndex: 'document' },
            {
              title: t('result.record.standing'),
              render: (_, { standing }) => t(`result.record.standings.${standing}`),
            },
          ]}
        />
      )}
    </Flex>
  );
}
