/** What can be written out of a result; each says what it contains. Nothing is written over. */
import { Button, Card, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EXPORTS } from '../../shared/bridge/centre.ts';
import { isVerified, type Standing } from '../../shared/verdict/standing.ts';
import { RefusalNote } from '../components/RefusalNote.tsx';
import { useAsk } from '../components/useAsk.ts';
import { shell } from '../station/shell.ts';
import { useCentre } from './centre.ts';
import { StandingMark } from './StandingNote.tsx';

/** So that the buttons stand in one line, however long the texts above them. */
const COLUMN = { display: 'flex', flexDirection: 'column' } as const;

interface Props {
  readonly ciphertext: string;
  /** What is not verified is written out under its state's name, and nothing more is said of it than that it was received so. */
  readonly standing: Standing;
}

export function Exports({ ciphertext, standing }: Props) {
  const { t } = useTranslation('centre');
  const { client } = useCentre();
  const verified = isVerified(standing);
  const asking = useAsk();
  const [files, setFiles] = useState<readonly string[]>([]);
  const write = async (what: (typeof EXPORTS)[number]) => {
    const chosen = await shell.ask('chooseFolder', { title: t('exports.folder') });
    const folder = chosen.ok ? chosen.value.path : null;
    if (folder === null) return;
    const done = await asking.run(() => client.ask('exportResult', { ciphertext, what, folder }));
    setFiles(done?.files ?? []);
  };
  return (
    <Flex vertical gap={12}>
      {verified ? null : <Typography.Text strong>{t('exports.named')}</Typography.Text>}
      <Flex gap={12} wrap>
        {EXPORTS.map((what) => (
          <Card
            key={what}
            size="small"
            style={{ ...COLUMN, flex: '1 1 220px' }}
            styles={{ body: { ...COLUMN, flex: '1 1 auto', gap: 12, justifyContent: 'space-between' } }}
            title={t(`exports.titles.${what}`)}
          >
            {verified ? null : (
              <div>
                <StandingMark kind={standing.kind} />
              </div>
            )}
            <Typography.Text>
              {t(verified ? `exports.texts.${what}` : `exports.received.${what}`)}
            </Typography.Text>
            <Button
              aria-label={t('exports.writeWhat', { what: t(`exports.titles.${what}`) })}
              loading={asking.busy}
              onClick={() => write(what)}
            >
              {t('exports.write')}
            </Button>
          </Card>
        ))}
      </Flex>
      <RefusalNote refusals={asking.refusals} />
      {files.length === 0 ? null : (
        <div role="status">
          {t('exports.written')}
          <ul>
            {files.map((file) => (
              <li key={file}>
                <code>{file}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Flex>
  );
}
