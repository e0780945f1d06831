/** Sealed results as they come, each with its verdict, line by line: passed, failed, not checked. */
import { Button, Card, Flex, Input, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { CentreStatus, heldResult } from '../../shared/bridge/centre.ts';
import { isVerified, standingOf } from '../../shared/verdict/standing.ts';
import { CodeInGroups } from '../components/CodeInGroups.tsx';
import { useLanguage } from '../components/languageOf.ts';
import { dayAndTime } from '../components/moments.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { StatusMark } from '../components/StatusMark.tsx';
import { useAsk } from '../components/useAsk.ts';
import { Waiting } from '../components/Waiting.tsx';
import { shell } from '../station/shell.ts';
import { useCentre } from './centre.ts';
import { StandingMark } from './StandingNote.tsx';
import { useVerdict } from './useVerdict.ts';
import { VerdictLines } from './VerdictLines.tsx';

type Held = z.infer<typeof heldResult>;

export function Inbox({ onLook }: { readonly onLook: (ciphertext: string) => void }) {
  const { t } = useTranslation('centre');
  const { client, status } = useCentre();
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
      {status.damaged.map((one) => (
        <DamagedCard key={one.ciphertext} damaged={one} />
      ))}
      {status.results.length + status.damaged.length === 0 ? (
        <Waiting since={null}>{t('inbox.none')}</Waiting>
      ) : null}
      {[...status.results].reverse().map((held) => (
        <HeldCard key={held.ciphertext} held={held} onLook={onLook} />
      ))}
    </Flex>
  );
}

function DamagedCard({ damaged }: { readonly damaged: CentreStatus['damaged'][number] }) {
  const { t } = useTranslation('centre');
  return (
    <Card
      size="small"
      title={damaged.name ?? t('inbox.nameless')}
      extra={<StatusMark mark="bad">{t('inbox.damaged')}</StatusMark>}
    >
      <Flex vertical gap={8}>
        <Flex gap={8} align="center" wrap>
          <Typography.Text type="secondary">{t('inbox.code')}</Typography.Text>
          <CodeInGroups code={damaged.ciphertext} groups={4} />
        </Flex>
        <RefusalNote refusals={[damaged.refusal]} />
      </Flex>
    </Card>
  );
}

function HeldCard({ held, onLook }: { readonly held: Held; readonly onLook: (ciphertext: string) => void }) {
  const { t } = useTranslation('centre');
  const language = useLanguage();
  const verdict = useVerdict(held.ciphertext, held.state);
  const standing = verdict === undefined ? null : standingOf(held.state, verdict);
  return (
    <Card
      size="small"
      title={held.name}
      extra={standing === null ? null : <StandingMark kind={standing.kind} />}
    >
      <Flex vertical gap={8}>
        <Flex gap={16} wrap align="center">
          <span>{t('inbox.received', { at: dayAndTime(held.received, language, true) })}</span>
          <Flex gap={8} align="center">
            <Typography.Text type="secondary">{t('inbox.code')}</Typography.Text>
            <CodeInGroups code={held.ciphertext} groups={4} />
          </Flex>
          {held.state === 'verifying' ? null : (
            <Button
              type={standing !== null && isVerified(standing) ? 'primary' : 'default'}
              onClick={() => onLook(held.ciphertext)}
            >
              {t('inbox.look')}
            </Button>
          )}
        </Flex>
        <RefusalNote kind="warning" refusals={held.refusal === null ? [] : [held.refusal]} />
        {held.state === 'second' ? <Second held={held} /> : null}
        {held.state === 'verifying' ? (
          <Waiting since={held.received}>{t('inbox.states.verifying')}</Waiting>
        ) : verdict == null || standing?.counts == null ? null : (
          <VerdictLines counts={standing.counts} verdict={verdict} />
        )}
      </Flex>
    </Card>
  );
}

function Second({ held }: { readonly held: Held }) {
  const { t } = useTranslation('centre');
  const { client, status } = useCentre();
  const asking = useAsk();
  const [reason, setReason] = useState('');
  const language = useLanguage();
  const first = status.results.find((one) => one.ciphertext === held.first);
  if (first === undefined) return null;
  const accept = () =>
    asking.run(() => client.ask('acceptSecond', { ciphertext: held.ciphertext, first: first.room, reason }));
  return (
    <Flex vertical gap={8}>
      <Typography.Text>
        {t('inbox.second', { name: first.name, at: dayAndTime(first.received, language, true) })}
      </Typography.Text>
      <Flex gap={8}>
        <Input
          aria-label={t('inbox.secondReason')}
          placeholder={t('inbox.secondReason')}
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
