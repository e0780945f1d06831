/** The preliminary review: check by check, bid by bid; a fail with its reason and its place; then the committee's rejections. */
import { Button, Flex, Typography } from 'antd';
import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { cellKey } from '../../../shared/evaluation/committee.ts';
import { typesText, useHeard } from '../heardKeys.ts';
import { showKeys } from '../Keys.tsx';
import { bidName } from '../names.ts';
import { seatStore, useSeat, useSitting } from '../seat.ts';
import { useAnyUnsaved } from '../unsaved.ts';
import { Clarified } from './Clarified.tsx';
import { Decision } from './Decision.tsx';
import { recallDesk, useDesk } from './deskStore.ts';
import { neighbour, nextOpen } from './moves.ts';
import { Rejections } from './Rejections.tsx';
import { SavedState } from './SavedState.tsx';
import { Shelf } from './Shelf.tsx';
import { WorkDesk } from './WorkDesk.tsx';

export function ReviewDesk() {
  const { bids, project } = useSitting().data;
  useEffect(() => {
    const checks = new Set(project.review.map(({ id }) => id));
    const all = bids.map(({ bid }) => bid);
    void recallDesk({ bid: all[0] ?? null, item: null }, (item) => checks.has(item), all);
  }, [bids, project]);
  return (
    <WorkDesk shelf={SHELF} head={HEAD}>
      {SHEET}
    </WorkDesk>
  );
}

/** What this member has decided of a bid, and of how many checks. */
function useDone(): (bid: string) => { readonly done: number; readonly of: number } {
  const { room, me, data } = useSeat();
  const checks = data.project.review;
  const own = room.member.get(me)?.reviews;
  return (bid) => ({
    done: checks.filter(({ id }) => own?.has(cellKey(bid, id))).length,
    of: checks.length,
  });
}

function ReviewShelf() {
  const { data } = useSitting();
  return <Shelf bids={data.bids.map(({ bid }) => bid)} done={useDone()} />;
}

/** Above the sheet: what is saved, what is open. */
function ReviewHead() {
  const { t } = useTranslation('seatWork');
  const { data } = useSeat();
  const bid = useDesk((desk) => desk.bid);
  const unsaved = useAnyUnsaved();
  const done = useDone();
  const openIn = (one: string): number => done(one).of - done(one).done;
  const all = data.bids.reduce((count, one) => count + openIn(one.bid), 0);
  return (
    <Flex vertical gap={4} style={{ padding: '8px 16px 4px' }}>
      <Flex gap={4} wrap align="center" justify="space-between">
        <SavedState unsaved={unsaved} />
        <Button onClick={showKeys}>{t('keys.open')}</Button>
      </Flex>
      <Typography.Text>
        {all === 0
          ? t('review.all')
          : bid === null
            ? t('review.openInAll', { all })
            : t('review.openHere', { count: openIn(bid), all })}
      </Typography.Text>
    </Flex>
  );
}

/** Puts the focus to a check's line: into the reason that is being written there, else on the pass. */
function focusCheck(check: string): void {
  document
    .querySelector<HTMLElement>(`[data-check="${CSS.escape(check)}"] :is(textarea, [data-pass])`)
    ?.focus();
}

/** Arrows go to the check above or below; in a reason they are the text's own. */
function goBeside(event: KeyboardEvent, checks: readonly string[]): void {
  const down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const line = (event.target as HTMLElement).closest<HTMLElement>('[data-check]');
  if (down === undefined || line === null || typesText(event.target)) return;
  const to = neighbour({ bids: [''], items: checks }, { bid: '', item: line.dataset['check']! }, down, 0);
  if (to === null) return;
  focusCheck(to.item);
  event.preventDefault();
}

/**
 * Who has decided a check goes on to the next open one of this bid; from the last one to the button that leads to the next bid.
 * @param complete whether the room says that all are decided
 * @returns what is to be told of a decision, and what that button is to have
 */
function useGoingOn(bid: string | null, round: number, complete: boolean) {
  const { data, me } = useSitting();
  const nextBid = useRef<HTMLButtonElement>(null);
  /** Decided, while the room may not say so yet. */
  const sent = useRef(new Set<string>());
  const atEnd = useRef(false);
  const goOn = useCallback(
    (check: string): void => {
      if (bid === null) return;
      const keyOf = (item: string): string => `${round} ${cellKey(bid, item)}`;
      sent.current.add(keyOf(check));
      const own = seatStore.getState().room?.member.get(me)?.reviews;
      const next = nextOpen(
        { bids: [bid], items: data.project.review.map(({ id }) => id) },
        { bid, item: check },
        ({ item }) => own?.has(cellKey(bid, item)) !== true && !sent.current.has(keyOf(item)),
      );
      if (next === null) atEnd.current = true;
      else focusCheck(next.item);
    },
    [bid, round, me, data],
  );
  useEffect(() => {
    if (!complete || !atEnd.current) return;
    atEnd.current = false;
    // Who has gone elsewhere meanwhile is not called back.
    if (document.activeElement?.matches('body, [data-check] *')) nextBid.current?.focus();
  }, [complete]);
  return { goOn, nextBid };
}

function ReviewSheet() {
  const { t } = useTranslation('seatWork');
  const { t: common } = useTranslation();
  const { room, me, data, terms } = useSeat();
  const bid = useDesk((desk) => desk.bid);
  const item = useDesk((desk) => desk.item);
  const goTo = useDesk((desk) => desk.goTo);
  const done = useDone();
  const checks = data.project.review;
  const own = room.member.get(me)?.reviews;
  const round = room.rounds.length;
  const complete = bid !== null && done(bid).done === checks.length;
  const next = data.bids.map((one) => one.bid).find((one) => done(one).done < checks.length);
  const { goOn, nextBid } = useGoingOn(bid, round, complete);
  const open = checks.filter(({ id }) => own?.has(cellKey(bid ?? '', id)) !== true);
  const current = (open.find(({ id }) => id === item) ?? open[0])?.id;
  const goToNext = (to: string): void => {
    flushSync(() => goTo(to));
    document.querySelector<HTMLElement>('[data-check] [data-first]')?.focus();
  };
  useHeard(...(bid === null ? [] : (['move', 'failNow', 'layAside'] as const)));
  return (
    <Flex
      vertical
      gap={12}
      style={{ padding: 16 }}
      onKeyDown={(event) =>
        goBeside(
          event,
          checks.map(({ id }) => id),
        )
      }
    >
      <Typography.Title level={4} style={{ margin: 0 }}>
        {bid === null
          ? terms.preliminaryReview
          : common('labelled', { label: terms.preliminaryReview, text: bidName(data, bid) })}
      </Typography.Title>
      {bid === null ? null : <Clarified bid={bid} />}
      {bid === null ? (
        <Typography.Text>{t('review.choose')}</Typography.Text>
      ) : (
        checks.map((check) => {
          const key = cellKey(bid, check.id);
          return (
            <Decision
              key={`${round} ${key}`}
              bid={bid}
              check={check}
              round={round}
              decided={own?.get(key)}
              current={check.id === current}
              onDecided={goOn}
            />
          );
        })
      )}
      {complete && next !== undefined ? (
        <Button ref={nextBid} type="primary" onClick={() => goToNext(next)}>
          {t('review.next', { bidder: bidName(data, next) })}
        </Button>
      ) : null}
      <Rejections />
    </Flex>
  );
}

/** Made once: the desk around them is not drawn anew when somebody decides something. */
const SHELF = <ReviewShelf />;
const HEAD = <ReviewHead />;
const SHEET = <ReviewSheet />;
