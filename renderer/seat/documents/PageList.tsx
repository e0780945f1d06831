/** The pages of a document, one below the other; only those in sight have pictures. */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import {
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentPaths, NamedPlace } from './documentNames.ts';
import { type Box, frameOfBox, type Size, type Turn } from './geometry.ts';
import { PageSheet } from './PageSheet.tsx';
import {
  type Anchor,
  anchorAt,
  GAP,
  layPages,
  pageBeingRead,
  pagesInSight,
  scrollTo,
  type Zoom,
} from './pageLayout.ts';
import type { Hit } from './pageSearch.ts';
import { sizeOf } from './usePagePicture.ts';

/** CSS pixels beyond the edges within which pages are drawn already. */
const AHEAD = 300;
/** Of a page's height: what stays in sight above a place that is gone to. */
const ABOVE = 0.1;
const NO_HITS: readonly Hit[] = [];

export interface PageListHandle {
  /** @param page from 1 @param down how far down on the page, 0 to 1 */
  go(page: number, down?: number): void;
  /** Brings a place into sight; its page where it has no box. */
  goToBox(page: number, box: Box | null): void;
  focus(): void;
}

interface Props {
  readonly pdf: PDFDocumentProxy;
  readonly firstPage: PDFPageProxy;
  /** The page being read; the one that is shown first. */
  readonly page: number;
  readonly zoom: Zoom;
  readonly turn: Turn;
  readonly hits: readonly Hit[];
  readonly hit: Hit | null;
  readonly shown: { readonly page: number; readonly box: Box | null } | null;
  readonly onMark: ((page: number, box: Box) => void) | null;
  readonly places: { readonly paths: DocumentPaths; readonly onOpen: (place: NamedPlace) => void } | null;
  readonly onPage: (page: number) => void;
  /** The first picture is there. */
  readonly onBegun: () => void;
  readonly onScale: (scale: number) => void;
  readonly ref: Ref<PageListHandle>;
}

export function PageList(props: Props) {
  const { pdf, firstPage, page, zoom, turn, hits, hit, shown, onMark, places, ref } = props;
  const { onPage, onBegun, onScale } = props;
  const { t } = useTranslation('seatDocuments');
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<Size | null>(null);
  const [sizes, setSizes] = useState<readonly Size[]>(() => Array(pdf.numPages).fill(sizeOf(firstPage)));
  const [scrolled, setScrolled] = useState(0);
  /** A picture is there: what lies ahead is drawn after what is looked at. */
  const [begun, setBegun] = useState(false);
  const anchor = useRef<Anchor>({ page, down: 0 });
  /** Where this list has scrolled to by itself; what the person scrolls is anything else. */
  const own = useRef(-1);
  const reading = useRef(page);
  /** The hit that still has to be brought into sight; where the person scrolls afterwards is nobody's business. */
  const sought = useRef<Hit | null>(null);

  const layout = useMemo(
    () => (view === null ? null : layPages(sizes, turn, zoom, view)),
    [sizes, turn, zoom, view],
  );
  const scale = layout?.scales[page - 1];

  // Before anything is painted: the pages are laid out in the same picture.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => setView({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (scale !== undefined) onScale(scale);
  }, [scale, onScale]);

  const settle = useCallback((): void => {
    const element = scroller.current;
    if (element === null || layout === null) return;
    element.scrollTop = scrollTo(layout, anchor.current);
    own.current = element.scrollTop;
    setScrolled(element.scrollTop);
  }, [layout]);

  // Whatever has changed, what stood at the top stays there.
  useLayoutEffect(settle, [settle]);

  const go = useCallback(
    (wanted: number, down = 0): void => {
      const number = Math.min(pdf.numPages, Math.max(1, wanted));
      anchor.current = { page: number, down };
      settle();
      reading.current = number;
      onPage(number);
    },
    [pdf, settle, onPage],
  );

  const goBelow = useCallback(
    (number: number, down: number): void => go(number, Math.max(0, down - ABOVE)),
    [go],
  );

  useImperativeHandle(
    ref,
    () => ({
      go,
      goToBox: (number, box) =>
        box === null ? go(number) : goBelow(number, frameOfBox(box, turn).top / 100),
      focus: () => scroller.current?.focus({ preventScroll: true }),
    }),
    [go, goBelow, turn],
  );

  function hear(): void {
    const element = scroller.current;
    if (element === null || layout === null) return;
    const { scrollTop } = element;
    setScrolled(scrollTop);
    if (Math.abs(scrollTop - own.current) < 1) return;
    own.current = -1;
    sought.current = null;
    anchor.current = anchorAt(layout, scrollTop);
    const number = pageBeingRead(layout, scrollTop, element.clientHeight);
    if (number === reading.current) return;
    reading.current = number;
    onPage(number);
  }

  const learnSize = useCallback((number: number, size: Size): void => {
    setSizes((all) => {
      const before = all[number - 1];
      if (before?.width === size.width && before.height === size.height) return all;
      return all.with(number - 1, size);
    });
  }, []);

  const begin = useCallback(() => {
    setBegun(true);
    onBegun();
  }, [onBegun]);

  const foundHit = useCallback(
    (found: Hit, down: number): void => {
      const element = scroller.current;
      if (sought.current !== found) return;
      sought.current = null;
      const top = layout?.tops[found.page - 1];
      const height = layout?.sizes[found.page - 1]?.height;
      if (element === null || top === undefined || height === undefined) return;
      const at = top + down - element.scrollTop;
      if (at < GAP || at > element.clientHeight - 4 * GAP) goBelow(found.page, down / height);
    },
    [layout, goBelow],
  );

  const inSight =
    layout === null || view === null ? [] : pagesInSight(layout, scrolled, view.height, begun ? AHEAD : 0);

  // Before the pages' own effects: they tell where the hit is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another hit is gone to
  useLayoutEffect(() => {
    sought.current = hit;
    if (hit !== null && !inSight.includes(hit.page)) go(hit.page);
  }, [hit]);

  const hitsByPage = useMemo(() => Map.groupBy(hits, ({ page }) => page), [hits]);

  return (
    <div
      ref={scroller}
      role="document"
      aria-label={t('pages')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
      tabIndex={0}
      onScroll={hear}
      style={{
        position: 'relative',
        flex: '1 1 0',
        minWidth: 0,
        minHeight: 0,
        // A fraction of a pixel would bring a bar that moves nothing.
        overflowX: layout === null || view === null || layout.width <= view.width ? 'hidden' : 'auto',
        overflowY: 'auto',
        scrollbarGutter: 'stable',
        background: '#e3e6ea',
        outlineOffset: -3,
      }}
    >
      {layout === null ? null : (
        <div style={{ position: 'relative', height: layout.height, minWidth: layout.width }}>
          {inSight.map((number) => (
            <PageSheet
              key={number}
              pdf={pdf}
              number={number}
              known={number === 1 ? firstPage : null}
              size={layout.sizes[number - 1]!}
              top={layout.tops[number - 1]!}
              scale={layout.scales[number - 1]!}
              turn={turn}
              onSize={learnSize}
              onDrawn={begin}
              hits={hitsByPage.get(number) ?? NO_HITS}
              hit={hit?.page === number ? hit : null}
              onHitFound={foundHit}
              box={shown?.page === number ? shown.box : null}
              onMark={onMark}
              places={places}
            />
          ))}
        </div>
      )}
    </div>
  );
}
