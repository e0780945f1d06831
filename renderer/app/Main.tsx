/** Which window this is: the shell says so once, and only that station's screens are loaded. */
import { Flex, Spin } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../shared/bridge/contract.ts';
import type { shellContract } from '../../shared/bridge/shell.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { shell } from '../station/shell.ts';

type About = Answer<typeof shellContract, 'about'>;

const SCREENS = {
  chooser: lazy(() => import('../chooser/Chooser.tsx')),
  seat: lazy(() => import('../seat/SeatWindow.tsx')),
  room: lazy(() => import('../room/RoomWindow.tsx')),
  centre: lazy(() => import('../centre/CentreWindow.tsx')),
};

export function Main() {
  const { t } = useTranslation();
  const [about, setAbout] = useState<About | null>(null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  useEffect(() => {
    void shell.ask('about', {}).then((answer) => {
      if (answer.ok) setAbout(answer.value);
      else setRefusals(answer.refusals);
    });
  }, []);
  const waiting = (
    <Flex align="center" justify="center" style={{ height: '100%' }}>
      {refusals.length > 0 ? (
        <RefusalNote refusals={refusals} />
      ) : (
        <Spin description={t('process.starting')} />
      )}
    </Flex>
  );
  if (about === null) return waiting;
  const Screen = SCREENS[about.role ?? 'chooser'];
  return (
    <Suspense fallback={waiting}>
      <Screen />
    </Suspense>
  );
}
