/** Electron's security checklist, applied to every page that ever comes to be: no navigation, no new window, no web view, no permission unless named. */
import { app, BrowserWindow, type Session, type WebContents, webContents } from 'electron';
import { isOwnPage } from './assets.ts';
import { ownScreen } from './ownScreen.ts';
import { type Asker, isGranted, mayRecord } from './permissions.ts';

/** From the first moment on, for pages that nobody has thought of as well. */
export function lockEveryPage(): void {
  app.on('web-contents-created', (_, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      // Drawing the own page anew is a navigation too.
      if (!event.isMainFrame || !isOwnPage(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** @param askerOf the window that a page is shown in */
export function lockSession(session: Session, askerOf: (contents: WebContents) => Asker): void {
  session.setPermissionRequestHandler((contents, permission, done, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const page = details.requestingUrl;
    done(isGranted(askerOf(contents), { permission, page, media, mainFrame: details.isMainFrame }));
  });
  session.setPermissionCheckHandler((contents, permission, origin, details) => {
    if (contents === null) return false;
    const media = permission === 'media' && details.mediaType !== undefined ? [details.mediaType] : [];
    return isGranted(askerOf(contents), { permission, page: origin, media, mainFrame: details.isMainFrame });
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(async ({ frame, audioRequested }, give) => {
    const contents = frame === null ? undefined : webContents.fromFrame(frame);
    const window = contents === undefined ? null : BrowserWindow.fromWebContents(contents);
    const own = frame !== null && frame.parent === null && isOwnPage(frame.url);
    const granted = own && window !== null && !audioRequested && mayRecord(askerOf(window.webContents));
    const source = granted ? await ownScreen(window).catch(() => null) : null;
    // Nothing at all is how Electron is told no.
    give(source === null ? (null as never) : { video: source });
  });
  session.on('will-download', (event) => event.preventDefault());
}
