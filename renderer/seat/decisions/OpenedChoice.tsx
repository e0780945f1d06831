/** Which of the opened scores are looked at: up to 1,800 rows nobody reads. */
import { Flex, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { bidName } from '../names.ts';
import { useSitting } from '../seat.ts';
import { isLookedAt, LOOKS, type Look, type OpenedRow } from './openedRows.ts';

interface Choices {
  /** Of the bid that is chosen. */
  readonly rows: readonly OpenedRow[];
  readonly bids: readonly string[];
  /** Null: all. */
  readonly bid: string | null;
  readonly look: Look;
  readonly onBid: (bid: string | null) => void;
  readonly onLook: (look: Look) => void;
}

export function OpenedChoice({ rows, bids, bid, look, onBid, onLook }: Choices) {
  const { t } = useTranslation('seatDecisions');
  const { data } = useSitting();
  return (
    <Flex gap={8} wrap align="center">
      <Select<string | null>
        aria-label={t('bid')}
        style={{ minWidth: '16em' }}
        value={bid}
        onChange={onBid}
        options={[
          { value: null, label: t('consolidation.allBids') },
          ...bids.map((one) => ({ value: one, label: bidName(data, one) })),
        ]}
      />
      <Select<Look>
        aria-label={t('consolidation.look')}
        style={{ minWidth: '18em' }}
        value={look}
        onChange={onLook}
        options={LOOKS.map((value) => ({
          value,
          label: t(`consolidation.looks.${value}`, {
            count: rows.filter((row) => isLookedAt(row, value)).length,
          }),
        }))}
      />
    </Flex>
  );
}
