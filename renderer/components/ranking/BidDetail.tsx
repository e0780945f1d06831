/** Where a bid's numbers come from: total, groups, items, the experts' scores; the price's formula; the integrity records. */
import { Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RoomState } from '../../../shared/journal/state.ts';
import type { Evaluation } from '../../../shared/scoring/index.ts';
import { ExpertScores } from './ExpertScores.tsx';
import { IntegrityRecords } from './IntegrityRecords.tsx';
import { PriceFormula } from './PriceFormula.tsx';

interface Props {
  readonly room: RoomState;
  readonly evaluation: Evaluation;
  readonly bid: string;
}

export function BidDetail({ room, evaluation, bid }: Props) {
  const { t } = useTranslation('ranking');
  const { t: common } = useTranslation();
  const found = evaluation.explain(bid);
  const { project, committee, bids } = room.pkg.data;
  if (found === undefined) return null;
  const member = (who: string): string => committee.find(({ expert }) => expert === who)?.name ?? who;
  const bidder = (one: string): string => bids.find((other) => other.bid === one)?.name ?? one;
  const rejections = [...room.rejections.values()].filter((one) => one.bid === bid);
  return (
    <Flex vertical gap={12}>
      {rejections.map(({ check, ground, clause }) => (
        <Typography.Text key={check}>
          {common('labelled', {
            label: project.review.find(({ id }) => id === check)?.name ?? check,
            text: common('bracketed', { text: ground, more: clause }),
          })}
        </Typography.Text>
      ))}
      {found.groups.map((group) => {
        const { name, items } = project.groups.find(({ id }) => id === group.group)!;
        const nameOf = (item: string): string => items.find(({ id }) => id === item)?.name ?? item;
        return (
          <section key={group.group} aria-label={name}>
            <Typography.Text strong>
              {name}
              {group.value === undefined ? '' : ` ${group.value.value} ${t('points')}`}
              {group.experts?.pass === undefined
                ? ''
                : t('pass', { sum: group.experts.sum, pass: group.experts.pass })}
            </Typography.Text>
            <ExpertScores group={group} items={items} member={member} />
            {group.items.map((item) =>
              item.by === 'price' ? (
                <PriceFormula
                  key={item.item}
                  item={item}
                  name={nameOf(item.item)}
                  found={found}
                  bidder={bidder}
                />
              ) : item.by === 'integrity' ? (
                <div key={item.item} className="figures">
                  {common('labelled', {
                    label: nameOf(item.item),
                    text: t('integrityNumbers', {
                      max: item.max,
                      score: item.score,
                      against: item.against,
                      value: item.points.value,
                    }),
                  })}
                </div>
              ) : null,
            )}
          </section>
        );
      })}
      {found.total === undefined ? null : (
        <Typography.Text strong className="figures">
          {t('sum', { exact: found.total.exact, value: found.total.value })}
        </Typography.Text>
      )}
      <IntegrityRecords found={found} />
    </Flex>
  );
}
