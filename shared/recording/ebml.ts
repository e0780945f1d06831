/** EBML (RFC 8794) as far as WebM needs it: elements with their sizes, and how they are written. */

export interface Element {
  readonly id: number;
  /** Bytes: where its header begins, where its content does. */
  readonly from: number;
  readonly content: number;
  /** Where its content ends; null: it says that its size is unknown, as a recorder writes what it cannot go back to. */
  readonly end: number | null;
}

const LONGEST_ID = 4;
const LONGEST_SIZE = 8;

/** Bytes of a number by the zeros that its first byte begins with. */
const widthOf = (first: number): number => Math.clz32(first) - 23;

/** The element that begins at a byte; null where it is not whole, or no element. */
export function elementAt(bytes: Uint8Array, from: number): Element | null {
  const first = bytes[from];
  if (first === undefined || first === 0) return null;
  const width = widthOf(first);
  if (width > LONGEST_ID || from + width >= bytes.length) return null;
  let id = 0;
  for (let i = 0; i < width; i++) id = id * 256 + bytes[from + i]!;
  const size = sizeAt(bytes, from + width);
  if (size === null) return null;
  const content = from + width + size.width;
  return { id, from, content, end: size.value === null ? null : content + size.value };
}

function sizeAt(bytes: Uint8Array, from: number): { value: number | null; width: number } | null {
  const first = bytes[from];
  if (first === undefined || first === 0) return null;
  const width = widthOf(first);
  if (width > LONGEST_SIZE || from + width > bytes.length) return null;
  const low = 0xff >> width;
  let value = first & low;
  let full = value === low;
  for (let i = 1; i < width; i++) {
    const byte = bytes[from + i]!;
    full &&= byte === 0xff;
    value = value * 256 + byte;
  }
  return { value: full ? null : value, width };
}

/** Children of an element of known size, up to the first that is not whole. */
export function* childrenOf(bytes: Uint8Array, from: number, end: number): Generator<Element> {
  for (let at = from; at < end; ) {
    const child = elementAt(bytes, at);
    if (child === null || child.end === null || child.end > end) return;
    yield child;
    at = child.end;
  }
}

/** An unsigned number of an element's content. */
export function unsignedIn(bytes: Uint8Array, content: number, end: number): number {
  let value = 0;
  for (let at = content; at < end; at++) value = value * 256 + bytes[at]!;
  return value;
}

const idBytes = (id: number): number[] => {
  const out: number[] = [];
  for (let rest = id; rest > 0; rest = Math.floor(rest / 256)) out.unshift(rest % 256);
  return out;
};

/** An element's header with its size in eight bytes, so that it is as long for any size. */
export function elementHead(id: number, size: number): Uint8Array {
  const head = new Uint8Array([...idBytes(id), 1, 0, 0, 0, 0, 0, 0, 0]);
  new DataView(head.buffer).setUint32(head.length - 4, size % 2 ** 32);
  new DataView(head.buffer).setUint16(head.length - 6, Math.floor(size / 2 ** 32));
  return head;
}

export function joinedBytes(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export function element(id: number, ...content: readonly Uint8Array[]): Uint8Array {
  const body = joinedBytes(content);
  return joinedBytes([elementHead(id, body.length), body]);
}

/** A number in eight bytes, so that it is as long for any value. */
export function unsignedElement(id: number, value: number): Uint8Array {
  const body = new Uint8Array(8);
  new DataView(body.buffer).setBigUint64(0, BigInt(Math.round(value)));
  return element(id, body);
}

export function floatElement(id: number, value: number): Uint8Array {
  const body = new Uint8Array(8);
  new DataView(body.buffer).setFloat64(0, value);
  return element(id, body);
}
