/** The keys that the present screen hears, shown by ? wherever no text is being typed. */
import { Descriptions, Modal } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { hearKeys } from '../components/windowKeys.ts';
import { heardNow, KEYS, type KeyName, typesText, useHeard } from './heardKeys.ts';
import { panesHere } from './panes.ts';

/** As they were heard when they were asked for. */
const list = createStore<{ readonly open: boolean; readonly shown: ReadonlySet<KeyName> }>(() => ({
  open: false,
  shown: new Set(),
}));

export function showKeys(): void {
  if (list.getState().open) return;
  const panes: readonly KeyName[] = panesHere().length > 1 ? ['panes'] : [];
  list.setState({ open: true, shown: new Set([...heardNow(), ...panes]) });
}

const close = (): void => list.setState({ open: false });

export function Keys() {
  const { t } = useTranslation('seatWork');
  const { open, shown } = useStore(list);
  useHeard('keys', 'manual');
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      // In a text a question mark is a question mark.
      if ((event.key !== '?' && event.key !== '\uff1f') || typesText(event.target)) return;
      event.preventDefault();
      showKeys();
    };
    return hearKeys(hear);
  }, []);
  return (
    <Modal open={open} title={t('keys.title')} footer={null} onCancel={close}>
      <Descriptions
        column={1}
        size="small"
        bordered
        items={KEYS.filter(([, name]) => shown.has(name)).map(([key, name]) => ({
          key: name,
          label: <kbd>{key}</kbd>,
          children: t(`keys.${name}`),
        }))}
      />
    </Modal>
  );
}
