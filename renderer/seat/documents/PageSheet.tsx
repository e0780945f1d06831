/** One page of the list: its picture, its text, what is marked on it, and, while a place is being marked, what takes the drag. */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type CSSProperties, memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ACCENT, PAPER } from '../../app/theme.ts';
import { type DocumentPaths, type NamedPlace, placesNamed } from './documentNames.ts';
import { type Box, frameOfBox, type Size, type Turn } from './geometry.ts';
import { MarkLayer } from './MarkLayer.tsx';
import { type Hit, textOfRuns } from './pageSearch.ts';
import { mark, rangesOf, type ShownText } from './textMarks.ts';
import { usePage, usePicture, useText } from './usePagePicture.ts';
import './textLayer.css';

export interface PageSheetProps {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  /** The page, where it has been read. */
  readonly known: PDFPageProxy | null;
  readonly size: Size;
  readonly top: number;
  readonly scale: number;
  readonly turn: Turn;
  readonly onSize: (number: number, size: Size) => void;
  /** Told when its picture is there. */
  readonly onDrawn: () => void;
  /** All hits of the search on this page. */
  readonly hits: readonly Hit[];
  /** The hit that is being looked at, if it is on this page. */
  readonly hit: Hit | null;
  /** Where on the sheet the hit turned out to be: CSS pixels from its upper edge. */
  readonly onHitFound: (hit: Hit, down: number) => void;
  /** The place that is shown on this page. */
  readonly box: Box | null;
  /** Takes what is dragged; null while nothing is being marked. */
  readonly onMark: ((number: number, box: Box) => void) | null;
  /** Where the text names places of these documents, they open by a click. */
  readonly places: { readonly paths: DocumentPaths; readonly onOpen: (place: NamedPlace) => void } | null;
}

const percent = ({ left, top, width, height }: ReturnType<typeof frameOfBox>): CSSProperties => ({
  position: 'absolute',
  left: `${left}%`,
  top: `${top}%`,
  width: `${width}%`,
  height: `${height}%`,
});

export const PageSheet = memo(function PageSheet(props: PageSheetProps) {
  const { pdf, number, known, size, top, scale, turn, onSize, onDrawn } = props;
  const { hits, hit, onHitFound, box, onMark, places } = props;
  const { t } = useTranslation('seatDocuments');
  const sheet = useRef<HTMLElement>(null);
  const holder = useRef<HTMLDivElement>(null);
  const page = usePage(pdf, number, known, (found) => onSize(number, found));
  const drawn = usePicture(page, scale, turn, holder);
  const text = useText(page, turn, drawn, holder);
  useEffect(() => {
    if (drawn) onDrawn();
  }, [drawn, onDrawn]);

  useEffect(() => {
    if (text === null || hits.length === 0) return;
    return mark(
      'pdf-found',
      hits.flatMap((one) => rangesOf(text, one)),
    );
  }, [text, hits]);

  useEffect(() => {
    if (text === null || hit === null) return;
    const ranges = rangesOf(text, hit);
    const edge = sheet.current?.getBoundingClientRect().top;
    const first = ranges[0]?.getBoundingClientRect().top;
    if (edge !== undefined && first !== undefined) onHitFound(hit, first - edge);
    return mark('pdf-found-now', ranges);
  }, [text, hit, onHitFound]);

  return (
    <article
      ref={sheet}
      aria-label={t('page', { page: number })}
      data-page={number}
      aria-busy={!drawn}
      style={
        {
          position: 'absolute',
          top,
          left: 0,
          right: 0,
          marginInline: 'auto',
          width: size.width,
          height: size.height,
          background: PAPER,
          boxShadow: '0 1px 4px rgb(0 0 0 / 0.25)',
          '--total-scale-factor': scale,
          '--scale-round-x': '1px',
          '--scale-round-y': '1px',
        } as CSSProperties
      }
    >
      <div ref={holder} style={{ position: 'absolute', inset: 0 }} />
      {box === null ? null : (
        <div
          role="img"
          aria-label={t('place.shown')}
          style={{
            ...percent(frameOfBox(box, turn)),
            boxSizing: 'border-box',
            border: `3px solid ${ACCENT}`,
            background: 'rgb(31 78 140 / 0.12)',
            pointerEvents: 'none',
          }}
        />
      )}
      {text === null || places === null ? null : <NamedPlaces {...places} text={text} sheet={sheet} />}
      {onMark === null ? null : (
        <MarkLayer size={size} turn={turn} onMark={(dragged) => onMark(number, dragged)} />
      )}
    </article>
  );
});

interface NamedPlacesProps {
  readonly text: ShownText;
  readonly paths: DocumentPaths;
  readonly onOpen: (place: NamedPlace) => void;
  readonly sheet: { readonly current: HTMLElement | null };
}

interface Spot {
  readonly place: NamedPlace;
  readonly lines: readonly CSSProperties[];
}

/** Buttons over the places that the page's text names. */
function NamedPlaces({ text, paths, onOpen, sheet }: NamedPlacesProps) {
  const { t } = useTranslation('seatDocuments');
  const [spots, setSpots] = useState<readonly Spot[]>([]);
  useEffect(() => {
    const around = sheet.current?.getBoundingClientRect();
    if (around === undefined) return;
    const share = (length: number, of: number): number => (length / of) * 100;
    setSpots(
      placesNamed(textOfRuns(text.runs), paths).map((place) => ({
        place,
        lines: rangesOf(text, place).map((range) => {
          const { left, top, width, height } = range.getBoundingClientRect();
          return percent({
            left: share(left - around.left, around.width),
            top: share(top - around.top, around.height),
            width: share(width, around.width),
            height: share(height, around.height),
          });
        }),
      })),
    );
  }, [text, paths, sheet]);
  return spots.map(({ place, lines }) =>
    lines.map((line, i) => (
      <button
        key={`${place.start} ${line.left} ${line.top}`}
        type="button"
        // One place that runs over two lines is one thing to reach by keyboard.
        tabIndex={i === 0 ? 0 : -1}
        aria-hidden={i > 0}
        aria-label={t('place.open', { document: place.document, page: place.page })}
        title={t('place.open', { document: place.document, page: place.page })}
        onClick={() => onOpen(place)}
        style={{
          ...line,
          padding: 0,
          cursor: 'pointer',
          border: 'none',
          borderBlockEnd: `2px solid ${ACCENT}`,
          background: 'rgb(31 78 140 / 0.08)',
        }}
      />
    )),
  );
}
