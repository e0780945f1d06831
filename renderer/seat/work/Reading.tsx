/** Reading of the tender before any bid is judged (R12 15-16). */
import { Button, Flex, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LawQuote } from '../../components/LawQuote.tsx';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { memberName } from '../names.ts';
import { useSeat } from '../seat.ts';
import { PhaseWaiting } from '../Waits.tsx';
import { useDesk } from './deskStore.ts';
import { Shelf } from './Shelf.tsx';
import { WorkDesk } from './WorkDesk.tsx';

export function Reading() {
  const { t } = useTranslation('seatWork');
  const { t: common } = useTranslation();
  const { client, room, me, data } = useSeat();
  const asking = useAsk();
  const [documents, setDocuments] = useState<readonly string[]>([]);
  const goTo = useDesk((desk) => desk.goTo);
  useEffect(() => {
    goTo(null);
    void client.ask('documents', {}).then((answer) => answer.ok && setDocuments(answer.value.tender));
  }, [client, goTo]);
  const read = (room.member.get(me)?.read ?? null) !== null;
  const open = room.members.filter((who) => (room.member.get(who)?.read ?? null) === null);
  const confirm = () =>
    asking.run(() => client.ask('act', { act: { type: 'read', body: { documents: [...documents] } } }));
  return (
    <WorkDesk shelf={<Shelf bids={data.bids.map(({ bid }) => bid)} done={() => ({ done: 0, of: 0 })} />}>
      <Flex vertical gap={16} style={{ padding: 16 }}>
        <Typography.Title level={4} style={{ margin: 0 }}>
          {t('reading.title')}
        </Typography.Title>
        <Typography.Text>{t('reading.text')}</Typography.Text>
        <LawQuote regime={data.project.regime} on="reading" />
        {read ? (
          <PhaseWaiting done={room.members.length - open.length} of={room.members.length}>
            {open.length === 0
              ? t('reading.all')
              : t('reading.waiting', {
                  names: open.map((who) => memberName(data, who)).join(common('names')),
                })}
          </PhaseWaiting>
        ) : (
          <>
            <RefusalNote refusals={asking.refusals} />
            <Button
              type="primary"
              data-first
              disabled={documents.length === 0}
              loading={asking.busy}
              onClick={confirm}
            >
              {t('reading.confirm')}
            </Button>
          </>
        )}
      </Flex>
    </WorkDesk>
  );
}
