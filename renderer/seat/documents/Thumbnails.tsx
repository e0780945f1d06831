/** Small pictures of the pages, drawn one after the other and only where one looks. */
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ACCENT, LINE, PAPER } from '../../app/theme.ts';
import type { Size } from './geometry.ts';
import { drawSmall } from './usePagePicture.ts';

const WIDTH = 112;
/** What stands below a picture: its number, and space. */
const FOOT = 44;
const AHEAD = 2;

interface Props {
  readonly pdf: PDFDocumentProxy;
  readonly firstPage: Size;
  readonly height: number;
  readonly page: number;
  readonly onGo: (page: number) => void;
}

export function Thumbnails({ pdf, firstPage, height, page, onGo }: Props) {
  const { t } = useTranslation('seatDocuments');
  const list = useRef<HTMLElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const picture = Math.round((WIDTH * firstPage.height) / firstPage.width);
  const row = picture + FOOT;
  /** Drawn one at a time: the page that is being read must not wait for them. */
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => {
    const element = list.current;
    const top = (page - 1) * row;
    if (element !== null && (top < element.scrollTop || top + row > element.scrollTop + height))
      element.scrollTop = top - (height - row) / 2;
  }, [page, row, height]);

  const first = Math.max(1, Math.floor(scrolled / row) + 1 - AHEAD);
  const last = Math.min(pdf.numPages, Math.ceil((scrolled + height) / row) + AHEAD);
  return (
    <nav
      ref={list}
      aria-label={t('thumbnails')}
      onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollTop)}
      style={{ height, overflow: 'auto' }}
    >
      <div style={{ position: 'relative', height: pdf.numPages * row }}>
        {Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i).map((number) => (
          <button
            key={number}
            type="button"
            aria-label={t('goTo', { page: number })}
            aria-current={number === page ? 'page' : undefined}
            onClick={() => onGo(number)}
            style={{
              position: 'absolute',
              top: (number - 1) * row,
              left: 0,
              right: 0,
              marginInline: 'auto',
              width: WIDTH + 12,
              padding: 4,
              border: `2px solid ${number === page ? ACCENT : 'transparent'}`,
              background: 'none',
              font: 'inherit',
              cursor: 'pointer',
            }}
          >
            <Picture pdf={pdf} number={number} height={picture} queue={queue} />
            <span aria-hidden="true" style={{ fontWeight: number === page ? 700 : 400 }}>
              {number}
            </span>
          </button>
        ))}
      </div>
    </nav>
  );
}

interface PictureProps {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  readonly height: number;
  readonly queue: { current: Promise<unknown> };
}

function Picture({ pdf, number, height, queue }: PictureProps) {
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let left = false;
    let canvas: HTMLCanvasElement | null = null;
    async function show(): Promise<void> {
      if (left) return;
      canvas = await drawSmall(await pdf.getPage(number), WIDTH);
      if (canvas === null) return;
      canvas.style.height = '100%';
      canvas.style.objectFit = 'contain';
      if (left) canvas.width = canvas.height = 0;
      else holder.current?.append(canvas);
    }
    queue.current = queue.current.then(show).catch(() => undefined);
    return () => {
      left = true;
      if (canvas !== null) canvas.width = canvas.height = 0;
    };
  }, [pdf, number, queue]);
  return (
    <div
      ref={holder}
      style={{
        width: WIDTH,
        height,
        background: PAPER,
        border: `1px solid ${LINE}`,
        boxSizing: 'border-box',
      }}
    />
  );
}
