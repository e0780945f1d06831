/** Close, seal, hand over: a checklist that fills itself, one act, then the way to the centre. */
import { Alert, Button, Card, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unsigned } from '../../shared/evaluation/ending.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { type Mark, StatusMark } from '../components/StatusMark.tsx';
import { mayAct } from '../station/mayAct.ts';
import { AwaitedRecordings } from './AwaitedRecordings.tsx';
import { CloseRoom } from './CloseRoom.tsx';
import { brokenOff, type ClosingStep, closingSteps, endingOf } from './closingSteps.ts';
import { Outbox } from './Outbox.tsx';
import { nameOf, useRoom } from './supervise.ts';

const MARKS: Readonly<Record<ClosingStep['standing'], Mark>> = { done: 'good', open: 'wait', dropped: 'off' };

const CLOSE = { outcome: 'sealed', reason: '', excused: [] } as const;

export function Closing() {
  const { t } = useTranslation('room');
  const { t: common } = useTranslation();
  const { status, room, data } = useRoom();
  const [confirming, setConfirming] = useState(false);
  const after = endingOf(status.stage);
  const notYet = after >= 0 ? null : mayAct(room, status.session, 'close', { ...CLOSE, excused: [] });
  const names = (who: readonly string[]): string => who.map((one) => nameOf(data, one)).join(common('names'));
  const why = brokenOff(room);
  const textOf = ({ step, standing }: ClosingStep): string => {
    if (step === 'signed' && standing === 'open' && room.report !== null)
      return t('closing.unsigned', { names: names(unsigned(room)) });
    if (step === 'sealed' && standing === 'open' && after === 0 && status.unsigned.length > 0)
      return t('closing.gathering', { names: names(status.unsigned) });
    return t(`closing.${step}`);
  };
  return (
    <Flex gap={16} wrap style={{ paddingBlockEnd: 16 }}>
      <Card size="small" title={t('closing.title')} style={{ flex: '1 1 480px' }}>
        {why === null ? null : (
          <Alert
            type="warning"
            showIcon
            title={t('closing.aborted', { reason: why })}
            style={{ marginBlockEnd: 12 }}
          />
        )}
        <Flex component="ol" vertical gap={12} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {closingSteps(room, status.stage).map((one) => (
            <li key={one.step}>
              <Flex gap={12} align="center">
                <StatusMark mark={MARKS[one.standing]}>
                  {one.standing === 'dropped' ? t('closing.dropped') : common(`status.${one.standing}`)}
                </StatusMark>
                <span>{textOf(one)}</span>
              </Flex>
            </li>
          ))}
        </Flex>
        <AwaitedRecordings />
        {after >= 0 ? null : (
          <Flex vertical gap={12} style={{ marginBlockStart: 16 }}>
            <RefusalNote kind="info" refusals={notYet === null ? [] : [notYet]} />
            <Flex justify="end">
              <Button type="primary" disabled={notYet !== null} onClick={() => setConfirming(true)}>
                {t('closing.close')}
              </Button>
            </Flex>
          </Flex>
        )}
      </Card>
      <Outbox />
      {confirming ? <CloseRoom onClose={() => setConfirming(false)} /> : null}
    </Flex>
  );
}
