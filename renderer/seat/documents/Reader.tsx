/** An open document: its tools, what stands beside its pages, and the pages. */
import { Alert, Button, Flex, type InputRef, Space } from 'antd';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import {
  type KeyboardEvent,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { LINE, PAPER } from '../../app/theme.ts';
import type { DocumentPaths, NamedPlace } from './documentNames.ts';
import { type Box, nextTurn, type Turn } from './geometry.ts';
import { OutlineTree } from './OutlineTree.tsx';
import { PageList, type PageListHandle } from './PageList.tsx';
import { FULL_SIZE, nextScale, type Zoom } from './pageLayout.ts';
import type { Reading } from './placeMemory.ts';
import { type Panel, ReaderTools } from './ReaderTools.tsx';
import { SearchField } from './SearchField.tsx';
import { Thumbnails } from './Thumbnails.tsx';
import { sizeOf } from './usePagePicture.ts';
import { useSearch } from './useSearch.ts';

/** A wish to see a page, or a place on it; another object each time. */
export interface Wish {
  readonly page: number;
  readonly box: Box | null;
}

/** What a reader has set, the same for one document after the other. */
export interface ReaderSettings {
  readonly zoom: Zoom;
  readonly panel: Panel;
}

export const FIRST_SETTINGS: ReaderSettings = { zoom: 'width', panel: null };

export interface ReaderHandle {
  focusSearch(): void;
}

export interface ReaderProps {
  readonly settings: ReaderSettings;
  readonly onSettings: (settings: ReaderSettings) => void;
  /** Where it opens, unless there is a wish. */
  readonly start: Reading;
  readonly wish: Wish | null;
  readonly onReading: (reading: Reading) => void;
  /** A place is waited for: the next drag over a page marks it. */
  readonly marking: boolean;
  /** What is done with a place that was marked; null where none can be. */
  readonly onPlace: ((page: number, box: Box | null) => void) | null;
  /** Marking was given up. */
  readonly onPlaceEnd: () => void;
  readonly places: { readonly paths: DocumentPaths; readonly onOpen: (place: NamedPlace) => void } | null;
  /** Told whenever a page is on the screen. */
  readonly onDrawn?: () => void;
  readonly ref?: Ref<ReaderHandle>;
}

interface Props extends ReaderProps {
  readonly pdf: PDFDocumentProxy;
  readonly firstPage: PDFPageProxy;
}

/** Beside the pages, which keep the greater part in a narrow pane. */
const PANEL_WIDTH = 'min(200px, 40%)';

/** Milliseconds after which the tools are there, whatever becomes of the first page. */
const WITHOUT_TOOLS = 1000;

/** CSS pixels that the tools took last, kept free until they come. */
let barHeight = 0;

const typing = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [role=tree]') !== null;

export function Reader(props: Props) {
  const { pdf, firstPage, settings, onSettings, start, wish, onReading, places, ref } = props;
  const { marking, onPlace, onPlaceEnd, onDrawn } = props;
  const { t } = useTranslation('seatDocuments');
  const { t: common } = useTranslation();
  const list = useRef<PageListHandle>(null);
  const searchField = useRef<InputRef>(null);
  const beside = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState(wish?.page ?? Math.min(start.page, pdf.numPages));
  const [turn, setTurn] = useState<Turn>(start.turn);
  const [scale, setScale] = useState(FULL_SIZE);
  const [looked, setLooked] = useState('');
  const [shown, setShown] = useState<Wish | null>(wish);
  const [height, setHeight] = useState(0);
  /** The tools take as long to build as a page to be drawn, and come when the first one is. */
  const [tools, setTools] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const search = useSearch(pdf, looked, page);

  const begin = useCallback(() => setTools(true), []);
  const drawn = useCallback(() => {
    begin();
    onDrawn?.();
  }, [begin, onDrawn]);
  useEffect(() => {
    const timer = setTimeout(begin, WITHOUT_TOOLS);
    return () => clearTimeout(timer);
  }, [begin]);
  useLayoutEffect(() => {
    if (tools) barHeight = bar.current?.clientHeight ?? barHeight;
  }, [tools]);

  useImperativeHandle(ref, () => ({ focusSearch: () => searchField.current?.focus({ cursor: 'all' }) }), []);

  const told = useRef(onReading);
  told.current = onReading;
  useEffect(() => told.current({ page, turn }), [page, turn]);

  useEffect(() => {
    setShown(wish);
    if (wish !== null) list.current?.goToBox(wish.page, wish.box);
  }, [wish]);

  useEffect(() => {
    const element = beside.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const go = useCallback((number: number, down = 0) => list.current?.go(number, down), []);
  const zoomTo = (zoom: Zoom): void => onSettings({ ...settings, zoom });
  // Whoever asks for a place by a key leafs on by keys.
  useEffect(() => {
    if (marking) list.current?.focus();
  }, [marking]);

  function mark(number: number, box: Box | null): void {
    setShown({ page: number, box });
    onPlace?.(number, box);
    list.current?.focus();
  }

  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    switch (event.key) {
      case 'PageDown':
        go(page + 1);
        break;
      case 'PageUp':
        go(page - 1);
        break;
      case 'Home':
        go(1);
        break;
      case 'End':
        go(pdf.numPages);
        break;
      case '+':
      case '=':
        zoomTo(nextScale(scale, 1));
        break;
      case '-':
        zoomTo(nextScale(scale, -1));
        break;
      case 'Escape':
        if (!marking) return;
        onPlaceEnd();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  const toolbar = () => (
    <div style={{ padding: '6px 8px' }}>
      <ReaderTools
        page={page}
        pages={pdf.numPages}
        zoom={settings.zoom}
        scale={scale}
        panel={settings.panel}
        onPage={go}
        onZoom={zoomTo}
        onTurn={() => setTurn(nextTurn)}
        onPanel={(panel) => onSettings({ ...settings, panel })}
      >
        <SearchField
          ref={searchField}
          looked={looked}
          onLook={setLooked}
          search={search}
          pages={pdf.numPages}
          onLeave={() => list.current?.focus()}
        />
      </ReaderTools>
    </div>
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys for all that is inside; each has a button too
    <div
      onKeyDown={press}
      style={{ display: 'flex', flexDirection: 'column', flex: '1 1 0', minHeight: 0, minWidth: 0 }}
    >
      <div
        ref={bar}
        style={{ minHeight: tools ? 0 : barHeight, background: PAPER, borderBlockEnd: `1px solid ${LINE}` }}
      >
        {tools ? toolbar() : null}
      </div>
      {marking ? (
        <Alert
          banner
          role="status"
          type="info"
          title={t('place.drag')}
          action={
            <Space wrap>
              <Button onClick={() => mark(page, null)}>{t('place.wholePage', { page })}</Button>
              <Button onClick={onPlaceEnd}>{common('cancel')}</Button>
            </Space>
          }
        />
      ) : null}
      <Flex ref={beside} style={{ flex: '1 1 0', minHeight: 0 }}>
        {settings.panel === null || height === 0 ? null : (
          <div
            style={{
              flex: `0 0 ${PANEL_WIDTH}`,
              minWidth: 0,
              overflow: 'hidden',
              background: PAPER,
              borderInlineEnd: `1px solid ${LINE}`,
            }}
          >
            {settings.panel === 'outline' ? (
              <OutlineTree pdf={pdf} height={height} onGo={go} />
            ) : (
              <Thumbnails pdf={pdf} firstPage={sizeOf(firstPage)} height={height} page={page} onGo={go} />
            )}
          </div>
        )}
        <PageList
          ref={list}
          pdf={pdf}
          firstPage={firstPage}
          page={page}
          zoom={settings.zoom}
          turn={turn}
          hits={search.hits}
          hit={search.hit}
          shown={shown}
          onMark={marking ? mark : null}
          places={places}
          onPage={setPage}
          onBegun={drawn}
          onScale={setScale}
        />
      </Flex>
    </div>
  );
}
