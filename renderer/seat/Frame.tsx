/** What stands around every screen of the seat: project and lot, phases, the room's clock, link, recording, the call for the supervisor. */
import { PhoneOutlined } from '@ant-design/icons';
import { Button, Flex, Layout, Space, Typography } from 'antd';
import { memo, type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useLanguage } from '../components/languageOf.ts';
import { Manual } from '../components/Manual.tsx';
import { timeOfDay } from '../components/moments.ts';
import { PhaseStepper } from '../components/PhaseStepper.tsx';
import { ProcessNote } from '../components/ProcessNote.tsx';
import { RoomClock } from '../components/RoomClock.tsx';
import { StatusMark } from '../components/StatusMark.tsx';
import { WindowControls } from '../components/WindowControls.tsx';
import { CallSupervisor } from './CallSupervisor.tsx';
import { SeatCallBar } from './call/SeatCallBar.tsx';
import { CommitteeMatters } from './decisions/CommitteeMatters.tsx';
import { Keys } from './Keys.tsx';
import { LeaveSeat } from './lock/LeaveSeat.tsx';
import { usePanes } from './panes.ts';
import { usePausedText } from './paused.ts';
import { RecordingMark } from './recording/RecordingMark.tsx';
import { RecordingNote } from './recording/RecordingNote.tsx';
import { useBehind } from './roomTime.ts';
import { seatStore } from './seat.ts';

/** Drawn anew where something that stands in it has changed, and not at each act of the room. */
export const Frame = memo(function Frame({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('seatEntry');
  const language = useLanguage();
  const [manual, setManual] = useState(false);
  const [calling, setCalling] = useState(false);
  const help = useCallback(() => setManual(true), []);
  usePanes();
  const { known, up, works, pin } = useStore(
    seatStore,
    useShallow(({ status, room }) => ({
      known: status !== null,
      up: status?.link.up === true,
      pin: status?.pin === true,
      works: status?.stage === 'seated' && status.person !== null && room !== null,
    })),
  );
  return (
    <Layout style={{ height: '100%' }}>
      <Layout.Header style={{ lineHeight: 'normal', borderBlockEnd: '1px solid #d0d7de' }}>
        <Flex justify="space-between" align="center" gap={16} style={{ padding: '6px 16px' }} wrap>
          <Whose />
          <Space size={8} wrap>
            {/* With seconds: the recorded screen tells its time by itself, and never stands so still that nothing is recorded. */}
            <Clock />
            {works ? (
              <>
                <CommitteeMatters />
                {pin ? <LeaveSeat /> : null}
                <Button icon={<PhoneOutlined aria-hidden />} onClick={() => setCalling(true)}>
                  {t('frame.call')}
                </Button>
              </>
            ) : null}
            <WindowControls onHelp={help} />
          </Space>
        </Flex>
        <Flex justify="space-between" align="center" gap={16} style={{ padding: '0 16px 6px' }} wrap>
          <Phases />
          <Space size={8} style={{ marginInlineStart: 'auto' }}>
            <RecordingMark />
            {known ? (
              <StatusMark mark={up ? 'good' : 'warn'}>{t(up ? 'frame.linkUp' : 'frame.linkDown')}</StatusMark>
            ) : null}
          </Space>
        </Flex>
      </Layout.Header>
      <ProcessNote screen={known} />
      <LinkDown />
      <RecordingNote />
      {works ? <SeatCallBar /> : null}
      <Paused />
      <Layout.Content style={{ minHeight: 0, overflow: 'auto' }} lang={language === 'en' ? 'en' : 'zh-CN'}>
        {children}
      </Layout.Content>
      <Manual of="seat" open={manual} onOpen={help} onClose={() => setManual(false)} />
      <Keys />
      {calling ? <CallSupervisor onClose={() => setCalling(false)} /> : null}
    </Layout>
  );
});

/** The room's, as far as this seat knows how far its own is from it. */
function Clock() {
  const { t } = useTranslation('seatEntry');
  const behind = useBehind();
  return <RoomClock behind={behind ?? 0} title={t(behind === null ? 'frame.clock' : 'frame.roomClock')} />;
}

function Whose() {
  const { t } = useTranslation();
  const { project, seat, name, demonstration } = useStore(
    seatStore,
    useShallow(({ status, room }) => ({
      project: room?.pkg.data.project,
      seat: status?.seat,
      name: status?.person?.name,
      demonstration: room?.opening?.demonstration === true,
    })),
  );
  const details = [
    seat === undefined ? null : t('seatNumber', { seat }),
    name,
    demonstration ? t('demonstration') : null,
    project?.code,
    project?.lot === undefined ? null : t('lot', { lot: project.lot }),
  ];
  return (
    <Flex vertical style={{ minWidth: 0, flex: '1 1 10em' }}>
      <Typography.Text strong ellipsis>
        {project === undefined ? t('app') : project.name}
      </Typography.Text>
      <Typography.Text type="secondary" style={{ fontSize: '0.875em' }}>
        {details.filter(Boolean).join(' · ')}
      </Typography.Text>
    </Flex>
  );
}

function Phases() {
  const { phase, regime, brokenOff } = useStore(
    seatStore,
    useShallow(({ room }) => ({
      phase: room === null || room.room === null ? null : room.phase,
      regime: room?.pkg.data.project.regime,
      brokenOff: room?.brokenOff ?? null,
    })),
  );
  if (phase === null || regime === undefined) return null;
  return <PhaseStepper phase={phase} regime={regime} brokenOff={brokenOff} />;
}

function LinkDown() {
  const { t } = useTranslation('seatEntry');
  const since = useStore(seatStore, ({ status, room }) =>
    status === null || status.link.up || room?.room == null ? null : status.link.since,
  );
  return since === null ? null : (
    <Flex style={{ padding: '8px 16px', background: '#fff5dd' }} role="status">
      <Typography.Text>{t('frame.linkDownText', { since: timeOfDay(since, true) })}</Typography.Text>
    </Flex>
  );
}

function Paused() {
  const text = usePausedText();
  return text === null ? null : (
    <Flex style={{ padding: '8px 16px', background: '#fff8e1' }} role="status">
      <Typography.Text strong>{text}</Typography.Text>
    </Flex>
  );
}
