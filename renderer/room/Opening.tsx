/** Before the room is open: the supervisor's slip, then what is to be compared, then the opening. */
import { Button, Card, Checkbox, Descriptions, Flex, Modal, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../shared/bridge/contract.ts';
import type { roomContract } from '../../shared/bridge/room.ts';
import { LINE } from '../app/theme.ts';
import { CodeInGroups } from '../components/CodeInGroups.tsx';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { SlipCodeField } from '../components/SlipCodeField.tsx';
import { StatusMark } from '../components/StatusMark.tsx';
import { useAsk } from '../components/useAsk.ts';
import { useRoom } from './supervise.ts';

type Package = Answer<typeof roomContract, 'package'>;

export function Opening() {
  const { t } = useTranslation('room');
  const { client, status } = useRoom();
  const asking = useAsk();
  return (
    <Flex justify="center" style={{ padding: 24 }}>
      <Card style={{ width: 860, maxWidth: '100%' }}>
        {status.person === null ? (
          <Flex vertical gap={16}>
            <Typography.Title level={3} style={{ margin: 0 }}>
              {t('opening.slip')}
            </Typography.Title>
            <SlipCodeField
              busy={asking.busy}
              refusals={asking.refusals}
              onCode={(code) => void asking.run(() => client.ask('enterSlip', { code }))}
            />
          </Flex>
        ) : (
          <Open />
        )}
      </Card>
    </Flex>
  );
}

function Open() {
  const { t } = useTranslation('room');
  const { t: common } = useTranslation();
  const { client, status, data, terms } = useRoom();
  const asking = useAsk();
  const [pkg, setPkg] = useState<Package>(null);
  const [compared, setCompared] = useState(false);
  const [demonstration, setDemonstration] = useState(false);
  useEffect(() => {
    void client.ask('package', {}).then((answer) => answer.ok && setPkg(answer.value));
  }, [client]);
  const up = status.seats.filter((seat) => seat.up).length;
  return (
    <Flex vertical gap={16}>
      <Typography.Title level={3} style={{ margin: 0 }}>
        {t('opening.title')}
      </Typography.Title>
      <Descriptions
        column={1}
        bordered
        size="small"
        items={[
          { key: 'project', label: t('opening.project'), children: data.project.name },
          { key: 'code', label: t('opening.code'), children: data.project.code },
          { key: 'bids', label: t('opening.bids'), children: data.bids.length },
          {
            key: 'members',
            label: terms.member,
            children: data.committee
              .filter(({ expert }) => !data.project.reserves.includes(expert))
              .map(({ name }) => name)
              .join(common('names')),
          },
          {
            key: 'fingerprint',
            label: t('opening.fingerprint'),
            children: pkg === null ? '' : <CodeInGroups code={pkg.fingerprint} />,
          },
          {
            key: 'seats',
            label: t('opening.seats'),
            children: (
              <StatusMark mark={up > 0 ? 'good' : 'wait'}>{t('opening.connected', { count: up })}</StatusMark>
            ),
          },
        ]}
      />
      <Checkbox checked={compared} onChange={({ target }) => setCompared(target.checked)}>
        {t('opening.compared')}
      </Checkbox>
      <RefusalNote refusals={asking.refusals} />
      <Flex justify="end">
        <Button
          type="primary"
          disabled={!compared}
          loading={asking.busy}
          onClick={() => asking.run(() => client.ask('open', { demonstration }))}
        >
          {t('opening.open')}
        </Button>
      </Flex>
      <Demonstration checked={demonstration} onChange={setDemonstration} />
    </Flex>
  );
}

/** Apart from what every opening needs, and asked for once more: ticked by mistake, it would make a day's work void. */
function Demonstration({
  checked,
  onChange,
}: {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  const { t } = useTranslation('room');
  const { t: common } = useTranslation();
  const [asked, setAsked] = useState(false);
  return (
    <div style={{ paddingBlockStart: 16, borderBlockStart: `1px solid ${LINE}` }}>
      <Checkbox
        checked={checked}
        onChange={({ target }) => (target.checked ? setAsked(true) : onChange(false))}
      >
        {t('opening.demonstration')}
      </Checkbox>
      <Modal
        open={asked}
        destroyOnHidden
        title={t('opening.demonstrationAsk')}
        okText={common('confirm')}
        cancelText={common('cancel')}
        onOk={() => {
          onChange(true);
          setAsked(false);
        }}
        onCancel={() => setAsked(false)}
      >
        {t('opening.demonstrationWhat')}
      </Modal>
    </div>
  );
}
