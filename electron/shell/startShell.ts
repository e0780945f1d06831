/** The app's start: own scheme, locks, one window. Nothing here waits for readiness at a module's top level. */
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { app, dialog, protocol, session } from 'electron';
import type { Refusal } from '../../shared/refusal.ts';
import { readStationFile } from '../station/stationFile.ts';
import { assetOf, CONTENT_POLICY, SCHEME } from './assets.ts';
import { type CommandLine, readCommandLine } from './commandLine.ts';
import { unconfined } from './confined.ts';
import { lockEveryPage, lockSession } from './lockdown.ts';
import {
  askerOf,
  hearWindows,
  openChooser,
  openStation,
  stationsRun,
  stopStations,
} from './stationWindow.ts';

const HEADERS = {
  'content-security-policy': CONTENT_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

/** `net::ERR_FILE_NOT_FOUND` of Chromium. */
const NOT_FOUND = -6;

/**
 * Deprecated, and still the one way by which Chromium itself reads the file: what `protocol.handle` answers goes through the main thread's streams,
 * piece by piece, at the moment when that thread has most to do (electron/electron#42612).
 */
function serveAssets(): void {
  const root = join(app.getAppPath(), 'dist/renderer');
  protocol.registerFileProtocol(SCHEME, ({ url, method }, answer) => {
    const asset = method === 'GET' ? assetOf(root, url) : null;
    answer(
      asset === null
        ? { error: NOT_FOUND }
        : { path: asset.path, headers: { ...HEADERS, 'content-type': asset.type } },
    );
  });
}

/**
 * Chromium lets one app at a time keep what a window remembers. Two stations that are each started by itself on one machine would hold each other up: the
 * second one's window stands still for 3.5 s, and forgets its language and the size of its text.
 */
function keepApart(station: string): void {
  const name = createHash('sha256').update(resolve(station)).digest('hex').slice(0, 16);
  app.setPath('userData', join(app.getPath('userData'), 'stations', name));
}

interface Started extends CommandLine {
  /** What the station's file says, read while Chromium starts. */
  readonly reading: ReturnType<typeof readStationFile> | undefined;
}

/** Said to whoever has started the app, which ends. */
function refused(why: Refusal | undefined): void {
  const said = `${why?.zh}\n${why?.en}\n${why?.where ?? ''}`;
  process.stderr.write(`${said}\n`);
  if (process.env['SEALROOM_NO_DIALOG'] === undefined) dialog.showErrorBox('封评室 Sealroom', said);
  app.exit(1);
}

const noSandbox = (): boolean => app.commandLine.hasSwitch('no-sandbox');

async function ready({ station, windowed, reading }: Started): Promise<void> {
  const open = unconfined({
    installed: app.isPackaged,
    noSandbox: noSandbox(),
    root: process.getuid?.() === 0,
  });
  if (open !== null) return refused(open);
  serveAssets();
  lockSession(session.defaultSession, askerOf);
  hearWindows();
  if (station === null) return openChooser(windowed);
  const opened = await openStation(resolve(station), windowed, reading);
  if (!opened.ok) refused(opened.refusals[0]);
}

/** A fault of the shell itself: said, and the app ends rather than stay without a window. */
function failed(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  app.exit(1);
}

/**
 * Draws tiles in threads of their own, as Chromium always did, and not as jobs of the shared pool: on a machine of two cores such a job was forgotten
 * under load, now and then, and the page stood still for good (seen in Electron 33). Where the feature is gone, its name means nothing.
 */
const FORGETS_TILES = 'UseCompositorJob';

/** Called once, before Electron is ready: the scheme and the locks have to stand by then. */
export function startShell(): void {
  // Whatever else runs under Electron's name, this app is started once for each station.
  const started = readCommandLine(process.argv.slice(1));
  if (started.station !== null) keepApart(started.station);
  const reading = started.station === null ? undefined : readStationFile(resolve(started.station));
  app.commandLine.appendSwitch('disable-features', FORGETS_TILES);
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
  // Chromium has no sandbox for root, where tests run in a container; a person's session always has one.
  if (!noSandbox()) app.enableSandbox();
  lockEveryPage();
  app.on('will-quit', (event) => {
    if (!stationsRun()) return;
    event.preventDefault();
    void stopStations().finally(() => app.exit());
  });
  app.on('window-all-closed', () => app.quit());
  app
    .whenReady()
    .then(() => ready({ ...started, reading }), failed)
    .catch(failed);
}
