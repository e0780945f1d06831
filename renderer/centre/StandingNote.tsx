/** Over everything that is shown of a result: how it stands, in words and counts, with the way to the numbered checks. */
import { Alert, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../shared/refusal.ts';
import type { Standing, StandingKind } from '../../shared/verdict/standing.ts';
import type { Verdict } from '../../shared/verdict/verdict.ts';
import { useLanguage } from '../components/languageOf.ts';
import { type Mark, StatusMark } from '../components/StatusMark.tsx';
import { VerdictLines } from './VerdictLines.tsx';

const MARKS: Readonly<Record<StandingKind, Mark>> = {
  verifying: 'wait',
  received: 'good',
  partly: 'warn',
  failed: 'bad',
  incomplete: 'warn',
  second: 'warn',
};
const LOUDNESS = { wait: 'info', good: 'success', warn: 'warning', bad: 'error', off: 'info' } as const;

/** The state alone, as a mark with its word. */
export function StandingMark({ kind }: Pick<Standing, 'kind'>) {
  const { t } = useTranslation('centre');
  return <StatusMark mark={MARKS[kind]}>{t(`inbox.states.${kind}`)}</StatusMark>;
}

interface Props {
  readonly standing: Standing;
  readonly verdict: Verdict | null;
  /** Why the centre has not taken it. */
  readonly refusal: Refusal | null;
}

export function StandingNote({ standing, verdict, refusal }: Props) {
  const { t } = useTranslation('centre');
  const language = useLanguage();
  const { kind, counts } = standing;
  const lines =
    verdict === null || counts === null ? (
      <span>{t('inbox.noVerdict')}</span>
    ) : (
      <VerdictLines counts={counts} verdict={verdict} />
    );
  if (kind === 'received')
    return (
      <Flex gap={16} wrap align="baseline">
        <StandingMark kind={kind} />
        {lines}
      </Flex>
    );
  return (
    <Alert
      role={MARKS[kind] === 'bad' ? 'alert' : 'status'}
      type={LOUDNESS[MARKS[kind]]}
      showIcon
      title={t(kind === 'partly' ? 'result.standing.partly' : 'result.standing.refused', {
        state: t(`inbox.states.${kind}`),
      })}
      description={
        <Flex vertical gap={4}>
          {refusal === null ? null : <span>{refusal[language]}</span>}
          {lines}
        </Flex>
      }
    />
  );
}
