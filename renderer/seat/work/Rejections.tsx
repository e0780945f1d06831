/** Bids that a majority fails on a check: looked at together, then written down by the chair, each with its ground and clause. */
import { Button, Card, Flex, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { cellKey } from '../../../shared/evaluation/committee.ts';
import { failures, reviewVotes } from '../../../shared/evaluation/review.ts';
import { LawQuote } from '../../components/LawQuote.tsx';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { useSeatDraft } from '../drafts.ts';
import { bidName, memberName } from '../names.ts';
import { useSeat } from '../seat.ts';
import { PlaceButton } from './PlaceButton.tsx';

export function Rejections() {
  const { t } = useTranslation('seatWork');
  const { room, data, terms } = useSeat();
  const failed = failures(room);
  if (failed.length === 0) return null;
  return (
    <Flex vertical gap={12}>
      <Typography.Title level={5} style={{ margin: 0 }}>
        {t('rejection.title', { rejection: terms.rejection })}
      </Typography.Title>
      <LawQuote regime={data.project.regime} on="rejection" />
      {failed.map(({ bid, check }) => (
        <Rejection key={cellKey(bid, check)} bid={bid} check={check} />
      ))}
    </Flex>
  );
}

function Rejection({ bid, check }: { readonly bid: string; readonly check: string }) {
  const { t } = useTranslation('seatWork');
  const { t: common } = useTranslation();
  const { client, room, me, data, terms } = useSeat();
  const asking = useAsk();
  const key = cellKey(bid, check);
  const { name, text = '' } = data.project.review.find(({ id }) => id === check)!;
  const draft = useSeatDraft(['reject', room.rounds.length, key], { ground: '', clause: '' });
  const { ground, clause } = draft.value;
  const chair = room.chair?.member === me;
  const deliberation = room.deliberations.get(key);
  const rejection = room.rejections.get(key);
  const places = reviewVotes(room, bid, check).failed.map((who) => ({
    who,
    ...room.member.get(who)!.reviews.get(key)!,
  }));
  const deliberate = () =>
    asking.run(() =>
      client.ask('act', {
        act: { type: 'deliberate', body: { bid, check, matter: t('rejection.matter', { check: name }) } },
      }),
    );
  const reject = async () => {
    const body = { bid, check, ground, clause };
    const done = await asking.run(() => client.ask('act', { act: { type: 'reject', body } }));
    if (done !== null) draft.drop();
  };
  return (
    <Card
      size="small"
      title={common('labelled', { label: bidName(data, bid), text: name })}
      extra={
        rejection === undefined ? (
          <StatusMark mark="wait">{t('rejection.open')}</StatusMark>
        ) : (
          <StatusMark mark="bad">{terms.rejection}</StatusMark>
        )
      }
    >
      <Flex vertical gap={8}>
        <Typography.Text type="secondary">{text}</Typography.Text>
        {places.map(({ who, reason, place }) => (
          <Flex key={who} gap={8} align="center" wrap>
            <Typography.Text>
              {common('labelled', { label: memberName(data, who), text: reason })}
            </Typography.Text>
            <PlaceButton place={place ?? null} of={`${memberName(data, who)} ${name}`} />
          </Flex>
        ))}
        {rejection !== undefined ? (
          <Typography.Text>
            {common('bracketed', { text: rejection.ground, more: rejection.clause })}
          </Typography.Text>
        ) : deliberation === undefined ? (
          <Flex vertical gap={8}>
            <Typography.Text>{t('rejection.deliberateText')}</Typography.Text>
            {chair ? (
              <Button loading={asking.busy} onClick={deliberate}>
                {t('rejection.deliberate')}
              </Button>
            ) : null}
          </Flex>
        ) : chair ? (
          <Flex vertical gap={8}>
            <Input
              aria-label={t('rejection.ground')}
              placeholder={t('rejection.ground')}
              value={ground}
              onChange={({ target }) => draft.change({ ground: target.value })}
            />
            <Input
              aria-label={t('rejection.clause')}
              placeholder={t('rejection.clause')}
              value={clause}
              onChange={({ target }) => draft.change({ clause: target.value })}
            />
            <Button
              danger
              disabled={ground.trim() === '' || clause.trim() === ''}
              loading={asking.busy}
              onClick={reject}
            >
              {t('rejection.reject', { rejection: terms.rejection })}
            </Button>
          </Flex>
        ) : (
          <Typography.Text>{t('rejection.deliberating', { chair: terms.chair })}</Typography.Text>
        )}
        <RefusalNote refusals={asking.refusals} />
      </Flex>
    </Card>
  );
}
