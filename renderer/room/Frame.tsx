/** What stands around the supervisor's screens: project, phase, clock, who supervises. */
import { Flex, Layout, Space, Typography } from 'antd';
import { type ReactNode, useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomStatus } from '../../shared/bridge/room.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { Manual } from '../components/Manual.tsx';
import { PhaseStepper } from '../components/PhaseStepper.tsx';
import { ProcessNote } from '../components/ProcessNote.tsx';
import { RoomClock } from '../components/RoomClock.tsx';
import { WindowControls } from '../components/WindowControls.tsx';
import { AlarmBar } from './AlarmBar.tsx';
import { RoomCallBars } from './calls/RoomCallBar.tsx';
import { RoomContext } from './supervise.ts';

interface Props {
  readonly status: RoomStatus | null;
  readonly room: RoomState | null;
  readonly children: ReactNode;
  /** Shows the screen on which alarms are seen to. */
  readonly onAlarms: () => void;
}

export function Frame({ status, room, children, onAlarms }: Props) {
  const { t } = useTranslation('room');
  const { t: common } = useTranslation();
  const [manual, setManual] = useState(false);
  const supervised = useContext(RoomContext);
  const project = room?.pkg.data.project;
  return (
    <Layout style={{ height: '100%' }}>
      <Layout.Header style={{ lineHeight: 'normal', borderBlockEnd: '1px solid #d0d7de' }}>
        <Flex justify="space-between" align="center" gap={16} style={{ padding: '6px 16px' }} wrap>
          <Flex vertical style={{ minWidth: 0, flex: '1 1 12em' }}>
            <Typography.Text strong ellipsis>
              {project?.name ?? common('app')}
            </Typography.Text>
            {/* All of it: whether this is a demonstration is never cut off. */}
            <Typography.Text type="secondary">
              {[
                t('station'),
                project?.code,
                project?.lot === undefined ? null : common('lot', { lot: project.lot }),
                status?.person?.name,
                room?.opening?.demonstration ? common('demonstration') : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            </Typography.Text>
          </Flex>
          <Space size={8} wrap>
            {/* With seconds: its time is the journal's. */}
            <RoomClock />
            <WindowControls onHelp={() => setManual(true)} />
          </Space>
        </Flex>
        {room === null || project === undefined || room.room === null ? null : (
          <div style={{ padding: '0 16px 6px' }}>
            <PhaseStepper phase={room.phase} regime={project.regime} brokenOff={room.brokenOff} />
          </div>
        )}
      </Layout.Header>
      <ProcessNote screen={status !== null} />
      {supervised === null ? null : <RoomCallBars />}
      {supervised === null || supervised.status.stage !== 'open' ? null : <AlarmBar onOpen={onAlarms} />}
      <Layout.Content style={{ minHeight: 0, overflow: 'auto' }}>{children}</Layout.Content>
      <Manual of="room" open={manual} onOpen={() => setManual(true)} onClose={() => setManual(false)} />
    </Layout>
  );
}
