/** Sets the PIN that unlocks this seat's screen after a break; typed twice, since nobody sees it. */
import { Button, Flex, Input, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { useAsk } from '../../components/useAsk.ts';
import type { SeatClient } from '../seat.ts';
import { PIN } from './pin.ts';

interface Props {
  readonly client: SeatClient;
  readonly onSet?: () => void;
}

export function SetPin({ client, onSet }: Props) {
  const { t } = useTranslation('seatEntry');
  const asking = useAsk();
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const ready = PIN.test(pin) && pin === again;
  const set = async () => {
    if (ready && (await asking.run(() => client.ask('setPin', { pin }))) !== null) onSet?.();
  };
  return (
    <Flex vertical gap={8}>
      <Typography.Text>{t('pin.why')}</Typography.Text>
      <Flex gap={8} wrap>
        <Input.Password
          style={{ flex: '1 1 10em' }}
          aria-label={t('pin.new')}
          placeholder={t('pin.new')}
          inputMode="numeric"
          maxLength={12}
          value={pin}
          onChange={({ target }) => setPin(target.value)}
        />
        <Input.Password
          style={{ flex: '1 1 10em' }}
          aria-label={t('pin.again')}
          placeholder={t('pin.again')}
          inputMode="numeric"
          maxLength={12}
          value={again}
          onChange={({ target }) => setAgain(target.value)}
          onPressEnter={set}
        />
        <Button disabled={!ready} loading={asking.busy} onClick={set}>
          {t('pin.set')}
        </Button>
      </Flex>
      {again !== '' && pin !== again ? (
        <Typography.Text type="danger" role="alert">
          {t('pin.differ')}
        </Typography.Text>
      ) : null}
      <RefusalNote refusals={asking.refusals} />
    </Flex>
  );
}
