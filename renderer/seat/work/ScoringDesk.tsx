/** The detailed review: the sheet of each bid beside its documents, or all bids in a matrix; then the submission. */
import { Flex, Typography } from 'antd';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { cellKey, cellOf, currentRound, expertsItems } from '../../../shared/evaluation/committee.ts';
import { dealReady } from '../../../shared/evaluation/sheets.ts';
import { keyWaitsFor } from '../../../shared/evaluation/waiting.ts';
import { PAPER } from '../../app/theme.ts';
import { Waiting } from '../../components/Waiting.tsx';
import { hearKeys } from '../../components/windowKeys.ts';
import { stationProcess } from '../../station/starts.ts';
import { asksUndo, useHeard } from '../heardKeys.ts';
import { memberName } from '../names.ts';
import { focusPages } from '../panes.ts';
import { Sheet } from '../Sheet.tsx';
import { seatStore, useSeat } from '../seat.ts';
import { OwnWaiting } from '../Waits.tsx';
import { type Cells, type CellView, isOpenCell, sheetCells } from './cells.ts';
import { fieldOf, otherView, recallDesk, useDesk } from './deskStore.ts';
import { Matrix, MatrixRefusal } from './Matrix.tsx';
import { type At, nextOpen } from './moves.ts';
import { placesOf } from './points.ts';
import { ScoreSheet } from './ScoreSheet.tsx';
import { ScoringHead } from './ScoringHead.tsx';
import { Shelf } from './Shelf.tsx';
import { Submitting } from './Submitting.tsx';
import { type Scoring, ScoringContext, useScoring } from './scoring.ts';
import { useSettled } from './useSettled.ts';
import { WorkDesk } from './WorkDesk.tsx';

/** One sheet for each round; it outlives the screen, so that nothing typed is lost when the phase's screen is left and opened again. */
const sheets = new Map<string, Cells>();

function cellsOf(round: string): Cells {
  const found = sheets.get(round);
  if (found !== undefined) return found;
  const made = sheetCells(async (key, cell) =>
    seatStore.getState().client!.ask('score', { ...cellOf(key), ...cell }),
  );
  sheets.set(round, made);
  return made;
}

const NO_BIDS: readonly string[] = [];

const isOpen = (cells: Cells, { bid, item }: At): boolean =>
  isOpenCell(cells.store.getState()[cellKey(bid, item)]);

/**
 * Puts the cursor into a cell, which is on the screen when this returns: the next key may come before the next picture, and belongs into it.
 */
function goToCell({ bid, item }: At): void {
  const go = (): void => useDesk.getState().goTo(bid, item);
  if (fieldOf(bid, item) === null) flushSync(go);
  else go();
  fieldOf(bid, item)?.focus();
}

/** From the cell at the cursor to its place in the bid's document; where none is marked, into the document. */
function showPlace(cells: Cells): void {
  const { bid, item, show } = useDesk.getState();
  if (bid === null || item === null) return;
  const place = cells.store.getState()[cellKey(bid, item)]?.saved.place ?? null;
  if (place === null) focusPages();
  else show({ ...place });
}

export function ScoringDesk() {
  const { t } = useTranslation('seatWork');
  const { client, status, room, me, data } = useSeat();
  const view = useDesk((desk) => desk.view);
  const bid = useDesk((desk) => desk.bid);
  const [submitting, setSubmitting] = useState(false);
  const [nothingToUndo, setNothingToUndo] = useState(false);
  const generation = useStore(stationProcess, (process) => process.generation);
  const round = currentRound(room);
  const number = round?.number ?? 0;
  const cells = cellsOf(`${room.room} ${number} ${me}`);
  const submitted = round?.submits.has(me) ?? false;
  const bids = round?.bids ?? NO_BIDS;
  /** The sheet whose saved cells are here: before that nothing can be typed over them by mistake. */
  const [loaded, setLoaded] = useState<Cells | null>(null);
  const recalled = useRef<Cells | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again at each start of the station, and when the sheet's key is here
  useEffect(() => {
    void client.ask('sheet', {}).then((answer) => {
      if (!answer.ok) return;
      cells.load(new Map(answer.value.cells.map(({ bid, item, ...cell }) => [cellKey(bid, item), cell])));
      cells.retry();
      setLoaded(cells);
    });
  }, [client, cells, generation, status.sheetKey]);

  const scoring = useMemo<Scoring>(() => {
    const items = expertsItems(data);
    const grid = { bids, items: items.map(({ id }) => id) };
    const byId = new Map(items.map((item) => [item.id, item]));
    const leaves = ({ bid, item }: At): boolean => cells.commit(cellKey(bid, item), byId.get(item)!);
    return {
      grid,
      items: byId,
      cells,
      places: placesOf(items),
      submitted,
      go(from, to) {
        if (leaves(from)) goToCell(to);
      },
      goOn(from) {
        if (!leaves(from)) return;
        const next = nextOpen(grid, from, (at) => isOpen(cells, at));
        if (next === null) setSubmitting(true);
        else goToCell(next);
      },
    };
  }, [data, cells, submitted, bids]);

  useEffect(() => {
    if (loaded !== cells || recalled.current === cells) return;
    recalled.current = cells;
    // Who comes back lands in the cell that he left; who begins, or comes to another seat, in the first that is open.
    const { grid, items } = scoring;
    const first = nextOpen(grid, null, (at) => isOpen(cells, at)) ?? {
      bid: grid.bids[0] ?? null,
      item: null,
    };
    void recallDesk(first, (item) => items.has(item));
  }, [loaded, cells, scoring]);

  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.key === 'F2') otherView();
      else if (event.key === 'F9' && view === 'sheet') showPlace(cells);
      else if (!submitted && asksUndo(event)) {
        // One press, one step: a key that is held down takes nothing more back.
        if (!event.repeat) {
          const undone = cells.undo((event.target as HTMLElement).dataset['cell']);
          if (undone !== null) goToCell(cellOf(undone));
          setNothingToUndo(undone === null);
        }
      } else {
        // It is said until something else is typed.
        if (event.key.length === 1) setNothingToUndo(false);
        return;
      }
      event.preventDefault();
    };
    return hearKeys(hear);
  }, [cells, submitted, view]);

  const head = useMemo(
    () => <ScoringHead nothingToUndo={nothingToUndo} onSubmit={() => setSubmitting(true)} />,
    [nothingToUndo],
  );
  /** Kept as it is while others act: shelf, document and sheet each ask for what they show. */
  const body = useMemo(
    () => (
      <WorkDesk shelf={<ScoringShelf />} head={head}>
        {bid === null || !bids.includes(bid) ? (
          <Typography.Paragraph style={{ padding: 16 }}>{t('scoring.choose')}</Typography.Paragraph>
        ) : (
          <ScoreSheet key={bid} bid={bid} />
        )}
      </WorkDesk>
    ),
    [head, bid, bids, t],
  );

  if (round === undefined) return null;
  if (!submitted && !dealReady(room, round, me))
    return (
      <Sheet title={t('scoring.preparing')}>
        <Dealing />
      </Sheet>
    );
  if (!submitted && !status.sheetKey)
    return (
      <Sheet title={t('scoring.moved')}>
        <OwnWaiting on="seat">{t('scoring.movedText')}</OwnWaiting>
      </Sheet>
    );
  if (loaded !== cells)
    return (
      <Sheet title={t('scoring.preparing')}>
        <Waiting since={null}>{t('scoring.loading')}</Waiting>
      </Sheet>
    );
  return (
    <ScoringContext value={scoring}>
      {view === 'matrix' ? <MatrixDesk head={head} /> : body}
      <SheetKeys />
      {submitting && !submitted ? <Submitting onClose={() => setSubmitting(false)} /> : null}
    </ScoringContext>
  );
}

/** What is heard where cells are shown; a sheet that is in changes no more. */
function SheetKeys() {
  const { submitted } = useScoring();
  const view = useDesk((desk) => desk.view);
  useHeard(
    'move',
    'beside',
    'sameItem',
    'matrix',
    ...(view === 'sheet' ? (['place'] as const) : []),
    ...(submitted ? [] : (['enter', 'restore', 'clear', 'undo'] as const)),
  );
  return null;
}

/** Whose seats have yet to confirm the sheet's key; before it is dealt, nobody is waited for by name. */
function Dealing() {
  const { t } = useTranslation('seatWork');
  const { t: common } = useTranslation();
  const { room, me, data } = useSeat();
  const names = keyWaitsFor(room, me).map((who) => memberName(data, who));
  return (
    <OwnWaiting on="key">
      {names.length === 0
        ? t('scoring.dealing')
        : t('scoring.dealingNamed', { names: names.join(common('names')) })}
    </OwnWaiting>
  );
}

/** All bids beside each other, without their documents. */
function MatrixDesk({ head }: { readonly head: ReactNode }) {
  return (
    <Flex vertical style={{ height: '100%', minHeight: 0, background: PAPER }}>
      <div data-pane>{head}</div>
      <Matrix />
      <MatrixRefusal />
    </Flex>
  );
}

function ScoringShelf() {
  const { room, me } = useSeat();
  const round = currentRound(room)!;
  const cells = cellsOf(`${room.room} ${round.number} ${me}`);
  const keys = useMemo(() => Map.groupBy(round.due, (key) => cellOf(key).bid), [round.due]);
  const { bids } = round;
  const count = useCallback(
    (all: Readonly<Record<string, CellView>>) =>
      bids.map((bid) => keys.get(bid)?.filter((key) => !isOpenCell(all[key])).length ?? 0).join(' '),
    [bids, keys],
  );
  const counts = useSettled(cells, count).split(' ');
  const done = (bid: string) => ({
    done: Number(counts[bids.indexOf(bid)] ?? 0),
    of: keys.get(bid)?.length ?? 0,
  });
  return <Shelf bids={bids} done={done} />;
}
