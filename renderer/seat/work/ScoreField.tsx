/** One cell: digits type at once, Enter confirms and goes on, arrows move, Esc restores. A plain field, so that a sheet of 1,800 of them answers at once. */
import { CommentOutlined } from '@ant-design/icons';
import { type KeyboardEvent, memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { cellKey } from '../../../shared/evaluation/committee.ts';
import { showKeys } from '../Keys.tsx';
import { EMPTY } from './cells.ts';
import { type At, neighbour } from './moves.ts';
import { missingBehind } from './points.ts';
import { useScoring } from './scoring.ts';

interface Props {
  readonly bid: string;
  readonly item: string;
  /** The cell's name for who cannot see it: bidder and item. */
  readonly label: string;
  /** In the matrix arrows go to all four sides. */
  readonly matrix?: boolean;
  /** Where it stands why a value is refused. */
  readonly refusedAt: string;
}

/** What an input method makes of the key that asks for the keys; it gives the character to the field and tells no key. */
const ASKS_HELP = /[?\uff1f]/;

/** Beside the border, CSS pixels, as in the style sheet; in the fonts of the windows a point is half as wide as a figure. */
function behind(text: string, places: number): string | undefined {
  const { figures, point } = missingBehind(text, places);
  return figures === 0 && !point ? undefined : `calc(8px + ${figures + (point ? 0.5 : 0)}ch)`;
}

/** How many items down and bids beside a key leads; null: the key is the field's own. */
function stepOf(event: KeyboardEvent, matrix: boolean): readonly [down: number, beside: number] | null {
  switch (event.key) {
    case 'Enter':
      return [0, 1];
    case 'F8':
      return [0, event.shiftKey ? -1 : 1];
    case 'ArrowDown':
      return [1, 0];
    case 'ArrowUp':
      return [-1, 0];
    case 'ArrowLeft':
      return matrix || event.ctrlKey ? [0, -1] : null;
    case 'ArrowRight':
      return matrix || event.ctrlKey ? [0, 1] : null;
    default:
      return null;
  }
}

export const ScoreField = memo(function ScoreField({ bid, item, label, matrix = false, refusedAt }: Props) {
  const { t } = useTranslation('seatWork');
  const { cells, grid, items, places, submitted, go, goOn } = useScoring();
  const key = cellKey(bid, item);
  const { saved, typed, refusals } = useStore(cells.store, (all) => all[key] ?? EMPTY);
  const at: At = { bid, item };
  const open = saved.score === null;
  const text = typed ?? saved.score ?? '';
  const field = useRef<HTMLInputElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a value that comes under the cursor is replaced by the next digit, as one that was there
  useEffect(() => {
    if (typed === null && document.activeElement === field.current) field.current?.select();
  }, [saved.score]);

  function take(text: string): void {
    if (ASKS_HELP.test(text)) showKeys();
    else cells.type(key, text);
  }

  function hear(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Enter' && !event.ctrlKey) goOn(at);
    else if (event.key === 'Escape') cells.restore(key);
    else {
      const step = stepOf(event, matrix);
      if (step === null) return;
      const to = neighbour(grid, at, ...step);
      if (to !== null) go(at, to);
    }
    event.preventDefault();
  }

  return (
    <>
      {matrix && saved.remark !== '' ? (
        <CommentOutlined aria-label={t('hasRemark')} title={t('hasRemark')} style={{ marginInlineEnd: 4 }} />
      ) : null}
      <input
        ref={field}
        data-cell={key}
        inputMode="decimal"
        autoComplete="off"
        maxLength={12}
        aria-label={t('cell', { label, max: items.get(item)?.max ?? '' })}
        aria-invalid={refusals.length > 0}
        aria-describedby={refusals.length > 0 ? refusedAt : undefined}
        readOnly={submitted}
        placeholder={t('openCell')}
        value={text}
        style={{ paddingInlineEnd: behind(text, places) }}
        className={refusals.length > 0 ? 'score refused' : open ? 'score open' : 'score'}
        onFocus={({ target }) => target.select()}
        onChange={({ target }) => take(target.value)}
        onBlur={() => void (items.has(item) && cells.commit(key, items.get(item)!))}
        onKeyDown={hear}
      />
    </>
  );
});
