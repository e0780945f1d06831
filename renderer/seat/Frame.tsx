/** What stands around every screen of the seat: project and lot, phases, the room's clock, link, recording, the call for the supervisor. */
import { PhoneOutlined } from '@ant-design/icons';
import { Button, Flex, Layout, Space, Typography } from 'antd';
import { type ReactNode, useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { seatContract } from '../../shared/bridge/seat.ts';
import { useLanguage } from '../components/languageOf.ts';
import { Manual } from '../components/Manual.tsx';
import { timeOfDay } from '../components/moments.ts';
import { PhaseStepper } from '../components/PhaseStepper.tsx';
import { ProcessNote } from '../components/ProcessNote.tsx';
import { RoomClock } from '../components/RoomClock.tsx';
import { StatusMark } from '../components/StatusMark.tsx';
import { WindowControls } from '../components/WindowControls.tsx';
import type { RoomView } from '../station/roomView.ts';
import { CallSupervisor } from './CallSupervisor.tsx';
import { SeatCallBar } from './call/SeatCallBar.tsx';
import { CommitteeMatters } from './decisions/CommitteeMatters.tsx';
import { LeaveSeat } from './lock/LeaveSeat.tsx';
import { RecordingMark } from './recording/RecordingMark.tsx';
import { RecordingNote } from './recording/RecordingNote.tsx';
import { SeatContext } from './seat.ts';

interface Props {
  readonly view: RoomView<typeof seatContract>;
  readonly children: ReactNode;
}

export function Frame({ view, children }: Props) {
  const { t } = useTranslation('seatEntry');
  const { t: common } = useTranslation();
  const language = useLanguage();
  const [manual, setManual] = useState(false);
  const [calling, setCalling] = useState(false);
  const { status, room } = view;
  const seat = useContext(SeatContext);
  const project = room?.pkg.data.project;
  const up = status?.link.up === true;

  return (
    <Layout style={{ height: '100%' }}>
      <Layout.Header style={{ lineHeight: 'normal', borderBlockEnd: '1px solid #d0d7de' }}>
        <Flex justify="space-between" align="center" gap={16} style={{ padding: '6px 16px' }} wrap>
          <Flex vertical style={{ minWidth: 0, flex: '1 1 10em' }}>
            <Typography.Text strong ellipsis>
              {project === undefined ? common('app') : project.name}
            </Typography.Text>
            <Typography.Text type="secondary" ellipsis style={{ fontSize: '0.875em' }}>
              {[
                status === null ? null : common('seatNumber', { seat: status.seat }),
                status?.person?.name,
                room?.opening?.demonstration ? common('demonstration') : null,
                project?.code,
                project?.lot === undefined ? null : common('lot', { lot: project.lot }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Typography.Text>
          </Flex>
          <Space size={8} wrap>
            {/* With seconds: the recorded screen tells its time by itself, and never stands so still that nothing is recorded. */}
            <RoomClock seconds title={t('frame.clock')} />
            <RecordingMark status={status} />
            {status === null ? null : (
              <StatusMark mark={up ? 'good' : 'warn'}>{t(up ? 'frame.linkUp' : 'frame.linkDown')}</StatusMark>
            )}
            {seat?.status.stage === 'seated' ? (
              <>
                <CommitteeMatters />
                <LeaveSeat />
              </>
            ) : null}
            {status?.stage === 'seated' ? (
              <Button icon={<PhoneOutlined aria-hidden />} onClick={() => setCalling(true)}>
                {t('frame.call')}
              </Button>
            ) : null}
            <WindowControls onHelp={() => setManual(true)} />
          </Space>
        </Flex>
        {room === null || project === undefined || room.room === null ? null : (
          <div style={{ padding: '0 16px 6px' }}>
            <PhaseStepper phase={room.phase} regime={project.regime} />
          </div>
        )}
      </Layout.Header>
      <ProcessNote />
      {status === null || up || room?.room == null ? null : (
        <Flex style={{ padding: '8px 16px', background: '#fff5dd' }} role="status">
          <Typography.Text>
            {t('frame.linkDownText', { since: timeOfDay(status.link.since, true) })}
          </Typography.Text>
        </Flex>
      )}
      <RecordingNote status={status} />
      {seat?.status.stage === 'seated' ? <SeatCallBar /> : null}
      {room?.paused ? (
        <Flex style={{ padding: '8px 16px', background: '#fff8e1' }} role="status">
          <Typography.Text strong>{t('frame.paused', { reason: room.paused.reason })}</Typography.Text>
        </Flex>
      ) : null}
      <Layout.Content style={{ minHeight: 0, overflow: 'auto' }} lang={language === 'en' ? 'en' : 'zh-CN'}>
        {children}
      </Layout.Content>
      <Manual of="seat" open={manual} onOpen={() => setManual(true)} onClose={() => setManual(false)} />
      {calling ? <CallSupervisor onClose={() => setCalling(false)} /> : null}
    </Layout>
  );
}
