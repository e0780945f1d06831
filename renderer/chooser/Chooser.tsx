/** The first window of `npm start`: open a station file, or a marked demonstration on this machine. */
import { FolderOpenOutlined, PlayCircleOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex, Table, Typography } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../shared/bridge/contract.ts';
import type { shellContract } from '../../shared/bridge/shell.ts';
import { accept } from '../../shared/refusal.ts';
import { Manual, type ManualOf } from '../components/Manual.tsx';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useAsk } from '../components/useAsk.ts';
import { WindowControls } from '../components/WindowControls.tsx';
import { shell } from '../station/shell.ts';

/** Nobody has a role here yet: every role's manual can be read. */
const MANUALS: readonly ManualOf[] = ['chooser', 'seat', 'room', 'centre'];

type Demonstration = Answer<typeof shellContract, 'demonstration'>;

export function Chooser() {
  const { t } = useTranslation('chooser');
  const asking = useAsk();
  const [demonstration, setDemonstration] = useState<Demonstration | null>(null);

  const openFile = () =>
    asking.run(async () => {
      const chosen = await shell.ask('chooseStationFile', {});
      if (!chosen.ok || chosen.value.path === null) return chosen.ok ? accept({}) : chosen;
      return shell.ask('openStation', { file: chosen.value.path });
    });
  const prepare = async () => {
    const made = await asking.run(() => shell.ask('demonstration', {}));
    if (made !== null) setDemonstration(made);
  };

  return (
    <Flex vertical gap={24} style={{ maxWidth: 960, margin: '0 auto', padding: 32 }}>
      <Flex justify="space-between" align="start" wrap gap={16}>
        <div>
          <Typography.Title style={{ margin: 0 }}>{t('title')}</Typography.Title>
          <Typography.Text type="secondary">{t('subtitle')}</Typography.Text>
        </div>
        <Manuals />
      </Flex>
      <RefusalNote refusals={asking.refusals} />
      <Flex gap={24} wrap>
        <Card title={t('station.title')} style={{ flex: '1 1 360px' }}>
          <Typography.Paragraph>{t('station.text')}</Typography.Paragraph>
          <Button
            type="primary"
            icon={<FolderOpenOutlined aria-hidden />}
            loading={asking.busy}
            onClick={openFile}
          >
            {t('station.open')}
          </Button>
        </Card>
        <Card title={t('demonstration.title')} style={{ flex: '1 1 360px' }}>
          <Typography.Paragraph>{t('demonstration.text')}</Typography.Paragraph>
          <Button icon={<PlayCircleOutlined aria-hidden />} loading={asking.busy} onClick={prepare}>
            {t('demonstration.prepare')}
          </Button>
        </Card>
      </Flex>
      {demonstration === null ? null : (
        <Prepared
          demonstration={demonstration}
          onOpen={(file) => asking.run(() => shell.ask('openStation', { file }))}
        />
      )}
    </Flex>
  );
}

function Manuals() {
  const { t } = useTranslation('manual');
  const [of, setOf] = useState<ManualOf>('chooser');
  const [open, setOpen] = useState(false);
  const show = useCallback(() => setOpen(true), []);
  return (
    <>
      <WindowControls onHelp={show} />
      <Manual of={of} open={open} onOpen={show} onClose={() => setOpen(false)}>
        <Flex gap={8} wrap style={{ marginBlockEnd: 16 }}>
          {MANUALS.map((one) => (
            <Button
              key={one}
              type={one === of ? 'primary' : 'default'}
              aria-pressed={one === of}
              onClick={() => setOf(one)}
            >
              {t(`titles.${one}`)}
            </Button>
          ))}
        </Flex>
      </Manual>
    </>
  );
}

function Prepared({
  demonstration,
  onOpen,
}: {
  readonly demonstration: Demonstration;
  readonly onOpen: (file: string) => void;
}) {
  const { t } = useTranslation('chooser');
  return (
    <Card title={t('demonstration.stations')}>
      <Alert type="warning" showIcon title={t('demonstration.marked')} style={{ marginBlockEnd: 16 }} />
      <Flex gap={8} wrap style={{ marginBlockEnd: 24 }}>
        {demonstration.stations.map(({ role, name, file }) => (
          <Button key={file} onClick={() => onOpen(file)}>
            {t(`roles.${role}`, { name })}
          </Button>
        ))}
      </Flex>
      <Table
        size="small"
        pagination={false}
        rowKey="who"
        dataSource={demonstration.people}
        columns={[
          { title: t('demonstration.person'), dataIndex: 'name' },
          { title: t('demonstration.role'), render: (_, { role }) => t(`people.${role}`) },
          {
            title: t('demonstration.slip'),
            render: (_, { code }) => (
              <Typography.Text className="grouped-code" copyable>
                {code}
              </Typography.Text>
            ),
          },
        ]}
      />
    </Card>
  );
}
