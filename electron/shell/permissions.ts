/** What a page may be granted: nothing, but for the camera where people sign in with a slip. */
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

const WITH_CAMERA: readonly (StationRole | null)[] = ['seat', 'room'];
const CLIPBOARD = 'clipboard-sanitized-write';

/** Denied unless named: the camera alone, without sound, to the own page of a seat or the room; copying a text to the clipboard to the own page. */
export function isGranted(role: StationRole | null, { permission, page, media, mainFrame }: Wanted): boolean {
  if (!mainFrame || !isOwnPage(page)) return false;
  if (permission === CLIPBOARD) return true;
  return (
    permission === 'media' &&
    WITH_CAMERA.includes(role) &&
    media.length > 0 &&
    media.every((kind) => kind === 'video')
  );
}
