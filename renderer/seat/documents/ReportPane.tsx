/** The report as this seat makes it. Places in bids that its annex names open beside it by a click. */
import { CloseOutlined } from '@ant-design/icons';
import { Button, Flex } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '../../../shared/journal/fields.ts';
import { LINE } from '../../app/theme.ts';
import { DocumentView } from './DocumentView.tsx';
import { documentNamed, type NamedPlace } from './documentNames.ts';
import { type Reading, usePlaceMemory } from './placeMemory.ts';
import { FIRST_SETTINGS, type ReaderHandle } from './Reader.tsx';
import { ReadingSide } from './ReadingSide.tsx';
import { readReport } from './readSeatPart.ts';
import { useDocumentPaths } from './useDocumentPaths.ts';
import { useSearchKey } from './useSearchKey.ts';

const FIRST_PAGE: Reading = { page: 1, turn: 0 };
const NOTHING = (): void => undefined;

export default function ReportPane() {
  const { t } = useTranslation('seatDocuments');
  const [paths] = useDocumentPaths();
  const memory = usePlaceMemory();
  const [settings, setSettings] = useState(FIRST_SETTINGS);
  const [opened, setOpened] = useState<Place | null>(null);
  const report = useRef<ReaderHandle>(null);
  useSearchKey(() => report.current?.focusSearch());

  const places = useMemo(
    () =>
      paths === null
        ? null
        : { paths, onOpen: ({ document, page }: NamedPlace) => setOpened({ document, page }) },
    [paths],
  );
  return (
    <Flex style={{ height: '100%', minHeight: 0, minWidth: 0 }}>
      <section
        aria-label={t('report')}
        style={{ display: 'flex', flexDirection: 'column', flex: '1 1 0', minWidth: 0 }}
      >
        <DocumentView
          ref={report}
          read={readReport}
          settings={settings}
          onSettings={setSettings}
          start={FIRST_PAGE}
          wish={null}
          onReading={NOTHING}
          onPlace={null}
          onPlaceEnd={NOTHING}
          places={places}
        />
      </section>
      {opened === null || paths === null || memory === null ? null : (
        <div style={{ display: 'flex', flex: '1 1 0', minWidth: 0, borderInlineStart: `2px solid ${LINE}` }}>
          <ReadingSide
            label={t('title')}
            paths={paths}
            memory={memory}
            bid={documentNamed(paths, opened.document)?.bid ?? null}
            showing={opened}
            onShow={NOTHING}
            onPlace={null}
          >
            <Button
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('compare.close')}
              title={t('compare.close')}
              onClick={() => setOpened(null)}
            />
          </ReadingSide>
        </div>
      )}
    </Flex>
  );
}
