/** The detailed review: the sheet of each bid beside its documents, or all bids in a matrix; then the submission. */
import { Button, Flex, Modal, Typography } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { cellKey, cellOf, currentRound, expertsItems } from '../../../shared/evaluation/committee.ts';
import { notSubmitted } from '../../../shared/evaluation/gate.ts';
import { dealReady } from '../../../shared/evaluation/sheets.ts';
import { keyWaitsFor } from '../../../shared/evaluation/waiting.ts';
import { Waiting } from '../../components/Waiting.tsx';
import { hearKeys } from '../../components/windowKeys.ts';
import { stationProcess } from '../../station/starts.ts';
import { memberName } from '../names.ts';
import { Sheet } from '../Sheet.tsx';
import { seatStore, useSeat } from '../seat.ts';
import { OwnWaiting, PhaseWaiting } from '../Waits.tsx';
import { type Cells, sheetCells } from './cells.ts';
import { recallDesk, useDesk } from './deskStore.ts';
import { Keys } from './Keys.tsx';
import { Matrix } from './Matrix.tsx';
import { type At, nextOpen } from './moves.ts';
import { ReturnShares } from './ReturnShares.tsx';
import { SavedState } from './SavedState.tsx';
import { ScoreSheet } from './ScoreSheet.tsx';
import { Shelf } from './Shelf.tsx';
import { Submitting } from './Submitting.tsx';
import { type Scoring, ScoringContext } from './scoring.ts';
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

const isScored = (cells: Cells, { bid, item }: At): boolean =>
  (cells.store.getState()[cellKey(bid, item)]?.saved.score ?? null) !== null;

function otherView(): void {
  const { view, setView } = useDesk.getState();
  setView(view === 'sheet' ? 'matrix' : 'sheet');
}

/**
 * Puts the cursor into a cell, which is on the screen when this returns: the next key may come before the next picture, and belongs into it.
 */
function goToCell({ bid, item }: At): void {
  const field = (): HTMLElement | null =>
    document.querySelector(`[data-cell="${CSS.escape(cellKey(bid, item))}"]`);
  const go = (): void => useDesk.getState().goTo(bid, item);
  if (field() === null) flushSync(go);
  else go();
  field()?.focus();
}

export function ScoringDesk() {
  const { t } = useTranslation('seatWork');
  const { client, status, room, me, data } = useSeat();
  const view = useDesk((desk) => desk.view);
  const bid = useDesk((desk) => desk.bid);
  const [keys, setKeys] = useState(false);
  const [submitting, setSubmitting] = useState(false);
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
    const isOpen = (at: At): boolean => !isScored(cells, at);
    const leaves = ({ bid, item }: At): boolean => cells.commit(cellKey(bid, item), byId.get(item)!);
    return {
      grid,
      items: byId,
      cells,
      submitted,
      go(from, to) {
        if (leaves(from)) goToCell(to);
      },
      goOn(from) {
        if (!leaves(from)) return;
        const next = nextOpen(grid, from, isOpen);
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
    const first = nextOpen(grid, null, (at) => !isScored(cells, at)) ?? {
      bid: grid.bids[0] ?? null,
      item: null,
    };
    void recallDesk(first, (item) => items.has(item));
  }, [loaded, cells, scoring]);

  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      // In a remark a question mark is a question mark, and Ctrl+Z the field's own.
      const inText =
        event.target instanceof HTMLElement && event.target.matches('input:not([data-cell]), textarea');
      if (event.key === 'F2') otherView();
      else if (event.key === '?' && !inText) setKeys(true);
      else if (event.key === 'z' && event.ctrlKey && !submitted && !inText) {
        const key = cells.undo();
        if (key === null) return;
        goToCell(cellOf(key));
      } else return;
      event.preventDefault();
    };
    return hearKeys(hear);
  }, [cells, submitted]);

  const head = useMemo(
    () => <ScoringHead onKeys={() => setKeys(true)} onSubmit={() => setSubmitting(true)} />,
    [],
  );
  /** Kept as it is while others act: shelf, document and sheet each ask for what they show. */
  const body = useMemo(
    () => (
      <WorkDesk shelf={<ScoringShelf />}>
        {head}
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
      {view === 'matrix' ? (
        <Flex vertical style={{ height: '100%', minHeight: 0, background: '#ffffff' }}>
          {head}
          <Matrix />
        </Flex>
      ) : (
        body
      )}
      <Modal open={keys} title={t('keys.title')} footer={null} onCancel={() => setKeys(false)}>
        <Keys />
      </Modal>
      {submitting && !submitted ? <Submitting onClose={() => setSubmitting(false)} /> : null}
    </ScoringContext>
  );
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

/** What is saved, what is open, and the ways from here. */
function ScoringHead({ onKeys, onSubmit }: { readonly onKeys: () => void; readonly onSubmit: () => void }) {
  const { t } = useTranslation('seatWork');
  const { room, me, terms } = useSeat();
  const view = useDesk((desk) => desk.view);
  const round = currentRound(room);
  if (round === undefined) return null;
  const submitted = round.submits.has(me);
  const missing = notSubmitted(room, round).length;
  return (
    <Flex vertical gap={8} style={{ padding: '12px 16px 0' }}>
      <ReturnShares />
      <Flex gap={8} wrap align="center" justify="space-between">
        <SavedState />
        <Flex gap={8} wrap>
          <Button onClick={otherView}>{t(view === 'sheet' ? 'scoring.matrix' : 'scoring.sheet')}</Button>
          <Button onClick={onKeys}>{t('keys.open')}</Button>
          {submitted ? null : (
            <Button type="primary" onClick={onSubmit}>
              {t('submit.open')}
            </Button>
          )}
        </Flex>
      </Flex>
      {submitted ? (
        <PhaseWaiting done={room.members.length - missing} of={room.members.length}>
          {missing === 0
            ? t('submit.allIn', { chair: terms.chair })
            : t('submit.waiting', { count: missing })}
        </PhaseWaiting>
      ) : null}
    </Flex>
  );
}

function ScoringShelf() {
  const { room, me } = useSeat();
  const round = currentRound(room)!;
  const cells = cellsOf(`${room.room} ${round.number} ${me}`);
  const keys = useMemo(() => Map.groupBy(round.due, (key) => cellOf(key).bid), [round.due]);
  const counts = useStore(
    cells.store,
    useShallow((all) =>
      round.bids.map(
        (bid) => keys.get(bid)?.filter((key) => (all[key]?.saved.score ?? null) !== null).length ?? 0,
      ),
    ),
  );
  const done = (bid: string) => ({
    done: counts[round.bids.indexOf(bid)] ?? 0,
    of: keys.get(bid)?.length ?? 0,
  });
  return <Shelf bids={round.bids} done={done} />;
}
