/**
 * All bids beside each other: items down, bids across, heads that stay, sums at the foot. Of a large sheet only what is on the screen, and what the
 * cursor can reach with its next step, has fields: a browser that has 1,800 of them to lay out and paint answers no key in time.
 */
import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { cellKey, cellOf } from '../../../shared/evaluation/committee.ts';
import { PAPER } from '../../app/theme.ts';
import { Figure } from '../../components/Figure.tsx';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { bidName } from '../names.ts';
import { useSitting } from '../seat.ts';
import { EMPTY } from './cells.ts';
import { cellAtCursor, useDesk } from './deskStore.ts';
import { inReach, type Span, spanOver } from './moves.ts';
import { ScoreField } from './ScoreField.tsx';
import { useMaximum, useSum } from './ScoreSheet.tsx';
import { useScoring } from './scoring.ts';
import { useOnScreen } from './useOnScreen.ts';
import './matrix.css';

/** Where it stands why the value at the cursor is refused. */
const REFUSED_AT = 'matrix-refusal';

/** Asks nothing of what changes with every score that is saved: the matrix is not drawn anew for each. */
export const Matrix = memo(function Matrix() {
  const { t } = useTranslation('seatWork');
  const { data } = useSitting();
  const { grid } = useScoring();
  const frame = useRef<HTMLElement>(null);
  const { rows, columns } = useOnScreen(frame);
  // Whoever comes from a sheet goes on where he was.
  useEffect(() => cellAtCursor()?.focus(), []);
  return (
    <section
      ref={frame}
      data-pane
      className="matrix-frame"
      aria-label={t('scoring.matrix')}
      style={{ flex: '1 1 0', overflow: 'auto', marginInline: 16, marginBlockStart: 12, background: PAPER }}
      onFocus={({ target }) => {
        const key = (target as HTMLElement).dataset['cell'];
        if (key === undefined) return;
        const { bid, item } = cellOf(key);
        useDesk.getState().goTo(bid, item);
      }}
    >
      <table className="matrix" aria-rowcount={grid.items.length + 2} aria-colcount={grid.bids.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{t('item')}</th>
            {grid.bids.map((bid) => (
              <th key={bid} scope="col" data-column>
                {bidName(data, bid)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.items.map((item, n) => (
            <Row key={item} item={item} n={n} columns={rows.has(item) ? columns : null} />
          ))}
        </tbody>
        <tfoot>
          <tr aria-rowindex={grid.items.length + 2}>
            <SumHead />
            {grid.bids.map((bid) => (
              <Sum key={bid} bid={bid} />
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
});

interface RowOf {
  readonly item: string;
  /** Of the row, from 0. */
  readonly n: number;
  /** What of it is on the screen. */
  readonly columns: Span | null;
}

const Row = memo(function Row({ item, n, columns }: RowOf) {
  const { t } = useTranslation('seatWork');
  const { data } = useSitting();
  const { grid, items } = useScoring();
  const [from, to] = useDesk(
    useShallow((desk) => spanOver(inReach(grid, desk.bid, desk.item, n), columns) ?? [0, 0]),
  );
  return (
    <tr data-row={item} aria-rowindex={n + 2}>
      <th scope="row">
        {items.get(item)?.name} {t('max', { max: items.get(item)?.max ?? '' })}
      </th>
      {from === 0 ? null : <td className="gap" style={{ width: `calc(${from} * var(--column))` }} />}
      {grid.bids.slice(from, to).map((bid, i) => (
        <td key={bid} aria-colindex={from + i + 2}>
          <ScoreField
            matrix
            bid={bid}
            item={item}
            label={`${bidName(data, bid)} ${items.get(item)?.name}`}
            refusedAt={REFUSED_AT}
          />
        </td>
      ))}
    </tr>
  );
});

/** Below the matrix: why the value at the cursor is refused. */
export function MatrixRefusal() {
  const { cells } = useScoring();
  const key = useDesk((desk) => cellKey(desk.bid ?? '', desk.item ?? ''));
  const refusals = useStore(cells.store, (all) => (all[key] ?? EMPTY).refusals);
  const refused = refusals.length > 0;
  // The sentence takes its room from the matrix, and must not take the field away.
  useEffect(() => {
    if (refused) cellAtCursor()?.scrollIntoView({ block: 'nearest' });
  }, [refused]);
  return refused ? (
    <div id={REFUSED_AT} style={{ padding: '8px 16px' }}>
      <RefusalNote refusals={refusals} />
    </div>
  ) : null;
}

function SumHead() {
  const { t } = useTranslation('seatWork');
  const max = useMaximum();
  return (
    <th scope="row">
      {t('sum')} {t('max', { max })}
    </th>
  );
}

/** The maximum stands in the row's head; the point stands below those of the fields. */
function Sum({ bid }: { readonly bid: string }) {
  const { places } = useScoring();
  const sum = useSum(bid);
  return (
    <td className="figures">
      <Figure value={sum} places={places} />
    </td>
  );
}
