/** The shelf: the tender, and each bid with a ring and a figure of what is done. */
import { Button, Flex, Progress } from 'antd';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ACCENT } from '../../app/theme.ts';
import { useSitting } from '../seat.ts';
import { useDesk } from './deskStore.ts';

interface Props {
  readonly bids: readonly string[];
  /** Done parts of a bid, and of how many. */
  readonly done: (bid: string) => { readonly done: number; readonly of: number };
}

export function Shelf({ bids, done }: Props) {
  const { t } = useTranslation('seatWork');
  const { data } = useSitting();
  const chosen = useDesk((desk) => desk.bid);
  return (
    <Flex vertical gap={4} style={{ padding: 8 }}>
      <Entry bid={null} label={t('shelf.tender')} chosen={chosen === null} count={0} of={0} />
      {bids.map((bid) => {
        const { done: count, of } = done(bid);
        const name = data.bids.find((one) => one.bid === bid)?.name ?? bid;
        return <Entry key={bid} bid={bid} label={name} chosen={chosen === bid} count={count} of={of} />;
      })}
    </Flex>
  );
}

const Entry = memo(function Entry({
  bid,
  label,
  chosen,
  count,
  of,
}: {
  readonly bid: string | null;
  readonly label: string;
  readonly chosen: boolean;
  readonly count: number;
  /** 0 where nothing is counted. */
  readonly of: number;
}) {
  const { t } = useTranslation('seatWork');
  const goTo = useDesk((desk) => desk.goTo);
  return (
    <Button
      block
      type="text"
      aria-current={chosen}
      style={{
        height: 'auto',
        minHeight: 40,
        flexWrap: 'wrap',
        justifyContent: 'space-between',
        whiteSpace: 'normal',
        textAlign: 'start',
        ...(chosen
          ? { background: '#e9f0f9', borderInlineStart: `4px solid ${ACCENT}`, fontWeight: 700 }
          : {}),
      }}
      onClick={() => goTo(bid)}
    >
      {/* In large text what is done stands below the name, which would break after every other character beside it. */}
      <span style={{ flex: '1 1 6em' }}>{label}</span>
      {of === 0 ? null : (
        <Flex align="center" gap={4}>
          <Progress
            type="circle"
            size={20}
            percent={(count * 100) / of}
            showInfo={false}
            aria-label={t('shelf.progress', { count, of })}
          />
          <span className="figures">
            {count}/{of}
          </span>
        </Flex>
      )}
    </Button>
  );
});
