/** The room at a glance: the next step, who comes in, the plan of seats, alarms. Nothing from which a score could be guessed. */
import { Flex } from 'antd';
import { answerable } from '../../shared/evaluation/clarification.ts';
import { Admissions } from './Admissions.tsx';
import { Alarms } from './Alarms.tsx';
import { Answers } from './Answers.tsx';
import { CallCard } from './calls/CallCard.tsx';
import { Hall } from './Hall.tsx';
import { Interventions } from './Interventions.tsx';
import { NextStepCard } from './NextStepCard.tsx';
import { nextStep } from './nextStep.ts';
import { Plan } from './Plan.tsx';
import { useRoom } from './supervise.ts';

export function Overview({ onClosing }: { readonly onClosing: () => void }) {
  const { room } = useRoom();
  const step = nextStep(room);
  return (
    <Flex gap={16} wrap style={{ paddingBlockEnd: 16 }}>
      <Flex vertical gap={16} style={{ flex: '2 1 640px', minWidth: 0 }}>
        <NextStepCard step={step} onClosing={onClosing} />
        {step.do === 'admit' ? <Admissions sessions={step.sessions} /> : null}
        {/* Whatever else is due: an answer that is being entered does not go away because somebody signs in. */}
        <Answers questions={answerable(room)} />
        <Plan />
      </Flex>
      <Flex vertical gap={16} style={{ flex: '1 1 320px', minWidth: 0 }}>
        <Hall />
        <Alarms />
        {room.opening?.recording.due === true ? <CallCard /> : null}
        <Interventions />
      </Flex>
    </Flex>
  );
}
