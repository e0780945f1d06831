/** Somebody has moved to another seat in the middle of the work: one click gives back the share of the sheet's key that this seat holds. */
import { Button, Card, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { movedSinceDealing } from '../../../shared/evaluation/moving.ts';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { memberName } from '../names.ts';
import { useSeat } from '../seat.ts';

export function ReturnShares() {
  const { room, me } = useSeat();
  const moved = room.members.filter((member) => member !== me && movedSinceDealing(room, member) !== null);
  return (
    <>
      {moved.map((member) => (
        <Return key={movedSinceDealing(room, member)} member={member} />
      ))}
    </>
  );
}

function Return({ member }: { readonly member: string }) {
  const { t } = useTranslation('seatWork');
  const { client, data } = useSeat();
  const asking = useAsk();
  const [done, setDone] = useState(false);
  if (done) return null;
  const name = memberName(data, member);
  const give = async () => {
    if ((await asking.run(() => client.ask('returnShares', { member }))) !== null) setDone(true);
  };
  return (
    <Card size="small" title={t('share.title', { name })}>
      <Flex vertical gap={8}>
        <Typography.Text>{t('share.text', { name })}</Typography.Text>
        <RefusalNote refusals={asking.refusals} />
        <Button type="primary" loading={asking.busy} onClick={give}>
          {t('share.give')}
        </Button>
      </Flex>
    </Card>
  );
}
