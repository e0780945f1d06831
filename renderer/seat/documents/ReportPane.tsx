/** A report as this seat makes it: the committee's, or the expert's own record. Places in bids that it names open beside it by a click. */
import { Flex } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '../../../shared/journal/fields.ts';
import { DocumentView } from './DocumentView.tsx';
import type { NamedPlace } from './documentNames.ts';
import type { ReadPart } from './openPdf.ts';
import { PlaceBeside } from './PlaceBeside.tsx';
import type { Reading } from './placeMemory.ts';
import { FIRST_SETTINGS, type ReaderHandle } from './Reader.tsx';
import { readOwnRecord, readReport } from './readSeatPart.ts';
import { useDocumentPaths } from './useDocumentPaths.ts';
import { useSearchKey } from './useSearchKey.ts';

const FIRST_PAGE: Reading = { page: 1, turn: 0 };
const NOTHING = (): void => undefined;
const READ = { report: readReport, ownRecord: readOwnRecord } as const;

interface Props {
  readonly of: keyof typeof READ;
  /** Where it is not to be asked from the station. */
  readonly read?: ReadPart;
  /** Told whenever a page of it is on the screen. */
  readonly onDrawn?: () => void;
}

export default function ReportPane({ of, read = READ[of], onDrawn = NOTHING }: Props) {
  const { t } = useTranslation('seatDocuments');
  const [paths] = useDocumentPaths();
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
        data-pane
        aria-label={t(of)}
        style={{ display: 'flex', flexDirection: 'column', flex: '1 1 0', minWidth: 0 }}
      >
        <DocumentView
          ref={report}
          read={read}
          settings={settings}
          onSettings={setSettings}
          start={FIRST_PAGE}
          wish={null}
          onReading={NOTHING}
          marking={false}
          onPlace={null}
          onPlaceEnd={NOTHING}
          places={places}
          onDrawn={onDrawn}
        />
      </section>
      <PlaceBeside place={opened} onClose={() => setOpened(null)} />
    </Flex>
  );
}
