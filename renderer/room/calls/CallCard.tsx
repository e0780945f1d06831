/** Begins a call with a seat, for whoever is to speak at this window: the supervisor, the agency, or a bidder's representative. */
import { Button, Card, Flex, Select, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOpen } from '../../../shared/intercom/line.ts';
import { mayCall } from '../../../shared/intercom/mayCall.ts';
import { nobleCrypto } from '../../../shared/ports/nobleCrypto.ts';
import { peerKey, peersOf, usePeerName } from '../../components/call/peers.ts';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { nameOf, useRoom } from '../supervise.ts';
import { seatOf } from '../wall/seatPicture.ts';

export function CallCard() {
  const { t } = useTranslation('calls');
  const supervised = useRoom();
  const { client, status, room, data, terms } = supervised;
  const asking = useAsk();
  const name = usePeerName(room, terms);
  const [session, setSession] = useState<string | null>(null);
  const own = status.person?.who;
  const peers = peersOf(room).filter((peer) => peer.kind !== 'supervisor' || peer.supervisor === own);
  const [chosen, setChosen] = useState<string | null>(null);
  const peer = peers.find((one) => peerKey(one) === chosen) ?? peers[0];
  const seats = room.members.flatMap((who) => {
    const seat = seatOf(supervised, who);
    return seat === null ? [] : [seat];
  });
  const seat = seats.find(({ key }) => key === session) ?? null;
  const problem = seat === null || peer === undefined ? null : mayCall(nobleCrypto, room, seat.key, peer);
  const under = status.lines.some(isOpen);
  return (
    <Card size="small" title={t('card.title')}>
      <Flex vertical gap={8}>
        <Select
          aria-label={t('card.seat')}
          placeholder={t('card.seat')}
          value={seat?.key ?? null}
          onChange={setSession}
          options={seats.map(({ key, seat: label, who }) => ({
            value: key,
            label: t('peer.member', { seat: label, name: nameOf(data, who) }),
          }))}
        />
        <Select
          aria-label={t('card.who')}
          value={peer === undefined ? null : peerKey(peer)}
          onChange={setChosen}
          options={peers.map((one) => ({ value: peerKey(one), label: labelOf(one) }))}
        />
        {peer?.kind === 'bidder' ? <Typography.Text>{t('written')}</Typography.Text> : null}
        <Typography.Text type="secondary">{t('card.note')}</Typography.Text>
        <RefusalNote kind="warning" refusals={problem === null || under ? [] : [problem]} />
        <RefusalNote refusals={asking.refusals} />
        <Button
          disabled={seat === null || peer === undefined || problem !== null || under}
          loading={asking.busy}
          onClick={() => asking.run(() => client.ask('ring', { session: seat!.key, with: peer! }))}
        >
          {t('card.ring')}
        </Button>
      </Flex>
    </Card>
  );

  function labelOf(one: (typeof peers)[number]): string {
    if (one.kind !== 'bidder') return name(one);
    const question = room.questions.get(one.question);
    const bidder = data.bids.find(({ bid }) => bid === question?.bid)?.name ?? '';
    return t('card.bidder', { bidder, question: question?.text ?? '' });
  }
}
