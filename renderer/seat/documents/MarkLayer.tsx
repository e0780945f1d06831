/** Lies over a page while a place is being marked, and takes the drag. */
import { type PointerEvent, useState } from 'react';
import { ACCENT } from '../../app/theme.ts';
import { type Box, draggedBox, frameOfBox, type Point, type Size, type Turn } from './geometry.ts';

interface Props {
  readonly size: Size;
  readonly turn: Turn;
  readonly onMark: (box: Box) => void;
}

interface Drag {
  readonly from: Point;
  readonly to: Point;
}

const pointOf = (event: PointerEvent<HTMLDivElement>): Point => {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
};

export function MarkLayer({ size, turn, onMark }: Props) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const box = drag === null ? null : draggedBox(drag.from, drag.to, size, turn);
  const frame = box === null ? null : frameOfBox(box, turn);
  return (
    <div
      data-marking=""
      style={{ position: 'absolute', inset: 0, cursor: 'crosshair', touchAction: 'none' }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        const at = pointOf(event);
        setDrag({ from: at, to: at });
      }}
      onPointerMove={(event) => {
        if (drag !== null) setDrag({ from: drag.from, to: pointOf(event) });
      }}
      onPointerUp={(event) => {
        if (drag === null) return;
        setDrag(null);
        const marked = draggedBox(drag.from, pointOf(event), size, turn);
        if (marked !== null) onMark(marked);
      }}
      onPointerCancel={() => setDrag(null)}
    >
      {frame === null ? null : (
        <div
          style={{
            position: 'absolute',
            left: `${frame.left}%`,
            top: `${frame.top}%`,
            width: `${frame.width}%`,
            height: `${frame.height}%`,
            boxSizing: 'border-box',
            border: `2px dashed ${ACCENT}`,
            background: 'rgb(31 78 140 / 0.12)',
          }}
        />
      )}
    </div>
  );
}
