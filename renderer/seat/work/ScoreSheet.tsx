/** The sheet of one bid: each item with the standard's text, its tiers, the score with its maximum, a remark, a place; the sum always in sight. */
import { Flex, Typography } from 'antd';
import { memo, startTransition, useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { cellKey } from '../../../shared/evaluation/committee.ts';
import type { Item } from '../../../shared/project/model.ts';
import { exact, printed, sum } from '../../../shared/scoring/exact.ts';
import { allowedScore } from '../../../shared/scoring/typedScore.ts';
import { LINE, PAPER } from '../../app/theme.ts';
import { useLanguage } from '../../components/languageOf.ts';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { bidName } from '../names.ts';
import { useSitting } from '../seat.ts';
import { Clarified } from './Clarified.tsx';
import { EMPTY } from './cells.ts';
import { useDesk } from './deskStore.ts';
import { PlaceButton } from './PlaceButton.tsx';
import { ScoreField } from './ScoreField.tsx';
import { useScoring } from './scoring.ts';
import './scoreSheet.css';

/** The most that can be given in sum; exact. */
export function useMaximum(): string {
  const { items } = useScoring();
  return useMemo(() => printed(sum([...items.values()].map(({ max }) => exact(max)))), [items]);
}

/** Sum of what is saved for a bid; exact. Added up anew where a score of this bid has changed: what is being typed is none yet. */
export function useSum(bid: string): string {
  const { cells, items } = useScoring();
  const keys = useMemo(() => [...items.keys()].map((item) => cellKey(bid, item)), [items, bid]);
  const scores = useStore(cells.store, (all) => keys.map((key) => all[key]?.saved.score ?? '').join(' '));
  return useMemo(
    () => printed(sum(scores.split(' ').flatMap((score) => (score === '' ? [] : exact(score))))),
    [scores],
  );
}

/** Lines that are there at once: as many as a large screen shows. */
const FIRST_LINES = 14;

/** Milliseconds that the bid's document has before the lines below the first screen are drawn. */
const DOCUMENT_FIRST = 200;

/** How many lines are drawn: down to a screen's height below the cursor, then all. */
function useLines(items: readonly string[]): number {
  const [all, setAll] = useState(false);
  const item = useDesk((desk) => (all ? null : desk.item));
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setAll(true)), DOCUMENT_FIRST);
    return () => clearTimeout(timer);
  }, []);
  return all ? items.length : Math.max(0, items.indexOf(item ?? '')) + FIRST_LINES;
}

/** The item where the cursor is to be in a sheet that is opened. */
function whereTo(items: readonly string[]): string {
  const { item } = useDesk.getState();
  return item !== null && items.includes(item) ? item : (items[0] ?? '');
}

/**
 * Asks nothing of what changes with every score that is saved: sixty lines are not drawn anew for each. The lines below the first screen are drawn
 * when its document has had its time.
 */
export const ScoreSheet = memo(function ScoreSheet({ bid }: { readonly bid: string }) {
  const { t } = useTranslation('seatWork');
  const { data } = useSitting();
  const { items, grid } = useScoring();
  const score = useSum(bid);
  const max = useMaximum();
  const lines = useLines(grid.items);
  const drawn = new Set(grid.items.slice(0, lines));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cursor is put where it was once, when the bid is opened
  useEffect(() => {
    document
      .querySelector<HTMLElement>(`[data-cell="${CSS.escape(cellKey(bid, whereTo(grid.items)))}"]`)
      ?.focus();
  }, [bid]);
  return (
    <Flex
      vertical
      style={{ padding: 16 }}
      gap={12}
      onFocus={({ target }) => {
        const line = (target as HTMLElement).closest<HTMLElement>('[data-item]');
        if (line !== null) useDesk.getState().goTo(bid, line.dataset['item']!);
      }}
    >
      <Typography.Title level={4} style={{ margin: 0 }}>
        {bidName(data, bid)}
      </Typography.Title>
      <Clarified bid={bid} />
      {data.project.groups
        .filter((group) => group.items.some(({ id }) => items.has(id)))
        .map((group) => (
          <section key={group.id} aria-label={group.name}>
            <Typography.Title level={5} style={{ margin: '4px 0' }}>
              {group.name}
              {group.pass === undefined ? '' : t('passMark', { pass: group.pass })}
            </Typography.Title>
            {group.items
              .filter(({ id }) => drawn.has(id))
              .map((item) => (
                <Line key={item.id} bid={bid} item={item} bidder={bidName(data, bid)} />
              ))}
          </section>
        ))}
      <Flex
        justify="end"
        gap={8}
        style={{
          position: 'sticky',
          insetBlockEnd: 0,
          padding: '8px 0',
          background: PAPER,
          borderBlockStart: `2px solid ${LINE}`,
        }}
      >
        <Typography.Text strong>{t('sum')}</Typography.Text>
        <Typography.Text strong className="figures">
          {t('ofMax', { score, max })}
        </Typography.Text>
      </Flex>
    </Flex>
  );
});

interface LineProps {
  readonly bid: string;
  readonly bidder: string;
  readonly item: Item;
}

const Line = memo(function Line({ bid, bidder, item }: LineProps) {
  const { t } = useTranslation('seatWork');
  const { t: common } = useTranslation();
  const language = useLanguage();
  const { cells, submitted } = useScoring();
  const key = cellKey(bid, item.id);
  const { saved, typedRemark, refusals } = useStore(cells.store, (all) => all[key] ?? EMPTY);
  const label = `${bidder} ${item.name}`;
  const refusedAt = useId();
  const keepRemark = (): void => cells.keepRemark(key);
  // A field that is taken away with its view hears of no blur.
  useEffect(() => () => cells.keepRemark(key), [cells, key]);
  return (
    // Plain elements: a sheet has up to sixty of these.
    <div className="sheet-line" data-item={item.id}>
      <div className="asked">
        <div>
          <strong>{item.name}</strong>
          {item.objective ? <span className="quiet">{t('objective')}</span> : null}
          {item.text === undefined ? null : <p>{item.text}</p>}
          {item.tiers === undefined ? null : (
            <span className="quiet">
              {item.tiers
                .map(([name, from, to]) =>
                  from === to ? t('tierOfOne', { name, from }) : t('tier', { name, from, to }),
                )
                .join(common('clauses'))}
            </span>
          )}
        </div>
        <ScoreField bid={bid} item={item.id} label={label} refusedAt={refusedAt} />
        <span className="figures" title={allowedScore(item)[language]}>
          {t('max', { max: item.max })}
        </span>
      </div>
      {refusals.length === 0 ? null : (
        <div id={refusedAt}>
          <RefusalNote refusals={refusals} />
        </div>
      )}
      <div className="said">
        <input
          className="remark"
          aria-label={t('remarkFor', { item: item.name })}
          placeholder={t('remark')}
          readOnly={submitted}
          value={typedRemark ?? saved.remark}
          onChange={({ target }) => cells.typeRemark(key, target.value)}
          onBlur={keepRemark}
          onKeyDown={({ key: pressed }) => void (pressed === 'Enter' && keepRemark())}
        />
        {submitted ? (
          <PlaceButton place={saved.place} of={item.name} />
        ) : (
          <PlaceButton place={saved.place} of={item.name} onPlace={(place) => cells.setPlace(key, place)} />
        )}
      </div>
    </div>
  );
});
