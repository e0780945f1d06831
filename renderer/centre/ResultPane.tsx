/** An opened result under the word on how it stands: its ranking, its experts, what can be written out. */

import { Flex, Tabs, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { termsIn } from '../../shared/record/words.ts';
import { isVerified, type Standing, standingOf } from '../../shared/verdict/standing.ts';
import { useLanguage } from '../components/languageOf.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useAsk } from '../components/useAsk.ts';
import { Waiting } from '../components/Waiting.tsx';
import { speakOf } from '../texts/regime.ts';
import { useCentre } from './centre.ts';
import { Experts } from './Experts.tsx';
import { Exports } from './Exports.tsx';
import { type OpenedResult, openResult } from './openedResult.ts';
import { Playback } from './playback/Playback.tsx';
import { Ranking } from './Ranking.tsx';
import { StandingNote } from './StandingNote.tsx';
import { useVerdict } from './useVerdict.ts';

export function ResultPane({ ciphertext }: { readonly ciphertext: string }) {
  const { t } = useTranslation('centre');
  const { status } = useCentre();
  const held = status.results.find((one) => one.ciphertext === ciphertext);
  const state = held?.state ?? 'verifying';
  const verdict = useVerdict(ciphertext, state);
  // Nothing is shown of it before it can be said how it stands.
  if (verdict === undefined) return <Waiting since={null}>{t('result.opening')}</Waiting>;
  const standing = standingOf(state, verdict);
  return (
    <Flex vertical gap={8}>
      <StandingNote standing={standing} verdict={verdict} refusal={held?.refusal ?? null} />
      <Opened ciphertext={ciphertext} standing={standing} />
    </Flex>
  );
}

function Opened({ ciphertext, standing }: { readonly ciphertext: string; readonly standing: Standing }) {
  const { t } = useTranslation('centre');
  const { client } = useCentre();
  const { run, refusals } = useAsk();
  const [result, setResult] = useState<OpenedResult | null>(null);
  const language = useLanguage();
  useEffect(() => {
    void run(() => openResult(client, ciphertext)).then((opened) => {
      if (opened === null) return;
      speakOf(opened.room.pkg.data.project.regime);
      setResult(opened);
    });
  }, [client, ciphertext, run]);
  if (refusals.length > 0) return <RefusalNote refusals={refusals} />;
  if (result === null) return <Waiting since={null}>{t('result.opening')}</Waiting>;
  const { room } = result;
  const { project } = room.pkg.data;
  return (
    <Flex vertical gap={8}>
      <Typography.Title level={4} style={{ margin: 0 }}>
        {project.name}
      </Typography.Title>
      <Typography.Text type="secondary">
        {project.code} ·{' '}
        {room.outcome === null
          ? t('result.noOutcome')
          : termsIn(language, project.regime).outcomes[room.outcome.kind]}
      </Typography.Text>
      <Tabs
        items={[
          {
            key: 'ranking',
            label: t('result.ranking'),
            children: <Ranking result={result} verified={isVerified(standing)} />,
          },
          { key: 'experts', label: t('result.experts'), children: <Experts result={result} /> },
          {
            key: 'playback',
            label: t('result.playback'),
            // Pictures that nobody sees do not run on.
            destroyOnHidden: true,
            children: <Playback result={result} />,
          },
          {
            key: 'export',
            label: t('result.export'),
            children: <Exports ciphertext={ciphertext} standing={standing} />,
          },
        ]}
      />
    </Flex>
  );
}
