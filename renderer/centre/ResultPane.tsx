/** An opened result: its ranking, its experts, what can be written out. */

import { Flex, Tabs, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { termsIn } from '../../shared/record/words.ts';
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
import { RankingTable } from './RankingTable.tsx';

export function ResultPane({ ciphertext }: { readonly ciphertext: string }) {
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
          { key: 'ranking', label: t('result.ranking'), children: <RankingTable result={result} /> },
          { key: 'experts', label: t('result.experts'), children: <Experts result={result} /> },
          {
            key: 'playback',
            label: t('result.playback'),
            // Pictures that nobody sees do not run on.
            destroyOnHidden: true,
            children: <Playback result={result} />,
          },
          { key: 'export', label: t('result.export'), children: <Exports ciphertext={ciphertext} /> },
        ]}
      />
    </Flex>
  );
}
