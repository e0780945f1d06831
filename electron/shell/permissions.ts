/**
 * What a page may be granted: the camera where people sign in with a slip; to a seat camera and microphone while it is watched or recorded, and its own screen
 * while it is recorded; to the room the microphone while somebody speaks there; nothing else.
 */
import type { StationRole } from '../../shared/bridge/shell.ts';
import { isOwnPage } from './assets.ts';

/** Who asks. */
export interface Asker {
  /** Of the window; null: the chooser, or no window of ours. */
  readonly role: StationRole | null;
  /** Its station has said that the person there is to be recorded now. */
  readonly recordingDue: boolean;
  /** Its station has said that the room's monitor wants its camera and sound. */
  readonly watched: boolean;
  /** The room's station has said that a call is taken at its window. */
  readonly speaks: boolean;
}

export interface Wanted {
  readonly permission: string;
  /** Address of the page that asks. */
  readonly page: string;
  /** For `media`: what of it; nothing where it is the screen that is asked for, or devices in general. */
  readonly media: readonly string[];
  readonly mainFrame: boolean;
}

const CLIPBOARD = 'clipboard-sanitized-write';
/** Electron's names for camera and microphone, and for a screen; the latter is `media` without a kind where Electron is older. */
const RECORDED: readonly string[] = ['media', 'display-capture'];
const DEVICES: readonly string[] = ['video', 'audio'];

/**
 * Denied unless named, and to the own page alone: copying a text to the clipboard; the camera without sound to a seat or the room; camera and microphone to
 * a seat that is watched; these and the screen to a seat that is to be recorded; the microphone to the room in a call.
 */
export function isGranted(asker: Asker, { permission, page, media, mainFrame }: Wanted): boolean {
  if (!mainFrame || !isOwnPage(page)) return false;
  if (permission === CLIPBOARD) return true;
  if (mayRecord(asker) && RECORDED.includes(permission)) return media.every((kind) => DEVICES.includes(kind));
  const both = asker.role === 'seat' ? asker.watched : asker.role === 'room' && asker.speaks;
  const granted = both ? DEVICES : camera(asker.role);
  return permission === 'media' && media.length > 0 && media.every((kind) => granted.includes(kind));
}

const camera = (role: StationRole | null): readonly string[] =>
  role === 'seat' || role === 'room' ? ['video'] : [];

/** Whether a window may take its own screen, camera and microphone together. */
export const mayRecord = ({ role, recordingDue }: Asker): boolean => role === 'seat' && recordingDue;
