/** The window was asked to close and stays: why, and what the one who may let it go has to do. Once he has, it is closed by a click. */
import { Alert, Button, Modal } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../shared/refusal.ts';
import { shell } from '../station/shell.ts';
import { RefusalNote } from './RefusalNote.tsx';

/**
 * @param why what the station says at present; null: nothing is in the way
 * @param children how it is let go
 */
export function QuitRefused({
  why,
  children,
}: {
  readonly why: Refusal | null;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  useEffect(() => shell.on('quitRefused', () => setAsked(true)), []);
  return (
    <Modal
      open={asked}
      title={t('quit.title')}
      destroyOnHidden
      onCancel={() => setAsked(false)}
      footer={[
        <Button key="stay" onClick={() => setAsked(false)}>
          {t('quit.stay')}
        </Button>,
        <Button key="quit" danger disabled={why !== null} onClick={() => shell.ask('quit', {})}>
          {t('quit.quit')}
        </Button>,
      ]}
    >
      {why === null ? (
        <Alert type="success" showIcon title={t('quit.free')} />
      ) : (
        <>
          <RefusalNote kind="warning" refusals={[why]} />
          {children}
        </>
      )}
    </Modal>
  );
}
