/** The sealed result's way to the centre: how far it has come, a carrier disk as the other way, and the receipt, which is the room's evidence that the centre has it. */
import { Button, Card, Descriptions, Flex, Progress, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeInGroups } from '../components/CodeInGroups.tsx';
import { useLanguage } from '../components/languageOf.ts';
import { dayAndTime } from '../components/moments.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { StatusMark } from '../components/StatusMark.tsx';
import { useAsk } from '../components/useAsk.ts';
import { shell } from '../station/shell.ts';
import { Forget } from './Forget.tsx';
import { useRoom } from './supervise.ts';

export function Outbox() {
  const { t } = useTranslation('room');
  const { client, status } = useRoom();
  const asking = useAsk();
  const [carried, setCarried] = useState<readonly string[]>([]);
  const { outbox, stage } = status;
  const stalled = outbox.state === 'sending' && outbox.problem !== null;
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
            mark={
              outbox.state === 'receipt'
                ? 'good'
                : outbox.state === 'refused'
                  ? 'bad'
                  : stalled
                    ? 'warn'
                    : 'wait'
            }
          >
            {t(stalled ? 'outbox.stalled' : `outbox.states.${outbox.state}`)}
          </StatusMark>
        </div>
        {outbox.total === 0 ? null : (
          <Progress
            aria-label={t('outbox.progress')}
            percent={Math.floor((outbox.sent * 100) / outbox.total)}
          />
        )}
        <RefusalNote kind="warning" refusals={outbox.problem === null ? [] : [outbox.problem]} />
        {outbox.state === 'receipt' ? (
          <Receipt />
        ) : (
          <>
            <Typography.Text type="secondary">{t('outbox.text')}</Typography.Text>
            <Flex gap={8} wrap>
              <Button disabled={stage !== 'sealed'} loading={asking.busy} onClick={() => inFolder('carry')}>
                {t('outbox.carry')}
              </Button>
              <Button
                disabled={stage !== 'sealed'}
                loading={asking.busy}
                onClick={() => inFolder('takeReceipt')}
              >
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
          </>
        )}
        <RefusalNote refusals={asking.refusals} />
        <Forget />
      </Flex>
    </Card>
  );
}

/** What the centre signed: of which result, what it found, and when. */
function Receipt() {
  const { t } = useTranslation('room');
  const language = useLanguage();
  const { receipt } = useRoom().status.outbox;
  if (receipt === null) return null;
  const { received, at, ciphertext, seal } = receipt;
  return (
    <Descriptions
      column={1}
      bordered
      size="small"
      items={[
        {
          key: 'received',
          label: t('outbox.receipt.received'),
          children: <span className="figures">{dayAndTime(received, language, true)}</span>,
        },
        {
          key: 'verdict',
          label: t('outbox.receipt.verdict'),
          children: t('outbox.receipt.passed', { at: dayAndTime(at, language, true) }),
        },
        ...Object.entries({ ciphertext, seal, package: receipt.package }).map(([key, code]) => ({
          key,
          label: t(`outbox.receipt.${key as 'ciphertext' | 'seal' | 'package'}`),
          children: <CodeInGroups code={code} groups={4} />,
        })),
      ]}
    />
  );
}
