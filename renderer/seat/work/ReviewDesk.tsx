/** The preliminary review: check by check, bid by bid; a fail with its reason and its place; then the committee's rejections. */
import { Button, Card, Flex, Input, Space, Typography } from 'antd';
import { memo, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cellKey } from '../../../shared/evaluation/committee.ts';
import type { Place } from '../../../shared/journal/fields.ts';
import type { ReviewDecision } from '../../../shared/journal/state.ts';
import type { Check } from '../../../shared/project/model.ts';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { bidName } from '../names.ts';
import { useSeat, useSitting } from '../seat.ts';
import { recallDesk, useDesk } from './deskStore.ts';
import { PlaceButton } from './PlaceButton.tsx';
import { Rejections } from './Rejections.tsx';
import { SavedState } from './SavedState.tsx';
import { Shelf } from './Shelf.tsx';
import { WorkDesk } from './WorkDesk.tsx';

export function ReviewDesk() {
  const first = useSitting().data.bids[0]?.bid ?? null;
  useEffect(() => {
    void recallDesk({ bid: first, item: null }, () => false);
  }, [first]);
  return <WorkDesk shelf={SHELF}>{SHEET}</WorkDesk>;
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

function ReviewSheet() {
  const { t } = useTranslation('seatWork');
  const { t: common } = useTranslation();
  const { room, me, data, terms } = useSeat();
  const bid = useDesk((desk) => desk.bid);
  const goTo = useDesk((desk) => desk.goTo);
  const done = useDone();
  const checks = data.project.review;
  const own = room.member.get(me)?.reviews;
  const next = data.bids.map((one) => one.bid).find((one) => done(one).done < checks.length);
  return (
    <Flex vertical gap={12} style={{ padding: 16 }}>
      <Typography.Title level={4} style={{ margin: 0 }}>
        {bid === null
          ? terms.preliminaryReview
          : common('labelled', { label: terms.preliminaryReview, text: bidName(data, bid) })}
      </Typography.Title>
      <SavedState />
      {bid === null ? (
        <Typography.Text>{t('review.choose')}</Typography.Text>
      ) : (
        checks.map((check) => {
          const key = cellKey(bid, check.id);
          return <Decision key={key} bid={bid} check={check} decided={own?.get(key)} />;
        })
      )}
      {bid !== null && done(bid).done === checks.length && next !== undefined ? (
        <Button type="primary" onClick={() => goTo(next)}>
          {t('review.next', { bidder: bidName(data, next) })}
        </Button>
      ) : null}
      {next === undefined ? <Typography.Text>{t('review.all')}</Typography.Text> : null}
      <Rejections />
    </Flex>
  );
}

/** Made once: the desk around them is not drawn anew when somebody decides something. */
const SHELF = <ReviewShelf />;
const SHEET = <ReviewSheet />;

const Decision = memo(function Decision({
  bid,
  check,
  decided,
}: {
  readonly bid: string;
  readonly check: Check;
  readonly decided: ReviewDecision | undefined;
}) {
  const { t } = useTranslation('seatWork');
  const { client } = useSitting();
  const asking = useAsk();
  const [failing, setFailing] = useState(false);
  const [reason, setReason] = useState(decided?.reason ?? '');
  const [place, setPlace] = useState<Place | null>(decided?.place ?? null);
  const decide = async (pass: boolean) => {
    const body = {
      bid,
      check: check.id,
      pass,
      reason: pass ? '' : reason,
      ...(pass || place === null ? {} : { place }),
    };
    if ((await asking.run(() => client.ask('act', { act: { type: 'review', body } }))) !== null)
      setFailing(false);
  };
  return (
    <Card
      size="small"
      title={check.name}
      extra={
        decided === undefined ? (
          <StatusMark mark="wait">{t('review.open')}</StatusMark>
        ) : (
          <StatusMark mark={decided.pass ? 'good' : 'bad'}>
            {t(decided.pass ? 'review.passed' : 'review.failed')}
          </StatusMark>
        )
      }
    >
      <Flex vertical gap={8}>
        {check.text === undefined ? null : <Typography.Text>{check.text}</Typography.Text>}
        {decided !== undefined && !decided.pass && !failing ? (
          <Flex gap={8} align="center" wrap>
            <Typography.Text>{decided.reason}</Typography.Text>
            <PlaceButton place={decided.place ?? null} of={check.name} />
          </Flex>
        ) : null}
        {failing ? (
          <>
            <Input.TextArea
              autoFocus
              aria-label={t('review.reasonFor', { check: check.name })}
              placeholder={t('review.reason')}
              autoSize={{ minRows: 2 }}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
            <PlaceButton place={place} onPlace={setPlace} of={check.name} />
          </>
        ) : null}
        <RefusalNote refusals={asking.refusals} />
        <Space wrap>
          <Button
            data-first={decided === undefined ? '' : undefined}
            type={decided === undefined && !failing ? 'primary' : 'default'}
            aria-label={t('review.passFor', { check: check.name })}
            loading={asking.busy}
            onClick={() => decide(true)}
          >
            {t('review.pass')}
          </Button>
          {failing ? (
            <Button
              type="primary"
              danger
              aria-label={t('review.failFor', { check: check.name })}
              loading={asking.busy}
              onClick={() => decide(false)}
            >
              {t('review.failNow')}
            </Button>
          ) : (
            <Button aria-label={t('review.failFor', { check: check.name })} onClick={() => setFailing(true)}>
              {t('review.fail')}
            </Button>
          )}
        </Space>
      </Flex>
    </Card>
  );
});
