/** The screen that a seat's window stands on, for its recording. There is no picker: no other screen or window can be chosen, by anybody. */
import { type BrowserWindow, type DesktopCapturerSource, desktopCapturer, screen } from 'electron';

/** Null where this machine gives no picture of that screen. */
export async function ownScreen(window: BrowserWindow): Promise<DesktopCapturerSource | null> {
  const own = String(screen.getDisplayMatching(window.getBounds()).id);
  const sources = await desktopCapturer.getSources({
    types: ['screen'],
    thumbnailSize: { width: 0, height: 0 },
  });
  const [only, ...others] = sources;
  const found = sources.find(({ display_id }) => display_id === own);
  // Some systems do not say which screen is which: then it has to be the only one.
  return found ?? (others.length === 0 ? (only ?? null) : null);
}
