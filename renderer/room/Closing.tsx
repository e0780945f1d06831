/** Close, seal, hand over: a checklist that fills itself, one act, then the way to the centre. */
import { Button, Card, Flex, Progress, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unsigned } from '../../shared/evaluation/ending.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { StatusMark } from '../components/StatusMark.tsx';
import { useAsk } from '../components/useAsk.ts';
import { mayAct } from '../station/mayAct.ts';
import { shell } from '../station/shell.ts';
import { AwaitedRecordings } from './AwaitedRecordings.tsx';
import { CloseRoom } from './CloseRoom.tsx';
import { Forget } from './Forget.tsx';
import { nameOf, useRoom } from './supervise.ts';

const CLOSE = { outcome: 'sealed', reason: '', excused: [] } as const;

export function Closing() {
  const { t } = useTranslation('room');
  const { t: common } = useTranslation();
  const { status, room, data } = useRoom();
  const [confirming, setConfirming] = useState(false);
  const after = ['closed', 'sealed', 'delivered', 'forgotten'].indexOf(status.stage);
  const notYet = after >= 0 ? null : mayAct(room, status.session, 'close', { ...CLOSE, excused: [] });
  const open = unsigned(room);
  const lines: { readonly key: string; readonly done: boolean; readonly text: string }[] = [
    { key: 'outcome', done: room.outcome !== null, text: t('closing.outcome') },
    { key: 'report', done: room.report !== null, text: t('closing.report') },
    {
      key: 'signed',
      done: room.report !== null && open.length === 0,
      text:
        room.report !== null && open.length > 0
          ? t('closing.unsigned', { names: open.map((who) => nameOf(data, who)).join(common('names')) })
          : t('closing.signed'),
    },
    { key: 'closed', done: after >= 0, text: t('closing.closed') },
    {
      key: 'sealed',
      done: after >= 1,
      text:
        after === 0 && status.unsigned.length > 0
          ? t('closing.gathering', {
              names: status.unsigned.map((who) => nameOf(data, who)).join(common('names')),
            })
          : t('closing.sealed'),
    },
    { key: 'delivered', done: after >= 2, text: t('closing.delivered') },
  ];
  return (
    <Flex gap={16} wrap style={{ paddingBlockEnd: 16 }}>
      <Card size="small" title={t('closing.title')} style={{ flex: '1 1 480px' }}>
        <Flex component="ol" vertical gap={12} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {lines.map(({ key, done, text }) => (
            <li key={key}>
              <Flex gap={12} align="center">
                <StatusMark mark={done ? 'good' : 'wait'}>
                  {done ? common('status.done') : common('status.open')}
                </StatusMark>
                <span>{text}</span>
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

function Outbox() {
  const { t } = useTranslation('room');
  const { client, status } = useRoom();
  const asking = useAsk();
  const [carried, setCarried] = useState<readonly string[]>([]);
  const { outbox, stage } = status;
  const sealed = stage === 'sealed' || stage === 'delivered';
  const inFolder = async (what: 'carry' | 'takeReceipt') => {
    const chosen = await shell.ask('chooseFolder', { title: t(`outbox.${what}`) });
    if (!chosen.ok || chosen.value.path === null) return;
    const folder = chosen.value.path;
    if (what === 'takeReceipt') await asking.run(() => client.ask('takeReceipt', { folder }));
    else setCarried((await asking.run(() => client.ask('carry', { folder })))?.files ?? []);
  };
  return (
    <Card size="small" title={t('outbox.title')} style={{ flex: '1 1 400px' }}>
      <Flex vertical gap={12}>
        <div>
          <StatusMark
            mark={outbox.state === 'receipt' ? 'good' : outbox.state === 'refused' ? 'bad' : 'wait'}
          >
            {t(`outbox.states.${outbox.state}`)}
          </StatusMark>
        </div>
        {outbox.total === 0 ? null : (
          <Progress
            aria-label={t('outbox.progress')}
            percent={Math.floor((outbox.sent * 100) / outbox.total)}
          />
        )}
        <RefusalNote kind="warning" refusals={outbox.problem === null ? [] : [outbox.problem]} />
        <Typography.Text type="secondary">{t('outbox.text')}</Typography.Text>
        <Flex gap={8} wrap>
          <Button disabled={!sealed} loading={asking.busy} onClick={() => inFolder('carry')}>
            {t('outbox.carry')}
          </Button>
          <Button disabled={stage !== 'sealed'} loading={asking.busy} onClick={() => inFolder('takeReceipt')}>
            {t('outbox.takeReceipt')}
          </Button>
        </Flex>
        {carried.length === 0 ? null : (
          <ul>
            {carried.map((file) => (
              <li key={file}>
                <code>{file}</code>
              </li>
            ))}
          </ul>
        )}
        <RefusalNote refusals={asking.refusals} />
        <Forget />
      </Flex>
    </Card>
  );
}
