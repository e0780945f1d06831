/** What a page may be granted: nothing, but for the camera where people sign in with a slip, and at a seat the microphone, since seats are watched. */
import type { StationRole } from '../../shared/bridge/shell.ts';
import { isOwnPage } from './assets.ts';

export interface Wanted {
  readonly permission: string;
  /** Address of the page that asks. */
  readonly page: string;
  /** For `media`: what of it. */
  readonly media: readonly string[];
  readonly mainFrame: boolean;
}

/** What each role may use; a role that is not named may use nothing. */
const MEDIA: Readonly<Partial<Record<StationRole, readonly string[]>>> = {
  seat: ['video', 'audio'],
  room: ['video'],
};
const CLIPBOARD = 'clipboard-sanitized-write';

/** Denied unless named: camera and microphone to the own page of a seat, the camera alone to the room's; copying a text to the clipboard to the own page. */
export function isGranted(role: StationRole | null, { permission, page, media, mainFrame }: Wanted): boolean {
  if (!mainFrame || !isOwnPage(page)) return false;
  if (permission === CLIPBOARD) return true;
  const granted = (role === null ? undefined : MEDIA[role]) ?? [];
  return permission === 'media' && media.length > 0 && media.every((kind) => granted.includes(kind));
}
