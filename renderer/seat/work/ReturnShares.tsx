/** Somebody has moved to another seat in the middle of the work: one click gives back the share of the sheet's key that this seat holds. */
import { Button, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { waitsForShare } from '../../../shared/evaluation/moving.ts';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { useAsk } from '../../components/useAsk.ts';
import { memberName } from '../names.ts';
import { useSeat } from '../seat.ts';
import './scoringHead.css';

export function ReturnShares() {
  const { room, me } = useSeat();
  return (
    <>
      {room.members.map((member) => {
        const session = member === me ? null : waitsForShare(room, member, me);
        return session === null ? null : <Return key={session} member={member} />;
      })}
    </>
  );
}

function Return({ member }: { readonly member: string }) {
  const { t } = useTranslation('seatWork');
  const { client, data } = useSeat();
  const asking = useAsk();
  /** Given, and on its way to the host: the journal does not say so yet. */
  const [given, setGiven] = useState(false);
  if (given) return null;
  const name = memberName(data, member);
  const give = async () => {
    if ((await asking.run(() => client.ask('returnShares', { member }))) !== null) setGiven(true);
  };
  return (
    <div className="returning">
      <Flex gap={8} wrap align="center" justify="space-between">
        <details>
          <summary>
            <strong>{t('share.title', { name })}</strong>
          </summary>
          <Typography.Text>{t('share.text', { name })}</Typography.Text>
        </details>
        <Button type="primary" className="low" loading={asking.busy} onClick={give}>
          {t('share.give')}
        </Button>
      </Flex>
      <RefusalNote refusals={asking.refusals} />
    </div>
  );
}
