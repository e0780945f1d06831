/** Above sheet and matrix: what is saved, what is open, and the ways from here. */
import { Alert, Button, Flex, Typography } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { currentRound } from '../../../shared/evaluation/committee.ts';
import { notSubmitted } from '../../../shared/evaluation/gate.ts';
import { showKeys } from '../Keys.tsx';
import { useSeat } from '../seat.ts';
import { PhaseWaiting } from '../Waits.tsx';
import { type CellView, isUnsaved } from './cells.ts';
import { otherView, useDesk } from './deskStore.ts';
import { ReturnShares } from './ReturnShares.tsx';
import { SavedState } from './SavedState.tsx';
import { openIn, useScoring } from './scoring.ts';
import './scoringHead.css';
import { useSettled } from './useSettled.ts';

interface Props {
  /** The last Ctrl+Z found no change. */
  readonly nothingToUndo: boolean;
  readonly onSubmit: () => void;
}

export function ScoringHead({ nothingToUndo, onSubmit }: Props) {
  const { t } = useTranslation('seatWork');
  const { room, terms } = useSeat();
  const { cells, grid, submitted } = useScoring();
  const isDone = useCallback((all: All) => openIn(grid, all).length === 0, [grid]);
  const done = useSettled(cells, isDone);
  const view = useDesk((desk) => desk.view);
  const round = currentRound(room);
  if (round === undefined) return null;
  const missing = notSubmitted(room, round).length;
  return (
    <Flex vertical gap={4} className="scoring-head" style={{ padding: '8px 16px 4px' }}>
      <ReturnShares />
      <Flex gap={4} wrap align="center" justify="space-between">
        <SavedSheet />
        <Flex gap={8} wrap>
          <Button className="low" onClick={otherView}>
            {t(view === 'sheet' ? 'scoring.matrix' : 'scoring.sheet')}
          </Button>
          <Button className="low" onClick={showKeys}>
            {t('keys.open')}
          </Button>
          {submitted ? null : (
            <Button className="low" type={done ? 'primary' : 'default'} onClick={onSubmit}>
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
      ) : (
        <OpenCells />
      )}
      {nothingToUndo ? <Alert role="status" type="info" showIcon title={t('scoring.nothingToUndo')} /> : null}
    </Flex>
  );
}

type All = Readonly<Record<string, CellView>>;

const anyUnsaved = (all: All): boolean => Object.values(all).some(isUnsaved);

/** Changes with every cell that is typed into: nothing beside it is drawn with it. */
function SavedSheet() {
  return <SavedState unsaved={useSettled(useScoring().cells, anyUnsaved)} />;
}

/** How many cells are open in the bid at the cursor, and in all bids. */
function OpenCells() {
  const { t } = useTranslation('seatWork');
  const { cells, grid } = useScoring();
  const bid = useDesk((desk) => desk.bid);
  const countHere = useCallback(
    (all: All) => openIn({ ...grid, bids: grid.bids.filter((one) => one === bid) }, all).length,
    [grid, bid],
  );
  const countAll = useCallback((all: All) => openIn(grid, all).length, [grid]);
  const [count, all] = [useSettled(cells, countHere), useSettled(cells, countAll)];
  if (all === 0) return <Typography.Text>{t('scoring.done')}</Typography.Text>;
  return (
    <Typography.Text>
      {bid === null || !grid.bids.includes(bid)
        ? t('scoring.openInAll', { all })
        : t('scoring.open', { count, all })}
    </Typography.Text>
  );
}
