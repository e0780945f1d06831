/** A seat's recording on its way to the room: every file from where the room's copy ends, as often as it takes, until each closed segment is whole there. */
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desk } from '../session/desk.ts';
import { STRETCH } from './copyWire.ts';
import { segmentsIn } from './recordingFolder.ts';
import { type Ask, NotTaken } from './roomRequests.ts';

export interface Copying {
  /** How many bytes of a file the room holds; null where the room is not in reach. */
  held(file: string): number | null;
  /** Bytes that the room does not hold yet; not 0 before it is known that there are none. */
  unsent(): number;
  /** There is more to be copied. */
  stored(): void;
  close(): Promise<void>;
}

/** Milliseconds between two looks, and after a request that failed. */
const PAUSE = 1_000;
const AGAIN = 3_000;

/** The room has been sealed without what is left here, as was declared there. */
const SEALED = 410;

interface Lacking {
  /** Whose session signs: nobody else can copy what it has recorded. */
  readonly by: Desk;
  readonly file: string;
  readonly forms: ReadonlySet<string>;
}

/**
 * @param options.folder of all recordings
 * @param options.room the room's id where its host is in reach, over the key that the journal names
 */
export function copying(options: {
  readonly folder: string;
  readonly ask: Ask;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
  /** The sessions that the slips have opened at this machine, first the one at work: what those that were closed have left is copied after it. */
  readonly desks: () => readonly Desk[];
  readonly room: () => string | null;
  readonly changed: () => void;
  readonly onFault: (error: unknown) => void;
}): Copying {
  const { folder, room, signal } = options;
  const offsets = new Map<string, number>();
  const whole = new Set<string>();
  let left = 0;
  let isSealed = false;
  let dirty = false;
  let timer: NodeJS.Timeout | undefined;
  let work: Promise<void> | null = null;

  const ask: Ask = async (by, method, path, offset, body) => {
    const answer = await options.ask(by, method, path, offset, body, Math.max(0, left - (body?.length ?? 0)));
    if (answer.status === SEALED) isSealed = true;
    return answer;
  };

  /** Sends what the room lacks of a file as it is now. */
  async function send(by: Desk, file: string): Promise<void> {
    const path = `/recording/${file}`;
    const { size } = await stat(join(folder, file));
    let offset = offsets.get(file) ?? (await ask(by, 'HEAD', path, 0)).offset;
    if (offset > size) throw new NotTaken('the room’s copy is longer');
    const handle = await open(join(folder, file), 'r');
    try {
      while (offset < size) {
        const body = Buffer.alloc(Math.min(STRETCH, size - offset));
        await handle.read(body, 0, body.length, offset);
        const answer = await ask(by, 'PUT', path, offset, body);
        const isOn = answer.status === 204 || (answer.status === 409 && answer.offset !== offset);
        if (!isOn) throw new NotTaken(`${answer.status}`);
        left = Math.max(0, left - (answer.offset - offset));
        offset = answer.offset;
        offsets.set(file, offset);
      }
      offsets.set(file, offset);
    } finally {
      await handle.close();
    }
  }

  /** The files of which the room lacks something, as far as is known here; counts how much, also while the room is out of reach. */
  async function lackingOf(desks: readonly Desk[]): Promise<Lacking[]> {
    let bytes = 0;
    const lacking: Lacking[] = [];
    for (const by of desks)
      for (const { forms, base } of await segmentsIn(folder, by.session)) {
        const file = base.slice(folder.length + 1);
        if (whole.has(file)) continue;
        const form = forms.has('json') ? 'age' : 'open';
        const size = (await stat(`${base}.${form}`).catch(() => null))?.size ?? 0;
        bytes += Math.max(0, size - (offsets.get(`${file}.${form}`) ?? 0));
        lacking.push({ by, file, forms });
      }
    left = isSealed ? 0 : bytes;
    return lacking;
  }

  async function copy(lacking: readonly Lacking[]): Promise<void> {
    for (const { by, file, forms } of lacking) {
      if (!forms.has('json')) {
        await send(by, `${file}.open`);
        continue;
      }
      await send(by, `${file}.age`);
      const description = await readFile(join(folder, `${file}.json`));
      const answer = await ask(by, 'PUT', `/recording/${file}.json`, 0, description);
      offsets.delete(`${file}.age`);
      if (answer.status !== 204) throw new NotTaken(`${answer.status}`);
      whole.add(file);
      offsets.delete(`${file}.open`);
    }
    left = 0;
  }

  async function round(): Promise<void> {
    const desks = options.desks();
    if (desks.length === 0) return;
    dirty = false;
    try {
      const lacking = await lackingOf(desks);
      options.changed();
      if (isSealed) return;
      if (room() === null) throw new NotTaken('no room');
      await copy(lacking);
      options.changed();
    } catch (error) {
      dirty = true;
      // An open file becomes an age file while it is sent.
      const passing = error instanceof NotTaken || (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!passing && !signal.aborted) options.onFault(error);
    }
  }

  function later(pause: number): void {
    if (signal.aborted) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      work = round().finally(() => {
        work = null;
        if (dirty) later(AGAIN);
      });
    }, pause);
  }

  return {
    held: (file) => (room() === null ? null : (offsets.get(file) ?? 0)),
    unsent: () => (dirty ? Math.max(1, left) : left),
    stored() {
      dirty = true;
      if (work === null) later(PAUSE);
    },
    async close() {
      clearTimeout(timer);
      await work;
    },
  };
}
