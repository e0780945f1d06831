/** A document of the station: opened, or why it is not. To be mounted anew for each document. */
import { Alert, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Later } from '../../components/Later.tsx';
import { RefusalNote } from '../../components/RefusalNote.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import type { ReadPart } from './openPdf.ts';
import { Reader, type ReaderProps } from './Reader.tsx';
import { usePdf } from './usePdf.ts';

interface Props extends ReaderProps {
  readonly read: ReadPart;
}

export function DocumentView({ read, ...reader }: Props) {
  const { t } = useTranslation('seatDocuments');
  const { t: common } = useTranslation();
  const [opening, again] = usePdf(read);
  if (opening.state === 'open') return <Reader {...reader} pdf={opening.pdf} firstPage={opening.firstPage} />;
  return (
    <Flex
      vertical
      gap={16}
      aria-busy={opening.state === 'opening'}
      style={{ flex: '1 1 0', minHeight: 0, padding: 24, overflow: 'auto' }}
    >
      {opening.state === 'opening' ? (
        <Later>
          <Waiting since={opening.since}>{t('opening')}</Waiting>
        </Later>
      ) : (
        <>
          {opening.unopened.why === 'refused' ? (
            <RefusalNote refusals={opening.unopened.refusals} />
          ) : (
            <Alert role="alert" type="error" showIcon title={t(`unopened.${opening.unopened.why}`)} />
          )}
          <Button onClick={again} style={{ alignSelf: 'start' }}>
            {common('retry')}
          </Button>
        </>
      )}
    </Flex>
  );
}
