/** The station does not start, and says why: the sentence stays until it is no longer true, for it is tried again and again. */
import { Button, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { shell } from '../station/shell.ts';
import { stationProcess } from '../station/starts.ts';
import { RefusalNote } from './RefusalNote.tsx';

export function NotStarted() {
  const { t } = useTranslation();
  const { state, generation, refusals } = useStore(stationProcess);
  /** The start that was asked for here. The others come by themselves, and nothing flickers for them. */
  const [asked, setAsked] = useState(0);
  const busy = asked > generation || (asked === generation && state !== 'gone');
  const again = (): void => {
    setAsked(generation + 1);
    void shell.ask('startAgain', {});
  };
  return (
    <Flex vertical gap={12}>
      <Typography.Text strong>{t('process.notStarted')}</Typography.Text>
      <RefusalNote refusals={refusals} />
      <Flex gap={16} align="center" justify="space-between">
        <Typography.Text>{t('process.triedAgain')}</Typography.Text>
        <Button onClick={again} loading={busy}>
          {t('process.again')}
        </Button>
      </Flex>
    </Flex>
  );
}
