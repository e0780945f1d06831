/** 我的评标记录: what this expert read, scored, said and signed, with the articles; to be read through before leaving. */
import { Button, Flex, Modal } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { Waiting } from '../components/Waiting.tsx';
import { keepRecord, readKept, useKept } from './keptRecord.ts';

const ReportPane = lazy(() => import('./documents/ReportPane.tsx'));

/** @param kept the one that this window keeps since the room's end; else as the station makes it now */
export function OwnRecord({ kept = false }: { readonly kept?: boolean }) {
  const { t } = useTranslation('seatEntry');
  const { who, bytes, refusals } = useKept();
  const [open, setOpen] = useState(false);
  const isOnItsWay = kept && bytes === null && refusals.length === 0;
  const show = (): void => {
    if (kept && bytes === null && who !== null) void keepRecord(who);
    else setOpen(true);
  };
  return (
    <Flex vertical align="center" gap={8}>
      <Button loading={isOnItsWay} onClick={show}>
        {t('ownRecord.open')}
      </Button>
      {kept ? <RefusalNote refusals={refusals} /> : null}
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
          {kept ? <ReportPane of="ownRecord" read={readKept} /> : <ReportPane of="ownRecord" />}
        </Suspense>
      </Modal>
    </Flex>
  );
}
