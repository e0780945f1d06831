/** The election of the chair: one vote each round, until a member has more than half. */
import { Button, Flex, Radio, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useAsk } from '../components/useAsk.ts';
import { mayAct } from '../station/mayAct.ts';
import { memberName } from './names.ts';
import { Sheet } from './Sheet.tsx';
import { useSeat } from './seat.ts';
import { PhaseWaiting } from './Waits.tsx';

export function Ballot() {
  const { t } = useTranslation('seatEntry');
  const { t: common } = useTranslation();
  const { client, room, me, status, data, terms } = useSeat();
  const asking = useAsk();
  const [chosen, setChosen] = useState<string | null>(null);
  const { round, ballots } = room.election;
  const title = t('ballot.title', { chair: terms.chair });
  if (ballots.has(me))
    return (
      <Sheet title={title}>
        <PhaseWaiting phase="chair" done={ballots.size} of={room.members.length}>
          {t('ballot.waiting', {
            names: room.members
              .filter((who) => !ballots.has(who))
              .map((who) => memberName(data, who))
              .join(common('names')),
          })}
        </PhaseWaiting>
      </Sheet>
    );
  const vote = () =>
    asking.run(() => client.ask('act', { act: { type: 'ballot', body: { round, chair: chosen ?? '' } } }));
  return (
    <Sheet title={title}>
      <Typography.Text>{t('ballot.text', { round })}</Typography.Text>
      <Radio.Group
        aria-label={title}
        value={chosen}
        onChange={({ target }) => setChosen(target.value)}
        style={{ display: 'flex', flexDirection: 'column', gap: 12 }}
      >
        {room.members.map((member) => {
          const found = data.committee.find(({ expert }) => expert === member);
          const not = mayAct(room, status.session, 'ballot', { round, chair: member });
          return (
            <Radio key={member} value={member} disabled={not !== null}>
              {found?.name ?? member}
              <Typography.Text type="secondary"> {found?.organisation}</Typography.Text>
              {member === me ? <Typography.Text type="secondary"> {t('ballot.me')}</Typography.Text> : null}
            </Radio>
          );
        })}
      </Radio.Group>
      <RefusalNote refusals={asking.refusals} />
      <Flex justify="end">
        <Button type="primary" disabled={chosen === null} loading={asking.busy} onClick={vote}>
          {t('ballot.vote')}
        </Button>
      </Flex>
    </Sheet>
  );
}
