/**
 * Calls somebody from outside the glass: the supervisor to this seat, which is an entry of the journal, so that nobody can say that nobody was called; or
 * somebody on the masked phone.
 */
import { Flex, Input, Modal, Radio, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../../shared/intercom/mayCall.ts';
import { nobleCrypto } from '../../shared/ports/nobleCrypto.ts';
import type { Result } from '../../shared/refusal.ts';
import { peerKey, peersOf, usePeerName } from '../components/call/peers.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useAsk } from '../components/useAsk.ts';
import { useSeatDraft } from './drafts.ts';
import { useSeat } from './seat.ts';

/** 2 of 3: somebody is waiting, nothing is in danger. */
const LEVEL = 2;

export function CallSupervisor({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('calls');
  const { t: entry } = useTranslation('seatEntry');
  const { t: common } = useTranslation();
  const { client, status, room, terms, me } = useSeat();
  const asking = useAsk();
  const name = usePeerName(room, terms);
  const [how, setHow] = useState<'here' | 'talk'>('here');
  const draft = useSeatDraft(['call'], { text: '' });
  const { text } = draft.value;
  const [chosen, setChosen] = useState<string | null>(null);
  const peers = peersOf(room);
  const peer = peers.find((one) => peerKey(one) === chosen) ?? peers[0];
  const problem =
    peer === undefined || status.session === null ? null : mayCall(nobleCrypto, room, status.session, peer);
  const body = { kind: 'call', level: LEVEL, about: me, text };
  const call = async () => {
    const done = await asking.run(
      (): Promise<Result<unknown>> =>
        how === 'here'
          ? client.ask('act', { act: { type: 'alarm', body } })
          : client.ask('ring', { with: peer! }),
    );
    if (done === null) return;
    if (how === 'here') draft.drop();
    onClose();
  };
  const choose = (to: 'here' | 'talk') => {
    asking.clear();
    setHow(to);
  };
  return (
    <Modal
      open
      title={how === 'here' ? entry('call.title') : t('ask.talk')}
      okText={t('ask.ring')}
      okButtonProps={{ disabled: how === 'talk' && (peer === undefined || problem !== null) }}
      cancelText={common('cancel')}
      confirmLoading={asking.busy}
      mask={{ closable: false }}
      onOk={call}
      onCancel={onClose}
    >
      <Flex vertical gap={12}>
        <Radio.Group
          aria-label={t('ask.how')}
          optionType="button"
          value={how}
          onChange={({ target }) => choose(target.value)}
          options={[
            { value: 'here', label: t('ask.here', { supervisor: terms.supervisor }) },
            { value: 'talk', label: t('ask.talk') },
          ]}
        />
        {how === 'here' ? (
          <>
            <Typography.Text>{entry('call.text')}</Typography.Text>
            <Input.TextArea
              aria-label={entry('call.matter')}
              placeholder={entry('call.matter')}
              value={text}
              maxLength={200}
              onChange={({ target }) => draft.change({ text: target.value })}
            />
          </>
        ) : (
          <>
            <Typography.Text>{t('ask.text')}</Typography.Text>
            <Radio.Group
              vertical
              aria-label={t('ask.who')}
              value={peer === undefined ? null : peerKey(peer)}
              onChange={({ target }) => setChosen(target.value)}
              options={peers.map((one) => ({ value: peerKey(one), label: name(one) }))}
            />
            {peer?.kind === 'bidder' ? <Typography.Text>{t('written')}</Typography.Text> : null}
            <RefusalNote kind="warning" refusals={problem === null ? [] : [problem]} />
          </>
        )}
        <RefusalNote refusals={asking.refusals} />
      </Flex>
    </Modal>
  );
}
