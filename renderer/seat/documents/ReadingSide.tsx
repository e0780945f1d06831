/** One of the two documents that can stand side by side, with the choice of which. */
import { Alert, Flex, Select, Typography } from 'antd';
import { type ReactNode, type Ref, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '../../../shared/journal/fields.ts';
import { LINE, PAPER } from '../../app/theme.ts';
import { bidName } from '../names.ts';
import { useSitting } from '../seat.ts';
import { DocumentView } from './DocumentView.tsx';
import {
  type DocumentPaths,
  documentName,
  documentNamed,
  documentsOf,
  documentTitle,
} from './documentNames.ts';
import type { PlaceMemory } from './placeMemory.ts';
import { FIRST_SETTINGS, type ReaderHandle, type ReaderSettings, type Wish } from './Reader.tsx';
import { documentReads } from './readSeatPart.ts';

interface Props {
  readonly label: string;
  readonly paths: DocumentPaths;
  readonly memory: PlaceMemory;
  /** Null: the tender. */
  readonly bid: string | null;
  /** Lets the person choose the bid here; absent where others choose it. */
  readonly onBid?: (bid: string | null) => void;
  readonly showing: Place | null;
  readonly onShow: (place: Place) => void;
  /** A place is waited for. */
  readonly marking: boolean;
  readonly onPlace: ((place: Place | null) => void) | null;
  /** What else stands beside the choice. */
  readonly children: ReactNode;
  readonly ref?: Ref<ReaderHandle>;
}

interface Open {
  readonly path: string;
  readonly wish: Wish | null;
}

/** What this pane was asked for last. */
interface Asked {
  readonly bid: string | null | undefined;
  readonly showing: Place | null;
}

const TENDER = '';

/** Milliseconds that a document has to itself before the next one's beginning is asked for. */
const ALONE = 300;

/** The bid after this one, as they are offered; null after the last. */
function bidAfter(paths: DocumentPaths, bid: string | null): string | null {
  const bids = Object.keys(paths.bids);
  return bids[bid === null ? 0 : bids.indexOf(bid) + 1] ?? null;
}

/** What is opened for a bid: the document that was read last, else its first. */
function opensWith(paths: DocumentPaths, memory: PlaceMemory, bid: string | null): string | null {
  const last = memory.lastOf(bid ?? TENDER);
  const offered = documentsOf(paths, bid);
  return offered.find((one) => documentName(one) === last) ?? offered[0] ?? null;
}

export function ReadingSide(props: Props) {
  const { label, paths, memory, bid, onBid, showing, onShow, marking, onPlace, children, ref } = props;
  const { t } = useTranslation('seatDocuments');
  const { data } = useSitting();
  const [open, setOpen] = useState<Open | null>(null);
  const [unknown, setUnknown] = useState(false);
  const [settings, setSettings] = useState<ReaderSettings>(FIRST_SETTINGS);
  const [asked, setAsked] = useState<Asked>({ bid: undefined, showing: null });
  const [told, setTold] = useState<Place | null>(null);

  // Decided while this is drawn, and not when it stands: the document is asked for before the rest of the window has been laid out.
  if (bid !== asked.bid || showing !== asked.showing) {
    setAsked({ bid, showing });
    // What this pane has told itself comes back from a parent that keeps it, and asks for nothing.
    const echo =
      showing?.box === undefined && showing?.document === told?.document && showing?.page === told?.page;
    if (showing !== null && showing !== asked.showing && !echo) {
      const found = documentNamed(paths, showing.document);
      setUnknown(found === null);
      if (found !== null)
        setOpen({ path: found.path, wish: { page: showing.page, box: showing.box ?? null } });
    } else if (bid !== asked.bid) {
      const path = opensWith(paths, memory, bid);
      setUnknown(false);
      setOpen(path === null ? null : { path, wish: null });
    }
  }

  const path = open?.path ?? null;
  const [reads] = useState(documentReads);
  const read = useMemo(() => (path === null ? null : reads.of(path)), [path, reads]);
  const name = path === null ? null : documentName(path);
  const owner = name === null ? bid : (documentNamed(paths, name)?.bid ?? null);
  const listed = documentsOf(paths, owner);
  const next = bidAfter(paths, owner);
  const nextPath = next === null ? null : opensWith(paths, memory, next);
  const nameOf = (one: string | null): string => (one === null ? t('tender') : bidName(data, one));

  // Bids are mostly read in their order.
  useEffect(() => {
    if (nextPath === null) return;
    const timer = setTimeout(() => reads.ahead(nextPath), ALONE);
    return () => clearTimeout(timer);
  }, [reads, nextPath]);

  return (
    <section
      aria-label={label}
      style={{ display: 'flex', flexDirection: 'column', flex: '1 1 0', minWidth: 0, minHeight: 0 }}
    >
      <Flex
        gap={8}
        wrap
        align="center"
        style={{ padding: '6px 8px', background: PAPER, borderBlockEnd: `1px solid ${LINE}` }}
      >
        {onBid === undefined ? (
          <Typography.Text strong ellipsis style={{ maxWidth: '16em' }} title={nameOf(owner)}>
            {nameOf(owner)}
          </Typography.Text>
        ) : (
          <Select
            aria-label={t('chooseBid')}
            style={{ flex: '1 1 7em', minWidth: '6em', maxWidth: '20em' }}
            popupMatchSelectWidth={false}
            value={owner ?? TENDER}
            onChange={(chosen) => onBid(chosen === TENDER ? null : chosen)}
            options={[null, ...Object.keys(paths.bids)].map((one) => ({
              value: one ?? TENDER,
              label: nameOf(one),
            }))}
          />
        )}
        <Select
          aria-label={t('chooseDocument')}
          style={{ flex: '1 1 6em', minWidth: '6em', maxWidth: '24em' }}
          popupMatchSelectWidth={false}
          value={path}
          onChange={(chosen: string) => setOpen({ path: chosen, wish: null })}
          options={listed.map((one) => ({ value: one, label: documentTitle(one) }))}
        />
        {children}
      </Flex>
      {unknown ? (
        <Alert
          banner
          role="alert"
          type="warning"
          title={t('unopened.unknown', { name: showing?.document ?? '' })}
        />
      ) : null}
      {read === null || name === null ? (
        <Typography.Text style={{ padding: 24 }}>{t('noDocuments')}</Typography.Text>
      ) : (
        <DocumentView
          key={name}
          ref={ref ?? null}
          read={read}
          settings={settings}
          onSettings={setSettings}
          start={memory.readingOf(name)}
          wish={open?.wish ?? null}
          onReading={(reading) => {
            memory.keepReading(name, reading);
            memory.keepLast(owner ?? TENDER, name);
            if (told?.document === name && told.page === reading.page) return;
            const now = { document: name, page: reading.page };
            setTold(now);
            onShow(now);
          }}
          marking={marking}
          onPlace={
            onPlace === null
              ? null
              : (page, box) =>
                  onPlace({
                    document: name,
                    page,
                    ...(box === null ? {} : { box: [box[0], box[1], box[2], box[3]] }),
                  })
          }
          onPlaceEnd={() => onPlace?.(null)}
          places={null}
        />
      )}
    </section>
  );
}
