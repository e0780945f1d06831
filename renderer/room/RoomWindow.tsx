/** The supervisor's window: the stages of the host, then the room, its record, its end. */

import { Card, Flex, Layout, Tabs } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { termsIn } from '../../shared/record/words.ts';
import { useLanguage } from '../components/languageOf.ts';
import { NamedProject } from '../components/namedRefusal.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { Starting } from '../components/Starting.tsx';
import { useRoomView } from '../station/roomView.ts';
import { OverviewLabel } from './AlarmBar.tsx';
import { Closing } from './Closing.tsx';
import { Equipment } from './Equipment.tsx';
import { Frame } from './Frame.tsx';
import { Opening } from './Opening.tsx';
import { Overview } from './Overview.tsx';
import { QuitRoom } from './QuitRoom.tsx';
import { Rebuilding } from './Rebuilding.tsx';
import { RecordPane } from './RecordPane.tsx';
import { RoomContext, roomStore, type Supervised } from './supervise.ts';
import { Wall } from './wall/Wall.tsx';

export function RoomWindow() {
  const { t } = useTranslation('room');
  const { client, status, room, revision } = useRoomView(roomStore);
  const language = useLanguage();
  const [tab, setTab] = useState('overview');
  const supervised = useMemo<Supervised | null>(
    () =>
      client === null || status === null || room === null
        ? null
        : {
            client,
            status,
            room,
            revision,
            data: room.pkg.data,
            terms: termsIn(language, room.pkg.data.project.regime),
          },
    [client, status, room, revision, language],
  );
  return (
    <RoomContext value={supervised}>
      <NamedProject value={supervised?.data ?? null}>
        <Frame status={status} room={room} onAlarms={() => setTab('overview')}>
          {supervised === null ? (
            <Flex justify="center" style={{ padding: 48 }}>
              <Card style={{ width: 760 }}>
                <Starting>{t('loading')}</Starting>
              </Card>
            </Flex>
          ) : (
            <>
              <QuitRoom />
              <Stage supervised={supervised} tab={tab} onTab={setTab} />
            </>
          )}
        </Frame>
      </NamedProject>
    </RoomContext>
  );
}

function Stage({
  supervised: { status },
  tab,
  onTab,
}: {
  readonly supervised: Supervised;
  readonly tab: string;
  readonly onTab: (tab: string) => void;
}) {
  const { t } = useTranslation('room');
  if (status.stop !== null)
    return (
      <Flex vertical gap={16} style={{ padding: 24 }}>
        <RefusalNote refusals={[status.stop.refusal]} />
        {status.stop.proof === null ? null : (
          <div>
            {t('proof')} <code>{status.stop.proof}</code>
          </div>
        )}
      </Flex>
    );
  if (status.person === null || status.stage === 'ready' || status.stage === 'package') return <Opening />;
  if (status.stage === 'lost' || status.stage === 'settling') return <Rebuilding />;
  const ending = status.stage !== 'open';
  return (
    <Layout style={{ height: '100%', background: '#ffffff' }}>
      <Tabs
        // Nothing is to be done in a room that has ended but to hand it over.
        activeKey={ending && tab === 'overview' ? 'closing' : tab}
        onChange={onTab}
        style={{ height: '100%', padding: '0 16px' }}
        destroyOnHidden
        items={[
          ...(ending
            ? []
            : [
                {
                  key: 'overview',
                  label: <OverviewLabel />,
                  children: <Overview onClosing={() => onTab('closing')} />,
                },
              ]),
          ...(status.monitor === null ? [] : [{ key: 'wall', label: t('tabs.wall'), children: <Wall /> }]),
          { key: 'record', label: t('tabs.record'), children: <RecordPane /> },
          { key: 'closing', label: t('tabs.closing'), children: <Closing /> },
          { key: 'equipment', label: t('tabs.equipment'), children: <Equipment /> },
        ]}
      />
    </Layout>
  );
}
