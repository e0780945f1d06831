/** Sets the PIN that unlocks this seat's screen and submits a sheet; typed twice, since nobody sees it. */
import { Button, Flex, Input, type InputRef, Typography } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { useAsk } from '../../components/useAsk.ts';
import type { SeatClient } from '../seat.ts';
import { PIN } from './pin.ts';

interface Props {
  readonly client: SeatClient;
  /** The station says that there is a PIN. */
  readonly isSet: boolean;
  /** It is set, and the station has said so. */
  readonly onSet?: () => void;
}

const NOTHING = (): void => undefined;

export function SetPin({ client, isSet, onSet = NOTHING }: Props) {
  const { t } = useTranslation('seatEntry');
  const asking = useAsk();
  const second = useRef<InputRef>(null);
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [taken, setTaken] = useState(false);
  const fits = PIN.test(pin);
  const ready = fits && pin === again;
  const wrong = again === '' || ready ? null : t(fits ? 'pin.differ' : 'pin.form');
  const set = async () => {
    if (ready && (await asking.run(() => client.ask('setPin', { pin }))) !== null) setTaken(true);
  };
  useEffect(() => {
    if (taken && isSet) onSet();
  }, [taken, isSet, onSet]);
  const enter = (go: () => void) => (event: KeyboardEvent) => {
    // Else the same key would press what has the focus next.
    event.preventDefault();
    go();
  };
  return (
    <Flex vertical gap={12}>
      <Typography.Text>{t('pin.why')}</Typography.Text>
      <Flex gap={8} wrap>
        <Input.Password
          autoFocus
          style={{ flex: '1 1 16em' }}
          aria-label={t('pin.new')}
          placeholder={t('pin.new')}
          autoComplete="off"
          inputMode="numeric"
          maxLength={12}
          value={pin}
          onChange={({ target }) => setPin(target.value)}
          onPressEnter={enter(() => second.current?.focus())}
        />
        <Input.Password
          ref={second}
          style={{ flex: '1 1 16em' }}
          aria-label={t('pin.again')}
          placeholder={t('pin.again')}
          autoComplete="off"
          inputMode="numeric"
          maxLength={12}
          value={again}
          aria-invalid={wrong !== null}
          onChange={({ target }) => setAgain(target.value)}
          onPressEnter={enter(() => void set())}
        />
        <Button type="primary" disabled={!ready} loading={asking.busy} onClick={set}>
          {t('pin.set')}
        </Button>
      </Flex>
      {wrong === null ? null : (
        <Typography.Text type="danger" role="alert">
          {wrong}
        </Typography.Text>
      )}
      <RefusalNote refusals={asking.refusals} />
    </Flex>
  );
}
