/** Sealed results as they come, each with its verdict, line by line: passed, failed, not checked. */
import { Button, Card, Flex, Input, Table, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { heldResult } from '../../shared/bridge/centre.ts';
import { checkTitle, type Verdict } from '../../shared/verdict/verdict.ts';
import { CodeInGroups } from '../components/CodeInGroups.tsx';
import { useLanguage } from '../components/languageOf.ts';
import { dayAndTime } from '../components/moments.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { type Mark, StatusMark } from '../components/StatusMark.tsx';
import { useAsk } from '../components/useAsk.ts';
import { Waiting } from '../components/Waiting.tsx';
import { shell } from '../station/shell.ts';
import { useCentre } from './centre.ts';

type Held = z.infer<typeof heldResult>;

const STATES: Readonly<Record<Held['state'], Mark>> = {
  verifying: 'wait',
  received: 'good',
  failed: 'bad',
  incomplete: 'warn',
  second: 'warn',
};
const CHECKED: Readonly<Record<string, Mark>> = { PASS: 'good', FAIL: 'bad', 'NOT CHECKED': 'warn' };

export function Inbox({ onLook }: { readonly onLook: (ciphertext: string) => void }) {
  const { t } = useTranslation('centre');
  const { client, status } = useCentre();
  const language = useLanguage();
  const asking = useAsk();
  const take = async () => {
    const chosen = await shell.ask('chooseFolder', { title: t('inbox.take') });
    const path = chosen.ok ? chosen.value.path : null;
    if (path !== null) await asking.run(() => client.ask('take', { folder: path }));
  };
  return (
    <Flex vertical gap={16}>
      <Flex gap={8} align="center" wrap>
        <Button loading={asking.busy} onClick={take}>
          {t('inbox.take')}
        </Button>
        <RefusalNote refusals={asking.refusals} />
      </Flex>
      {status.results.length === 0 ? <Waiting since={null}>{t('inbox.none')}</Waiting> : null}
      {[...status.results].reverse().map((held) => (
        <Card
          key={held.ciphertext}
          size="small"
          title={held.name}
          extra={<StatusMark mark={STATES[held.state]}>{t(`inbox.states.${held.state}`)}</StatusMark>}
        >
          <Flex vertical gap={8}>
            <Flex gap={16} wrap align="center">
              <span>{t('inbox.received', { at: dayAndTime(held.received, language, true) })}</span>
              <Flex gap={8}>
                <Typography.Text type="secondary">{t('inbox.code')}</Typography.Text>
                <CodeInGroups code={held.ciphertext} groups={4} />
              </Flex>
              {held.state === 'verifying' ? null : (
                <Button type="primary" onClick={() => onLook(held.ciphertext)}>
                  {t('inbox.look')}
                </Button>
              )}
            </Flex>
            <RefusalNote kind="warning" refusals={held.refusal === null ? [] : [held.refusal]} />
            {held.state === 'second' ? <Second held={held} /> : null}
            {held.state === 'verifying' ? (
              <Waiting since={held.received}>{t('inbox.states.verifying')}</Waiting>
            ) : (
              <VerdictLines ciphertext={held.ciphertext} state={held.state} />
            )}
          </Flex>
        </Card>
      ))}
    </Flex>
  );
}

function VerdictLines({ ciphertext, state }: { readonly ciphertext: string; readonly state: string }) {
  const { t } = useTranslation('centre');
  const { client } = useCentre();
  const language = useLanguage();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the result's state has changed
  useEffect(() => {
    void client.ask('verdict', { ciphertext }).then((answer) => {
      if (answer.ok) setVerdict(JSON.parse(answer.value.json) as Verdict);
    });
  }, [client, ciphertext, state]);
  if (verdict === null) return null;
  const count = (result: string): number => verdict.checks.filter((one) => one.result === result).length;
  return (
    <details>
      <summary style={{ cursor: 'pointer', minHeight: 32 }}>
        {t('inbox.verdict', {
          passed: count('PASS'),
          failed: count('FAIL'),
          open: count('NOT CHECKED'),
        })}
      </summary>
      <Table
        size="small"
        rowKey="number"
        pagination={false}
        dataSource={[...verdict.checks]}
        columns={[
          { title: t('inbox.number'), dataIndex: 'number', align: 'right', width: '4em' },
          { title: t('inbox.check'), render: (_, { id }) => checkTitle(id)[language] },
          {
            title: t('inbox.result'),
            render: (_, { result }) => (
              <StatusMark mark={CHECKED[result] ?? 'off'}>{t(`inbox.results.${result}`)}</StatusMark>
            ),
          },
          { title: t('inbox.count'), align: 'right', render: (_, check) => check.count ?? '' },
          { title: t('inbox.reason'), render: (_, check) => check.reason?.[language] ?? '' },
        ]}
      />
    </details>
  );
}

function Second({ held }: { readonly held: Held }) {
  const { t } = useTranslation('centre');
  const { t: common } = useTranslation();
  const { client, status } = useCentre();
  const asking = useAsk();
  const [reason, setReason] = useState('');
  const first = status.results.find((one) => one.package === held.package && one.state === 'received');
  if (first === undefined) return null;
  const accept = () =>
    asking.run(() => client.ask('acceptSecond', { ciphertext: held.ciphertext, first: first.room, reason }));
  return (
    <Flex vertical gap={8}>
      <Typography.Text>{t('inbox.second', { name: first.name })}</Typography.Text>
      <Flex gap={8}>
        <Input
          aria-label={common('reason')}
          placeholder={common('reason')}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button disabled={reason.trim() === ''} loading={asking.busy} onClick={accept}>
          {t('inbox.accept')}
        </Button>
      </Flex>
      <RefusalNote refusals={asking.refusals} />
    </Flex>
  );
}
