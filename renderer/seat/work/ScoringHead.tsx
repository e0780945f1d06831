/** Above sheet and matrix: what is saved, what is open, and the ways from here. */
import { Alert, Button, Flex, Typography } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { currentRound } from '../../../shared/evaluation/committee.ts';
import { notSubmitted } from '../../../shared/evaluation/gate.ts';
import { Waiting } from '../../components/Waiting.tsx';
import { useSeat } from '../seat.ts';
import { type CellView, isUnsaved } from './cells.ts';
import { otherView, useDesk } from './deskStore.ts';
import { ReturnShares } from './ReturnShares.tsx';
import { SavedState } from './SavedState.tsx';
import { openIn, useScoring } from './scoring.ts';
import { useSettled } from './useSettled.ts';

interface Props {
  /** What the last Ctrl+Z could not take back, and why. */
  readonly note: 'firstScore' | 'nothingToUndo' | null;
  readonly onKeys: () => void;
  readonly onSubmit: () => void;
}

export function ScoringHead({ note, onKeys, onSubmit }: Props) {
  const { t } = useTranslation('seatWork');
  const { room, terms } = useSeat();
  const { cells, submitted } = useScoring();
  const unsaved = useSettled(cells, anyUnsaved);
  const view = useDesk((desk) => desk.view);
  const open = useOpen();
  const round = currentRound(room);
  if (round === undefined) return null;
  const missing = notSubmitted(room, round).length;
  return (
    <Flex vertical gap={8} style={{ padding: '12px 16px 8px' }}>
      <ReturnShares />
      <Flex gap={8} wrap align="center" justify="space-between">
        <SavedState unsaved={unsaved} />
        <Flex gap={8} wrap>
          <Button onClick={otherView}>{t(view === 'sheet' ? 'scoring.matrix' : 'scoring.sheet')}</Button>
          <Button onClick={onKeys}>{t('keys.open')}</Button>
          {submitted ? null : (
            <Button type={open.all === 0 ? 'primary' : 'default'} onClick={onSubmit}>
              {t('submit.open')}
            </Button>
          )}
        </Flex>
      </Flex>
      {submitted ? (
        <Waiting since={room.phaseSince} done={room.members.length - missing} of={room.members.length}>
          {missing === 0
            ? t('submit.allIn', { chair: terms.chair })
            : t('submit.waiting', { count: missing })}
        </Waiting>
      ) : (
        <Typography.Text>
          {open.all === 0
            ? t('scoring.done')
            : t(open.here === null ? 'scoring.openInAll' : 'scoring.open', {
                count: open.here ?? open.all,
                all: open.all,
              })}
        </Typography.Text>
      )}
      {note === null ? null : <Alert role="status" type="info" showIcon title={t(`scoring.${note}`)} />}
    </Flex>
  );
}

const anyUnsaved = (all: Readonly<Record<string, CellView>>): boolean => Object.values(all).some(isUnsaved);

/** Cells that are open in the bid at the cursor, and in all bids. */
function useOpen(): { readonly here: number | null; readonly all: number } {
  const { cells, grid } = useScoring();
  const bid = useDesk((desk) => desk.bid);
  const here = useCallback(
    (all: Readonly<Record<string, CellView>>) =>
      openIn({ ...grid, bids: grid.bids.filter((one) => one === bid) }, all).length,
    [grid, bid],
  );
  const everywhere = useCallback(
    (all: Readonly<Record<string, CellView>>) => openIn(grid, all).length,
    [grid],
  );
  const [inBid, inAll] = [useSettled(cells, here), useSettled(cells, everywhere)];
  return { here: bid !== null && grid.bids.includes(bid) ? inBid : null, all: inAll };
}
