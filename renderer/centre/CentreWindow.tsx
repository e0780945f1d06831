/** The trading centre's window: prepare, receive, look, export. */
import { Card, Flex, Layout, Tabs, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { CodeInGroups } from '../components/CodeInGroups.tsx';
import { Manual } from '../components/Manual.tsx';
import { ProcessNote } from '../components/ProcessNote.tsx';
import { Starting } from '../components/Starting.tsx';
import { WindowControls } from '../components/WindowControls.tsx';
import { type Centre, CentreContext, centreStore } from './centre.ts';
import { Inbox } from './Inbox.tsx';
import { Prepare } from './Prepare.tsx';
import { ResultPane } from './ResultPane.tsx';

/** Groups of the fingerprint that fit beside the title until the whole is asked for. */
const GROUPS = 4;

export function CentreWindow() {
  const { t } = useTranslation('centre');
  const { t: common } = useTranslation();
  const { client, status } = useStore(centreStore);
  const [tab, setTab] = useState('inbox');
  const [result, setResult] = useState<string | null>(null);
  const [manual, setManual] = useState(false);
  const centre = useMemo<Centre | null>(
    () => (client === null || status === null ? null : { client, status }),
    [client, status],
  );
  const look = (ciphertext: string): void => {
    setResult(ciphertext);
    setTab('result');
  };
  return (
    <CentreContext value={centre}>
      <Layout style={{ height: '100%' }}>
        <Layout.Header style={{ lineHeight: 'normal', borderBlockEnd: '1px solid #d0d7de' }}>
          <Flex justify="space-between" align="center" gap={16} style={{ padding: '6px 16px' }} wrap>
            <Flex vertical>
              <Typography.Text strong>{common('app')}</Typography.Text>
              <Typography.Text type="secondary">
                {t('station')}
                {status === null ? '' : ` · ${status.address}`}
              </Typography.Text>
            </Flex>
            {status === null ? null : (
              <Flex gap={8} align="center">
                <Typography.Text type="secondary">{t('fingerprint')}</Typography.Text>
                <CodeInGroups code={status.fingerprint} groups={GROUPS} />
              </Flex>
            )}
            <WindowControls onHelp={() => setManual(true)} />
          </Flex>
        </Layout.Header>
        <ProcessNote screen={centre !== null} />
        <Layout.Content style={{ minHeight: 0, overflow: 'auto', background: '#ffffff' }}>
          {centre === null ? (
            <Flex justify="center" style={{ padding: 48 }}>
              <Card style={{ width: 760 }}>
                <Starting>{common('process.starting')}</Starting>
              </Card>
            </Flex>
          ) : (
            <Tabs
              activeKey={tab}
              onChange={setTab}
              style={{ padding: '0 16px 16px' }}
              items={[
                { key: 'prepare', label: t('tabs.prepare'), children: <Prepare /> },
                { key: 'inbox', label: t('tabs.inbox'), children: <Inbox onLook={look} /> },
                {
                  key: 'result',
                  label: t('tabs.result'),
                  disabled: result === null,
                  children: result === null ? null : <ResultPane key={result} ciphertext={result} />,
                },
              ]}
            />
          )}
        </Layout.Content>
        <Manual of="centre" open={manual} onOpen={() => setManual(true)} onClose={() => setManual(false)} />
      </Layout>
    </CentreContext>
  );
}
