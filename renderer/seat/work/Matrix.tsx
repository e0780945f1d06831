/** All bids beside each other: items down, bids across, heads that stay, sums at the foot. Every cell draws itself alone. */
import { type CSSProperties, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { DESK, LINE, PAPER } from '../../app/theme.ts';
import { bidName } from '../names.ts';
import { useSitting } from '../seat.ts';
import { ScoreField } from './ScoreField.tsx';
import { useSum } from './ScoreSheet.tsx';
import { useScoring } from './scoring.ts';

const EDGE: CSSProperties = { border: `1px solid ${LINE}`, padding: '4px 8px', background: PAPER };
const HEAD: CSSProperties = { ...EDGE, position: 'sticky', background: DESK, zIndex: 1, textAlign: 'start' };

/** Asks nothing of what changes with every score that is saved: the table is not drawn anew for each. */
export const Matrix = memo(function Matrix() {
  const { t } = useTranslation('seatWork');
  const { data } = useSitting();
  const { grid, items } = useScoring();
  return (
    <section
      aria-label={t('scoring.matrix')}
      style={{ flex: '1 1 0', overflow: 'auto', marginInline: 16, marginBlockStart: 12 }}
    >
      <table style={{ borderCollapse: 'separate', borderSpacing: 0 }}>
        <thead>
          <tr>
            <th
              scope="col"
              style={{ ...HEAD, insetBlockStart: 0, insetInlineStart: 0, zIndex: 3, minWidth: '14em' }}
            >
              {t('item')}
            </th>
            {grid.bids.map((bid) => (
              <th key={bid} scope="col" style={{ ...HEAD, insetBlockStart: 0, zIndex: 2, maxWidth: '8em' }}>
                {bidName(data, bid)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.items.map((item) => (
            <tr key={item}>
              <th scope="row" style={{ ...HEAD, insetInlineStart: 0, fontWeight: 400 }}>
                {items.get(item)?.name} {t('max', { max: items.get(item)?.max ?? '' })}
              </th>
              {grid.bids.map((bid) => (
                <td key={bid} style={EDGE}>
                  <ScoreField
                    matrix
                    bid={bid}
                    item={item}
                    label={`${bidName(data, bid)} ${items.get(item)?.name}`}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" style={{ ...HEAD, insetBlockEnd: 0, insetInlineStart: 0, zIndex: 3 }}>
              {t('sum')}
            </th>
            {grid.bids.map((bid) => (
              <Sum key={bid} bid={bid} />
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
});

function Sum({ bid }: { readonly bid: string }) {
  const { t } = useTranslation('seatWork');
  const { sum, max } = useSum(bid);
  return (
    <td
      className="figures"
      style={{ ...HEAD, insetBlockEnd: 0, zIndex: 2, textAlign: 'end', fontWeight: 700 }}
    >
      {t('ofMax', { score: sum, max })}
    </td>
  );
}
