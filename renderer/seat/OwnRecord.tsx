/** 我的评标记录: what this expert read, scored, said and signed, with the articles; to be read through before leaving. */
import { Button, Modal } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Waiting } from '../components/Waiting.tsx';

const ReportPane = lazy(() => import('./documents/ReportPane.tsx'));

export function OwnRecord() {
  const { t } = useTranslation('seatEntry');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('ownRecord.open')}</Button>
      <Modal
        open={open}
        title={t('ownRecord.title')}
        footer={null}
        width="90vw"
        style={{ top: 24 }}
        styles={{ body: { height: 'calc(100vh - 140px)' } }}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <Suspense fallback={<Waiting since={null}>{t('loading')}</Waiting>}>
          <ReportPane of="ownRecord" />
        </Suspense>
      </Modal>
    </>
  );
}
