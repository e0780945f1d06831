/**
 * Covers the seat's whole window in a break: by its own button, or when the room is paused. Opens with the PIN, or with the slip where that is
 * forgotten or there is none; who has shown his slip sets a new one before he goes on.
 */
import { Button, Flex, Input, Modal, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DESK } from '../../app/theme.ts';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { SlipCodeField } from '../../components/SlipCodeField.tsx';
import { type Asking, useAsk } from '../../components/useAsk.ts';
import { usePausedText } from '../paused.ts';
import { useSeat } from '../seat.ts';
import { shutBehind } from './behind.ts';
import { useLock } from './lockStore.ts';
import { unlock } from './pin.ts';
import { SetPin } from './SetPin.tsx';
import { coverOf } from './seatFace.ts';

/** Above every other sheet of this window. */
const OVER_ALL = 3000;

export function LockScreen() {
  const { room, status } = useSeat();
  const { locked, lock } = useLock();
  const paused = room.paused?.seq ?? null;
  const isSeated = status.stage === 'seated';

  useEffect(() => {
    if (paused !== null && isSeated) lock();
  }, [paused, isSeated, lock]);

  const isCovered = locked || coverOf({ status, locked }, false, false) !== null;
  useFocusBack(isCovered);
  return isCovered ? <Covered key={`${locked}`} locked={locked} /> : null;
}

/** While it is there, nothing behind it can be reached. */
const covers = (cover: HTMLDivElement | null) => (cover === null ? undefined : shutBehind(cover));

/** Hands are put back where they were when the cover came. */
function useFocusBack(isCovered: boolean): void {
  const left = useRef<Element | null>(null);
  // While this is drawn: the cover takes the focus as soon as it is there.
  if (isCovered && left.current === null) left.current = document.activeElement;
  useEffect(() => {
    if (isCovered) return;
    if (left.current instanceof HTMLElement) left.current.focus({ preventScroll: true });
    left.current = null;
  }, [isCovered]);
}

function Covered({ locked }: { readonly locked: boolean }) {
  const { t } = useTranslation('seatEntry');
  const { client, status, data, me } = useSeat();
  const open = useLock((one) => one.open);
  const asking = useAsk();
  const [shown, setShown] = useState(false);
  const [forgotten, setForgotten] = useState(false);
  const cover = coverOf({ status, locked }, shown, forgotten);

  useEffect(() => {
    if (cover === null) open();
  }, [cover, open]);

  const name = data.committee.find(({ expert }) => expert === me)?.name ?? '';
  const showSlip = async (slip: string) => {
    if ((await asking.run(() => unlock(client, { slip }))) !== null) setShown(true);
  };
  return (
    <Modal
      open
      centered
      zIndex={OVER_ALL}
      width={720}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={null}
      title={cover === 'new' ? t('pin.anewTitle') : t('lock.title', { seat: status.seat, name })}
      styles={{ mask: { background: DESK } }}
    >
      <div ref={covers}>
        <Paused />
        {cover === 'new' ? (
          <Flex vertical gap={12}>
            <Typography.Text>{t('pin.anew')}</Typography.Text>
            <SetPin client={client} isSet={status.pin} onSet={open} />
          </Flex>
        ) : cover === 'slip' ? (
          <Flex vertical gap={12}>
            <Typography.Text>{t('lock.bySlip')}</Typography.Text>
            <SlipCodeField busy={asking.busy} refusals={asking.refusals} onCode={showSlip} />
          </Flex>
        ) : (
          <ByPin asking={asking} />
        )}
        {cover === 'new' || !status.pin ? null : (
          <Button
            type="link"
            style={{ marginBlockStart: 12, paddingInline: 0 }}
            onClick={() => {
              asking.clear();
              setForgotten(!forgotten);
            }}
          >
            {t(forgotten ? 'lock.byPin' : 'lock.forgotten')}
          </Button>
        )}
      </div>
    </Modal>
  );
}

/** Why the screen has locked itself, while that lasts. */
function Paused() {
  const text = usePausedText();
  return text === null ? null : (
    <Typography.Paragraph strong role="status">
      {text}
    </Typography.Paragraph>
  );
}

function ByPin({ asking }: { readonly asking: Asking }) {
  const { t } = useTranslation('seatEntry');
  const { client } = useSeat();
  const open = useLock((one) => one.open);
  const [pin, setPin] = useState('');
  const show = async () => {
    if ((await asking.run(() => unlock(client, { pin }))) !== null) open();
    setPin('');
  };
  return (
    <Flex vertical gap={12}>
      <Typography.Text>{t('lock.text')}</Typography.Text>
      <Flex gap={8}>
        <Input.Password
          autoFocus
          aria-label={t('lock.pin')}
          placeholder={t('lock.pin')}
          autoComplete="off"
          inputMode="numeric"
          maxLength={12}
          value={pin}
          onChange={({ target }) => setPin(target.value)}
          onPressEnter={show}
        />
        <Button type="primary" disabled={pin === ''} loading={asking.busy} onClick={show}>
          {t('lock.open')}
        </Button>
      </Flex>
      <RefusalNote refusals={asking.refusals} />
    </Flex>
  );
}
