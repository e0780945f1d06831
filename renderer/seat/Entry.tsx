/** Before an expert works here: the machine looks for its room, asks for the slip, then for a PIN, then waits to be admitted. */
import { Card, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SeatStatus, seatContract } from '../../shared/bridge/seat.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { Starting } from '../components/Starting.tsx';
import { Waiting } from '../components/Waiting.tsx';
import type { RoomView } from '../station/roomView.ts';
import { Departed } from './Departed.tsx';
import { Finished } from './Finished.tsx';
import { PinStep } from './lock/PinStep.tsx';
import { SignIn } from './SignIn.tsx';

const WIDTH = 760;

interface Props {
  readonly view: RoomView<typeof seatContract>;
  /** The expert has no PIN yet. */
  readonly owesPin: boolean;
}

export function Entry({ view, owesPin }: Props) {
  const { t } = useTranslation('seatEntry');
  const { client, status, room } = view;
  return (
    <Flex align="center" justify="center" style={{ minHeight: '100%', padding: 24, boxSizing: 'border-box' }}>
      <Card style={{ width: WIDTH, maxWidth: '100%' }}>
        {status === null ? (
          <Starting>{t('connecting')}</Starting>
        ) : status.stage === 'slip' && room !== null ? (
          <SignIn view={view} room={room} />
        ) : owesPin && client !== null ? (
          <PinStep client={client} status={status} />
        ) : (
          <Stage status={status} view={view} />
        )}
      </Card>
    </Flex>
  );
}

function Stage({
  status,
  view,
}: {
  readonly status: SeatStatus;
  readonly view: RoomView<typeof seatContract>;
}) {
  const { t } = useTranslation('seatEntry');
  const { link, documents } = status;
  switch (status.stage) {
    case 'fetching':
      return (
        <Waiting since={link.since} done={documents.received} of={documents.total}>
          {t('fetching')}
        </Waiting>
      );
    case 'waiting':
      return <Waiting since={link.since}>{t('waiting')}</Waiting>;
    case 'signing-in':
      return <Waiting since={link.since}>{t('signingIn')}</Waiting>;
    case 'admission':
      return (
        <Flex vertical gap={16}>
          <Typography.Title level={3} style={{ margin: 0 }}>
            {t('admission.title', { name: status.person?.name ?? '' })}
          </Typography.Title>
          <Waiting since={view.room?.sessions.get(status.session ?? '')?.last.at ?? link.since}>
            {t('admission.text')}
          </Waiting>
        </Flex>
      );
    case 'moved':
      return view.room === null || status.person === null ? null : (
        <Departed room={view.room} who={status.person.who} />
      );
    case 'finished':
      return <Finished />;
    case 'stopped':
      return (
        <Flex vertical gap={16}>
          <Typography.Title level={3} style={{ margin: 0 }}>
            {t('stopped.title')}
          </Typography.Title>
          <RefusalNote refusals={status.stop === null ? [] : [status.stop.refusal]} />
          {status.stop?.proof == null ? null : (
            <Typography.Paragraph>
              {t('stopped.proof')} <code>{status.stop.proof}</code>
            </Typography.Paragraph>
          )}
        </Flex>
      );
    default:
      return (
        <Flex vertical gap={16}>
          <Waiting since={link.since}>{t('connecting')}</Waiting>
          <RefusalNote kind="info" refusals={link.problem === null ? [] : [link.problem]} />
        </Flex>
      );
  }
}
