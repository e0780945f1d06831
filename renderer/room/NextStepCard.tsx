/** The next step as a sentence with what blocks it, since when, and the one control that exists for it. */
import { Button, Card, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { plainWordsAhead } from '../../shared/record/plainWords.ts';
import { ConfirmedAct } from '../components/ConfirmedAct.tsx';
import { timeOfDay } from '../components/moments.ts';
import { usePhaseName } from '../components/PhaseStepper.tsx';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useAsk } from '../components/useAsk.ts';
import { useNamed } from './named.ts';
import type { NextStep } from './nextStep.ts';
import { Present, usePresence } from './Present.tsx';
import { SubstituteForm } from './SubstituteForm.tsx';
import { act, nameOf, type SupervisorAct, useRoom } from './supervise.ts';
import { PhaseWaiting } from './Waits.tsx';

interface Props {
  readonly step: NextStep;
  readonly onClosing: () => void;
}

export function NextStepCard({ step, onClosing }: Props) {
  const { t } = useTranslation('room');
  return (
    <Card size="small" title={t('step.title')} styles={{ body: { minHeight: 72 } }}>
      <Step step={step} onClosing={onClosing} />
    </Card>
  );
}

function Step({ step, onClosing }: Props) {
  const { t } = useTranslation('room');
  const { t: common } = useTranslation();
  const { room, status, data, terms } = useRoom();
  const phaseName = usePhaseName(data.project.regime);
  const named = useNamed();
  const people = (members: readonly string[]): string =>
    members
      .map((who) => {
        const session = [...room.sessions.values()].find((s) => s.who === who && s.closed === null);
        return session === undefined || session.seat === ''
          ? nameOf(data, who)
          : t('step.atSeat', { seat: session.seat, name: nameOf(data, who) });
      })
      .join(common('names'));
  switch (step.do) {
    case 'admit':
      return <Typography.Text strong>{t('step.admit', { count: step.sessions.length })}</Typography.Text>;
    case 'answer':
      return <Typography.Text strong>{t('step.answer', { count: step.questions.length })}</Typography.Text>;
    case 'resume':
      return <Resuming />;
    case 'announce':
      return (
        <Doing
          text={t('step.announce')}
          label={t('step.announceNow')}
          made={{ type: 'announce', body: { bids: data.bids.map(({ bid }) => bid) } }}
        />
      );
    case 'witness': {
      const { to, reason } = room.backs.get(step.request)!.body;
      return (
        <Deciding
          key={step.request}
          text={t('step.witness', { chair: terms.chair, phase: phaseName(to), reason })}
          label={t('step.witnessNow')}
          what={t('step.witnessWhat', { phase: phaseName(to) })}
          made={{ type: 'witness', body: { act: step.request } }}
        />
      );
    }
    case 'substitute':
      return (
        <Flex vertical gap={8}>
          <Typography.Text strong>{t('step.substitute', { names: people(step.members) })}</Typography.Text>
          <SubstituteForm out={step.members[0]!} />
        </Flex>
      );
    case 'proceed':
      return step.blockers.length === 0 ? (
        <Deciding
          key={step.to}
          text={t('step.proceed', { phase: phaseName(step.to) })}
          label={t('step.proceedNow', { phase: phaseName(step.to) })}
          what={common('proceedWhat', { phase: phaseName(step.to) })}
          made={{ type: 'proceed', body: { to: step.to } }}
        />
      ) : (
        <PhaseWaiting>{step.blockers.map(named).join(common('clauses'))}</PhaseWaiting>
      );
    case 'await-submissions':
      return (
        <PhaseWaiting done={room.members.length - step.members.length} of={room.members.length}>
          {t('step.submissions', { names: people(step.members) })}
        </PhaseWaiting>
      );
    case 'await-signatures':
      return (
        <PhaseWaiting done={room.members.length - step.members.length} of={room.members.length}>
          {t('step.signatures', { names: people(step.members) })}
        </PhaseWaiting>
      );
    case 'await-chair': {
      const absent = step.absent.length === 0 ? [] : [t('step.absent', { names: people(step.absent) })];
      // Where nothing keeps the next phase from beginning, the chair may begin it, whoever has not come.
      const sentences =
        step.blockers.length === 0
          ? [t('step.chair', { chair: terms.chair }), ...absent]
          : [...absent, ...step.blockers.map(named)];
      return <PhaseWaiting>{sentences.join(common('clauses'))}</PhaseWaiting>;
    }
    case 'close':
      return (
        <Flex justify="space-between" align="center" gap={16} wrap>
          <Typography.Text strong>{t('step.close')}</Typography.Text>
          <Button type="primary" onClick={onClosing} disabled={status.stage !== 'open'}>
            {t('step.closeNow')}
          </Button>
        </Flex>
      );
  }
}

function Resuming() {
  const { t } = useTranslation('room');
  const { room } = useRoom();
  const presence = usePresence();
  return (
    <Doing
      text={t('step.paused', {
        since: timeOfDay(room.pauses.at(-1)?.from ?? '', true),
        reason: room.paused?.reason ?? '',
      })}
      label={t('step.resume')}
      made={{ type: 'resume', body: { present: [...presence.present] } }}
    >
      <Present {...presence} />
    </Doing>
  );
}

/** What cannot be taken back is asked for once more. */
function Deciding({
  text,
  label,
  what,
  made,
}: {
  readonly text: string;
  readonly label: string;
  readonly what: string;
  readonly made: SupervisorAct;
}) {
  const { client, room, status } = useRoom();
  return (
    <Flex justify="space-between" align="center" gap={16} wrap>
      <Typography.Text strong style={{ flex: '1 1 20em' }}>
        {text}
      </Typography.Text>
      <ConfirmedAct
        primary
        label={label}
        what={what}
        reads={() => plainWordsAhead(room, { ...made, session: status.session ?? '' })}
        act={() => act(client, made)}
      />
    </Flex>
  );
}

function Doing({
  text,
  label,
  made,
  children,
}: {
  readonly text: string;
  readonly label: string;
  readonly made: SupervisorAct;
  readonly children?: ReactNode;
}) {
  const { client } = useRoom();
  const asking = useAsk();
  return (
    <Flex vertical gap={8}>
      <Flex justify="space-between" align="center" gap={16} wrap>
        <Typography.Text strong style={{ flex: '1 1 20em' }}>
          {text}
        </Typography.Text>
        <Button type="primary" loading={asking.busy} onClick={() => asking.run(() => act(client, made))}>
          {label}
        </Button>
      </Flex>
      {children}
      <RefusalNote refusals={asking.refusals} />
    </Flex>
  );
}
