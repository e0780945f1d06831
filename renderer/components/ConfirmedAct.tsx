/** The button of an act that cannot be taken back, and the question before it: what happens, and how it will read in the record. */
import { Button, Flex, Modal, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Words } from '../../shared/record/words.ts';
import type { Result } from '../../shared/refusal.ts';
import { ReadsAhead } from './ReadsAhead.tsx';
import { RefusalNote } from './RefusalNote.tsx';
import { useAsk } from './useAsk.ts';

interface Props {
  /** On the button, and over the question. */
  readonly label: string;
  /** What happens. */
  readonly what: string;
  /** How it will read in the record; asked for when the question is. */
  readonly reads: () => Words;
  readonly act: () => Promise<Result<unknown>>;
  /** It has been accepted. */
  readonly onDone?: () => void;
  readonly primary?: boolean;
  readonly disabled?: boolean;
}

export function ConfirmedAct({ label, what, reads, act, onDone, primary = false, disabled = false }: Props) {
  const { t } = useTranslation();
  const asking = useAsk();
  const [asked, setAsked] = useState(false);
  const close = () => {
    asking.clear();
    setAsked(false);
  };
  const confirm = async () => {
    if ((await asking.run(act)) === null) return;
    setAsked(false);
    onDone?.();
  };
  return (
    <>
      <Button type={primary ? 'primary' : 'default'} disabled={disabled} onClick={() => setAsked(true)}>
        {label}
      </Button>
      <Modal
        open={asked}
        destroyOnHidden
        title={label}
        okText={t('confirm')}
        okButtonProps={{ disabled }}
        cancelText={t('cancel')}
        confirmLoading={asking.busy}
        mask={{ closable: false }}
        onOk={confirm}
        onCancel={close}
      >
        <Asked what={what} reads={reads}>
          <RefusalNote refusals={asking.refusals} />
        </Asked>
      </Modal>
    </>
  );
}

function Asked({ what, reads, children }: Pick<Props, 'what' | 'reads'> & { readonly children: ReactNode }) {
  return (
    <Flex vertical gap={12}>
      <Typography.Text>{what}</Typography.Text>
      <ReadsAhead words={reads()} />
      {children}
    </Flex>
  );
}
