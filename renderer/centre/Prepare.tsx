/** Preparing a package: a folder is chosen, what is wrong is listed with file and line, then it is signed and the slips are printed. */
import { Alert, Button, Card, Descriptions, Flex, Table, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { centreContract } from '../../shared/bridge/centre.ts';
import type { Answer } from '../../shared/bridge/contract.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { CodeInGroups } from '../components/CodeInGroups.tsx';
import { useLanguage } from '../components/languageOf.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useAsk } from '../components/useAsk.ts';
import { shell } from '../station/shell.ts';
import { useCentre } from './centre.ts';

type Prepared = Answer<typeof centreContract, 'prepare'>;
type Made = Answer<typeof centreContract, 'makePackage'>;

const MEGABYTE = 1e6;
const PAGE = 20;

async function chosenFolder(title: string): Promise<string | null> {
  const chosen = await shell.ask('chooseFolder', { title });
  return chosen.ok ? chosen.value.path : null;
}

export function Prepare() {
  const { t } = useTranslation('centre');
  const { client } = useCentre();
  const reading = useAsk();
  const making = useAsk();
  const [folder, setFolder] = useState<string | null>(null);
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  const [made, setMade] = useState<Made | null>(null);

  const read = async (path: string) => {
    setFolder(path);
    setMade(null);
    making.clear();
    setPrepared(await reading.run(() => client.ask('prepare', { folder: path })));
  };
  const choose = async () => {
    const path = await chosenFolder(t('prepare.choose'));
    if (path !== null) await read(path);
  };
  const sign = async () => {
    const out = await chosenFolder(t('prepare.out'));
    if (out === null || folder === null) return;
    setMade(await making.run(() => client.ask('makePackage', { folder, out })));
  };

  return (
    <Flex vertical gap={16}>
      <Typography.Paragraph style={{ margin: 0, maxWidth: '48em' }}>{t('prepare.text')}</Typography.Paragraph>
      <Flex gap={8} align="center" wrap>
        <Button type={prepared === null ? 'primary' : 'default'} loading={reading.busy} onClick={choose}>
          {t('prepare.choose')}
        </Button>
        {folder === null ? null : (
          <>
            <code>{folder}</code>
            <Button loading={reading.busy} onClick={() => read(folder)}>
              {t('prepare.again')}
            </Button>
          </>
        )}
      </Flex>
      {reading.refusals.length > 0 ? <Faults refusals={reading.refusals} /> : null}
      {prepared === null ? null : (
        <Card size="small" title={t('prepare.summary')}>
          <Flex vertical gap={12}>
            <Descriptions
              size="small"
              bordered
              column={2}
              items={[
                { key: 'name', label: t('prepare.name'), children: prepared.name },
                { key: 'code', label: t('prepare.code'), children: prepared.code },
                { key: 'lot', label: t('prepare.lot'), children: prepared.lot ?? '—' },
                {
                  key: 'method',
                  label: t('prepare.method'),
                  children: t(`prepare.methods.${prepared.method}`),
                },
                { key: 'bids', label: t('prepare.bids'), children: prepared.bids },
                {
                  key: 'members',
                  label: t('prepare.members'),
                  children: t('prepare.committee', {
                    members: prepared.members,
                    reserves: prepared.reserves,
                  }),
                },
                {
                  key: 'documents',
                  label: t('prepare.documents'),
                  children: t('prepare.files', {
                    count: prepared.documents,
                    size: (prepared.bytes / MEGABYTE).toFixed(1),
                  }),
                },
              ]}
            />
            <RefusalNote kind="warning" refusals={prepared.warnings} />
            <RefusalNote refusals={making.refusals} />
            <Flex justify="end">
              <Button type={made === null ? 'primary' : 'default'} loading={making.busy} onClick={sign}>
                {t('prepare.sign')}
              </Button>
            </Flex>
          </Flex>
        </Card>
      )}
      {made === null ? null : (
        <Alert
          type="success"
          showIcon
          title={t('prepare.made')}
          description={
            <Flex vertical gap={8}>
              <span>
                {t('prepare.file')} <code>{made.file}</code>
              </span>
              <span>
                {t('prepare.slips')} <code>{made.slips}</code>
              </span>
              <Typography.Text strong>{t('prepare.secret')}</Typography.Text>
              <Slips people={made.people} />
              <span>{t('prepare.digest')}</span>
              <CodeInGroups code={made.digest} />
            </Flex>
          }
        />
      )}
    </Flex>
  );
}

/** Each slip is opened in the system's own program: its print dialogue is the one that the clerk knows. */
function Slips({ people }: { readonly people: Made['people'] }) {
  const { t } = useTranslation('centre');
  const opening = useAsk();
  return (
    <Flex vertical gap={8}>
      <span>{t('prepare.print')}</span>
      <Flex gap={8} wrap>
        {people.map(({ name, file }) => (
          <Button
            key={file}
            aria-label={t('prepare.openSlip', { name })}
            onClick={() => opening.run(() => shell.ask('openPdf', { file }))}
          >
            {name}
          </Button>
        ))}
      </Flex>
      <RefusalNote refusals={opening.refusals} />
    </Flex>
  );
}

function Faults({ refusals }: { readonly refusals: readonly Refusal[] }) {
  const { t } = useTranslation('centre');
  const language = useLanguage();
  return (
    <Flex vertical gap={8} role="alert">
      <Typography.Text strong>{t('prepare.faults', { count: refusals.length })}</Typography.Text>
      <Table
        size="small"
        rowKey={(one) => `${one.code} ${one.where ?? ''} ${one.zh}`}
        dataSource={[...refusals]}
        pagination={refusals.length > PAGE ? { pageSize: PAGE, showSizeChanger: false } : false}
        columns={[
          { title: t('prepare.where'), render: (_, { where }) => <code>{where?.replace(/:\d+$/, '')}</code> },
          {
            title: t('prepare.line'),
            align: 'right',
            render: (_, { where }) => /:(\d+)$/.exec(where ?? '')?.[1] ?? '—',
          },
          { title: t('prepare.what'), render: (_, one) => one[language] },
        ]}
      />
    </Flex>
  );
}
