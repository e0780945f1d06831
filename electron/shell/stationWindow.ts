/** A window of the app: its page, its two channels, and, but for the chooser, the station behind it. */
import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, shell, type WebContents } from 'electron';
import { centreContract } from '../../shared/bridge/centre.ts';
import type { BridgePort, Contract } from '../../shared/bridge/contract.ts';
import { roomContract } from '../../shared/bridge/room.ts';
import { seatContract } from '../../shared/bridge/seat.ts';
import { type Handlers, serveBridge } from '../../shared/bridge/serve.ts';
import { type StationProcess, type StationRole, shellContract } from '../../shared/bridge/shell.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { readStationFile } from '../station/stationFile.ts';
import { isOwnPage, ORIGIN } from './assets.ts';
import { prepareDemonstration } from './demonstration.ts';
import { openablePdf } from './openable.ts';
import type { Asker } from './permissions.ts';
import { keepOpen } from './quitting.ts';
import { passable } from './relay.ts';
import { type RunningStation, startStation } from './stationProcess.ts';
import { NOTHING, type StationWants, stationWants } from './stationWants.ts';

const CONTRACTS: Readonly<Record<StationRole, Contract>> = {
  seat: seatContract,
  room: roomContract,
  centre: centreContract,
};

interface Shown {
  readonly role: StationRole | null;
  readonly window: BrowserWindow;
  readonly station: RunningStation | null;
  /** What its station has said last; nothing while there is none. */
  wants(): StationWants;
  hearShell(message: unknown): void;
}

const shown = new Map<WebContents, Shown>();

/** The window that a page is shown in, as one who asks for a permission. */
export function askerOf(contents: WebContents): Asker {
  const window = shown.get(contents);
  return { role: window?.role ?? null, ...(window?.wants() ?? NOTHING) };
}

/** The tree's or the package's top folder. */
const root = (): string => app.getAppPath();

/** Hears the windows, each only from its own page's main frame. */
export function hearWindows(): void {
  for (const channel of ['shell', 'station'] as const)
    ipcMain.on(channel, (event, message: unknown) => {
      const from = shown.get(event.sender);
      const frame = event.senderFrame;
      if (from === undefined || frame === null || frame.parent !== null || !isOwnPage(frame.url)) return;
      if (channel === 'shell') from.hearShell(message);
      else if (from.role !== null) {
        const passes = passable(CONTRACTS[from.role], message);
        if (passes !== null) from.station?.post(passes);
      }
    });
}

/** Stations whose windows are open, or have just been closed. */
const running = new Set<RunningStation>();

export const stationsRun = (): boolean => running.size > 0;

/** Ends every station, so that none outlives the app. */
export async function stopStations(): Promise<void> {
  await Promise.all([...running].map((station) => station.stop()));
}

/**
 * Opens a station's window. Refuses a file that is none.
 * @param reading the file, where its reading has begun before a window could be made
 */
export async function openStation(
  file: string,
  windowed: boolean,
  reading = readStationFile(file),
): Promise<Result<Record<string, never>>> {
  const read = await reading;
  if (!read.ok) return read;
  show({ role: read.value.role, file, windowed });
  return accept({});
}

/** Opens the first window of an app that was started without a station. */
export const openChooser = (windowed: boolean): void => show({ role: null, file: '', windowed });

/** A seat is recorded from its admission on: nobody clicks for it, and nobody ends it by covering the window. */
const RECORDS = {
  backgroundThrottling: false,
  disableBlinkFeatures: 'GetDisplayMediaRequiresUserActivation',
} as const;

/**
 * What a page means by `sans-serif`, as the text over a bid's pages does. With Chromium's own choice each Chinese character is looked for among all fonts,
 * and every document that is opened loads the font that has it once more: 5 MiB that nobody gives back.
 */
const CHINESE = { win32: 'Microsoft YaHei', darwin: 'PingFang SC' } as Readonly<Record<string, string>>;
const SANS = CHINESE[process.platform] ?? 'Noto Sans CJK SC';

function show(of: {
  readonly role: StationRole | null;
  readonly file: string;
  readonly windowed: boolean;
}): void {
  const kiosk = of.role === 'seat' && !of.windowed;
  /** Set below: nothing is heard before the window is there. */
  let hear: (message: unknown) => void = () => undefined;
  let changed: (process: StationProcess) => void = () => undefined;
  // A station takes longer to start than its window does: it goes first.
  const station =
    of.role === null
      ? null
      : startStation({
          root: root(),
          file: of.file,
          hear: (message) => hear(message),
          changed: (process) => changed(process),
        });
  if (station !== null) running.add(station);
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    kiosk,
    fullscreen: kiosk,
    autoHideMenuBar: true,
    backgroundColor: '#f3f4f6',
    // Windows takes it from the program itself, a desktop from its entry; where there is neither, from here.
    icon: join(root(), 'dist/shell/icon.png'),
    webPreferences: {
      preload: join(root(), 'dist/shell/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      // What was compiled at one start is not compiled at the next: a seat is started once a day, and Chromium waits for a third time within three.
      v8CacheOptions: 'bypassHeatCheck',
      devTools: of.windowed,
      navigateOnDragDrop: false,
      safeDialogs: true,
      defaultFontFamily: { standard: SANS, sansSerif: SANS, serif: SANS },
      ...(of.role === 'seat' ? RECORDS : {}),
    },
  });
  const { webContents } = window;
  const send = (channel: 'shell' | 'station', message: unknown): void => {
    if (!webContents.isDestroyed()) webContents.send(channel, message);
  };
  let hearShell: (message: unknown) => void = () => undefined;
  const port: BridgePort = {
    post: (message) => send('shell', message),
    onMessage(listener) {
      hearShell = listener;
    },
    onClose: () => undefined,
    close: () => undefined,
  };
  let wants = NOTHING;
  const server = serveBridge(shellContract, port, handlers(of, window, station), (error) =>
    process.stderr.write(`${error}\n`),
  );
  const kept = keepOpen(window, (why) => server.tell('quitRefused', why as never));
  hear = (message) => {
    kept.hear(message);
    if (of.role !== null) wants = stationWants(of.role, message) ?? wants;
    send('station', message);
  };
  changed = (process) => {
    if (process.state !== 'up') wants = NOTHING;
    server.tell('process', process);
  };
  shown.set(webContents, {
    role: of.role,
    window,
    station,
    wants: () => wants,
    hearShell: (message) => hearShell(message),
  });
  window.removeMenu();
  window.once('ready-to-show', () => {
    if (!kiosk) window.maximize();
    window.show();
  });
  webContents.on('render-process-gone', () => window.reload());
  webContents.once('destroyed', () => {
    shown.delete(webContents);
    void station?.stop().then(() => void (station && running.delete(station)));
  });
  void window.loadURL(`${ORIGIN}/${of.role ?? 'chooser'}.html`);
}

const notOpened = (file: string) =>
  refusal(
    'NOT_OPENED',
    '本机无法打开该文件，请在文件夹中打开并打印',
    'This machine cannot open the file: open and print it from its folder',
    file,
  );

const notHere = refusal('NOT_HERE', '此窗口没有这项功能', 'This window has no such function');

function handlers(
  of: { readonly role: StationRole | null; readonly file: string; readonly windowed: boolean },
  window: BrowserWindow,
  station: RunningStation | null,
): Handlers<typeof shellContract> {
  /** Demonstrations are shown beside each other: their chooser stays, and their windows are ordinary ones. */
  const prepared = new Set<string>();
  const folders = new Set<string>();
  return {
    process: () => accept(station?.process ?? { state: 'starting', generation: 0, refusals: [] }),
    startAgain() {
      station?.again();
      return accept({});
    },
    quit() {
      // The page hears the answer before it goes.
      setImmediate(() => window.close());
      return accept({});
    },
    async chooseFolder({ title }) {
      // An expert's window has nothing to do with the machine's folders, whatever a page in it asks.
      if (of.role !== 'room' && of.role !== 'centre') return refuse(notHere);
      const chosen = await dialog.showOpenDialog(window, {
        title,
        properties: ['openDirectory', 'createDirectory'],
      });
      const path = chosen.filePaths[0] ?? null;
      if (path !== null) folders.add(path);
      return accept({ path });
    },
    async openPdf({ file }) {
      if (of.role !== 'centre') return refuse(notHere);
      const path = await openablePdf(file, folders);
      // What is said is why not; nothing where it was opened.
      const said = path === null ? 'no such file' : await shell.openPath(path);
      return said === '' ? accept({}) : refuse(notOpened(file));
    },
    async chooseStationFile() {
      if (of.role !== null) return refuse(notHere);
      const chosen = await dialog.showOpenDialog(window, {
        properties: ['openFile'],
        filters: [{ name: 'station.json', extensions: ['json'] }],
      });
      return accept({ path: chosen.filePaths[0] ?? null });
    },
    async openStation({ file }) {
      if (of.role !== null) return refuse(notHere);
      const demonstration = prepared.has(file);
      const opened = await openStation(file, of.windowed || demonstration);
      if (opened.ok && !demonstration) setImmediate(() => window.close());
      return opened;
    },
    async demonstration() {
      if (of.role !== null) return refuse(notHere);
      const made = await prepareDemonstration(root(), join(app.getPath('userData'), 'demonstration'));
      if (made.ok) for (const { file } of made.value.stations) prepared.add(file);
      return made;
    },
  };
}
