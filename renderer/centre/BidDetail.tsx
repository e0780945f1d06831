/** Where a bid's numbers come from: total, groups, items, the experts' scores with those that do not count struck through; the price's formula; the integrity records. */
import { Flex, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BidExplanation, ItemExplanation } from '../../shared/scoring/explanation.ts';
import type { OpenedResult } from './openedResult.ts';

interface Props {
  readonly result: OpenedResult;
  readonly bid: string;
}

export function BidDetail({ result: { room, evaluation }, bid }: Props) {
  const { t } = useTranslation('centre');
  const found = evaluation?.explain(bid);
  const { project, committee } = room.pkg.data;
  if (found === undefined) return null;
  const member = (who: string): string => committee.find(({ expert }) => expert === who)?.name ?? who;
  const rejections = [...room.rejections.values()].filter((one) => one.bid === bid);
  return (
    <Flex vertical gap={12}>
      {rejections.map(({ check, ground, clause }) => (
        <Typography.Text key={check}>
          {project.review.find(({ id }) => id === check)?.name}：{ground}（{clause}）
        </Typography.Text>
      ))}
      {found.groups.map((group) => {
        const { name, items } = project.groups.find(({ id }) => id === group.group)!;
        return (
          <section key={group.group} aria-label={name}>
            <Typography.Text strong>
              {name}
              {group.value === undefined ? '' : ` ${group.value.value} ${t('result.points')}`}
              {group.experts?.pass === undefined
                ? ''
                : t('result.pass', { sum: group.experts.sum, pass: group.experts.pass })}
            </Typography.Text>
            <ul style={{ margin: 0 }}>
              {group.items.map((item) => (
                <li key={item.item}>
                  <Item
                    item={item}
                    name={items.find(({ id }) => id === item.item)?.name ?? item.item}
                    found={found}
                    member={member}
                  />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      {found.total === undefined ? null : (
        <Typography.Text strong className="figures">
          {t('result.sum', { exact: found.total.exact, value: found.total.value })}
        </Typography.Text>
      )}
      <Integrity found={found} />
    </Flex>
  );
}

function Item({
  item,
  name,
  found,
  member,
}: {
  readonly item: ItemExplanation;
  readonly name: string;
  readonly found: BidExplanation;
  readonly member: (who: string) => string;
}) {
  const { t } = useTranslation('centre');
  switch (item.by) {
    case 'experts':
      return (
        <span className="figures" style={{ whiteSpace: 'normal' }}>
          {name}：
          {item.scores.map(({ expert, score, dropped }) => (
            <span key={expert} style={{ marginInlineEnd: 12 }}>
              {member(expert)}{' '}
              {dropped === undefined ? (
                score
              ) : (
                <>
                  <s>{score}</s>（{t(`result.dropped.${dropped}`)}）
                </>
              )}
            </span>
          ))}
          {item.mean === undefined ? '' : t('result.mean', { value: item.mean.value, max: item.max })}
        </span>
      );
    case 'price':
      return (
        <span className="figures" style={{ whiteSpace: 'normal' }}>
          {name}：{t(`result.formulas.${item.formula.kind}`)}{' '}
          {t('result.priceNumbers', {
            price: found.evaluatedPrice,
            benchmark: found.benchmark?.value ?? '—',
          })}
          {item.deviation === undefined ? '' : t('result.deviation', { value: item.deviation.value })}
          {item.percent === undefined
            ? ''
            : t('result.rate', { percent: item.percent, rate: item.rate ?? '', max: item.max })}
          {item.bonus === undefined ? '' : t('result.bonus', { before: item.beforeBonus, bonus: item.bonus })}
          {t('result.gives', { value: item.points.value, max: item.max })}
        </span>
      );
    case 'integrity':
      return (
        <span className="figures" style={{ whiteSpace: 'normal' }}>
          {name}：
          {t('result.integrityNumbers', {
            max: item.max,
            score: item.score,
            against: item.against,
            value: item.points.value,
          })}
        </span>
      );
  }
}

function Integrity({ found }: { readonly found: BidExplanation }) {
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
