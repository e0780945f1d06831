/** Electron's security checklist, applied to every page that ever comes to be: no navigation, no new window, no web view, no permission unless named. */
import { app, type Session, type WebContents } from 'electron';
import type { StationRole } from '../../shared/bridge/shell.ts';
import { isOwnPage } from './assets.ts';
import { isGranted } from './permissions.ts';

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

/** @param roleOf of the window that a page is shown in */
export function lockSession(session: Session, roleOf: (contents: WebContents) => StationRole | null): void {
  session.setPermissionRequestHandler((contents, permission, done, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const page = details.requestingUrl;
    done(isGranted(roleOf(contents), { permission, page, media, mainFrame: details.isMainFrame }));
  });
  session.setPermissionCheckHandler((contents, permission, origin, details) => {
    if (contents === null) return false;
    const media = permission === 'media' && details.mediaType !== undefined ? [details.mediaType] : [];
    return isGranted(roleOf(contents), { permission, page: origin, media, mainFrame: details.isMainFrame });
  });
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}
