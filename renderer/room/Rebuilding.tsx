/** After a restart or a lost disk: the seats' copies are heard before anything is added. */
import { Button, Card, Flex, Input, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { StatusMark } from '../components/StatusMark.tsx';
import { bySeat } from '../components/seatOrder.ts';
import { useAsk } from '../components/useAsk.ts';
import { Waiting } from '../components/Waiting.tsx';
import { useRoomDraft } from './drafts.ts';
import { seatsHolding } from './seatsHolding.ts';
import { useRoom } from './supervise.ts';

export function Rebuilding() {
  const { t } = useTranslation('room');
  const { client, status, data } = useRoom();
  const asking = useAsk();
  const draft = useRoomDraft(['rebuild'], { reason: '' });
  const { reason } = draft.value;
  const rebuild = async () => {
    if ((await asking.run(() => client.ask('rebuild', { reason }))) !== null) draft.drop();
  };
  const lost = status.stage === 'lost';
  const members = data.committee.length - data.project.reserves.length;
  const { up, all } = seatsHolding(status.seats, members);
  return (
    <Flex justify="center" style={{ padding: 24 }}>
      <Card style={{ width: 760, maxWidth: '100%' }}>
        <Flex vertical gap={16}>
          <Typography.Title level={3} style={{ margin: 0 }}>
            {t(lost ? 'rebuilding.lost' : 'rebuilding.settling')}
          </Typography.Title>
          <Typography.Text>{t(lost ? 'rebuilding.lostText' : 'rebuilding.settlingText')}</Typography.Text>
          <Table
            size="small"
            pagination={false}
            rowKey="seat"
            dataSource={[...status.seats].sort(bySeat)}
            columns={[
              { title: t('rebuilding.seat'), dataIndex: 'seat' },
              {
                title: t('rebuilding.link'),
                render: (_, { up }) => (
                  <StatusMark mark={up ? 'good' : 'wait'}>
                    {t(up ? 'plan.up' : 'rebuilding.unheard')}
                  </StatusMark>
                ),
              },
              { title: t('rebuilding.entries'), dataIndex: 'entries', align: 'right', className: 'figures' },
            ]}
          />
          {lost ? (
            <>
              <div>
                <StatusMark mark={all ? 'good' : 'warn'}>
                  {t('rebuilding.connected', { count: up, of: members })}
                </StatusMark>
              </div>
              <Typography.Text strong>{t('rebuilding.reason')}</Typography.Text>
              <Input.TextArea
                aria-label={t('rebuilding.reason')}
                value={reason}
                onChange={({ target }) => draft.change({ reason: target.value })}
              />
            </>
          ) : (
            <Hearing />
          )}
          <RefusalNote refusals={asking.refusals} />
          <Flex justify="end">
            {lost ? (
              <Button type="primary" disabled={reason.trim() === ''} loading={asking.busy} onClick={rebuild}>
                {t('rebuilding.rebuild')}
              </Button>
            ) : (
              <Button loading={asking.busy} onClick={() => asking.run(() => client.ask('goOn', {}))}>
                {t('rebuilding.goOn')}
              </Button>
            )}
          </Flex>
        </Flex>
      </Card>
    </Flex>
  );
}

/** The seats are waited for since this window has seen it first: the station tells the present time alone. */
function Hearing() {
  const { t } = useTranslation('room');
  const { status } = useRoom();
  const [since] = useState(status.clock.now);
  return <Waiting since={since}>{t('rebuilding.waiting')}</Waiting>;
}
