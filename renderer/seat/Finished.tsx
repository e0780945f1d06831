/** The centre has confirmed the result, and the station has forgotten everything: the expert has his own record here until he leaves. */
import { Button, Flex, Modal, Result, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dropRecord, useKept } from './keptRecord.ts';
import { OwnRecord } from './OwnRecord.tsx';

export function Finished() {
  const { t } = useTranslation('seatEntry');
  const { t: common } = useTranslation();
  const isKept = useKept(({ bytes }) => bytes !== null);
  const [leaving, setLeaving] = useState(false);
  const leave = (): void => {
    dropRecord();
    setLeaving(false);
  };
  return (
    <Result
      status="success"
      title={t('finished.title')}
      subTitle={t('finished.text')}
      extra={
        isKept ? (
          <Flex vertical gap={16} align="center">
            <Typography.Text>{t('finished.record')}</Typography.Text>
            <Flex gap={8} wrap justify="center">
              <OwnRecord kept />
              <Button type="primary" onClick={() => setLeaving(true)}>
                {t('finished.leave')}
              </Button>
            </Flex>
            <Modal
              open={leaving}
              title={t('finished.leave')}
              okText={t('finished.clear')}
              cancelText={common('back')}
              onOk={leave}
              onCancel={() => setLeaving(false)}
            >
              {t('finished.clearText')}
            </Modal>
          </Flex>
        ) : null
      }
    />
  );
}
