/** A member withdraws on a ground of the project's law (回避). No ground is chosen beforehand: what is signed is what the member has chosen. */
import { Form, Modal, Radio, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { type RecusalGround, recusalGround, recusalGrounds } from '../../shared/evaluation/recusal.ts';
import { LawQuote } from '../components/LawQuote.tsx';
import { useLanguage } from '../components/languageOf.ts';
import { ReasonField } from '../components/ReasonField.tsx';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useAsk } from '../components/useAsk.ts';
import { useSeatDraft } from './drafts.ts';
import { useSeat } from './seat.ts';

export function Recusal({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('seatEntry');
  const { t: common } = useTranslation();
  const language = useLanguage();
  const { client, data } = useSeat();
  const { regime } = data.project;
  const asking = useAsk();
  const draft = useSeatDraft<{ ground: RecusalGround | null; reason: string }>(['recusal'], {
    ground: null,
    reason: '',
  });
  const { ground, reason } = draft.value;
  const lacking = ground === null || reason.trim() === '';
  const recuse = async () => {
    if (ground === null) return;
    const done = await asking.run(() =>
      client.ask('act', { act: { type: 'recuse', body: { ground, reason } } }),
    );
    if (done === null) return;
    draft.drop();
    onClose();
  };
  return (
    <Modal
      open
      style={{ top: 24 }}
      title={t('recusal.title')}
      okText={t('recusal.declare')}
      okButtonProps={{ danger: true, disabled: lacking }}
      cancelText={common('cancel')}
      confirmLoading={asking.busy}
      mask={{ closable: false }}
      onOk={recuse}
      onCancel={onClose}
    >
      <Typography.Paragraph>{t('recusal.text')}</Typography.Paragraph>
      <LawQuote regime={regime} on="recusal" />
      <LawQuote regime={regime} on="substitution" />
      <Form layout="vertical">
        <Form.Item label={t('recusal.ground')}>
          <Radio.Group
            aria-label={t('recusal.ground')}
            value={ground}
            onChange={({ target }) => draft.change({ ground: target.value })}
            style={{ display: 'flex', flexDirection: 'column', gap: 8 }}
          >
            {recusalGrounds(regime).map((one) => (
              <Radio key={one} value={one}>
                {recusalGround(regime, one)[language]}
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <ReasonField value={reason} onChange={(reason) => draft.change({ reason })} />
      </Form>
      {lacking ? <Typography.Text role="status">{t('recusal.lacking')}</Typography.Text> : null}
      <RefusalNote refusals={asking.refusals} />
    </Modal>
  );
}
