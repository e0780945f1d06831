/** Electron's security checklist, point by point, in the real app. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWindows } from '../../build/windows.ts';
import { type AppWindow, openApp } from '../../electron/rehearsal/appWindow.ts';
import { demonstrationIn, stationOf } from './demonstration.ts';

let folder: string;
let seat: AppWindow;
let room: AppWindow;
let centre: AppWindow;

beforeAll(async () => {
  await buildWindows();
  folder = await mkdtemp(join(tmpdir(), 'sealroom-security-'));
  const demonstration = await demonstrationIn(folder);
  seat = await openApp(['--station', stationOf(demonstration, 'seat', '01')]);
  room = await openApp(['--station', stationOf(demonstration, 'room')]);
  centre = await openApp(['--station', stationOf(demonstration, 'centre')]);
});

afterAll(async () => {
  await seat?.close();
  await room?.close();
  await centre?.close();
  await rm(folder, { recursive: true, force: true });
});

it('the page has no Node, and of Electron two checked channels alone', async () => {
  const found = await seat.page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((name) => name in globalThis),
    given: Object.keys(window.sealroom).sort(),
  }));
  expect(found).toEqual({ globals: [], given: ['listen', 'post'] });
});

it('is sandboxed and isolated, without web views and developer tools; the seat is a kiosk', async () => {
  const of = (window: AppWindow) =>
    window.app.evaluate(async ({ BrowserWindow }) => {
      const [shown] = BrowserWindow.getAllWindows();
      // What the preferences do not list in every version is tried.
      shown!.webContents.openDevTools();
      await new Promise((resolve) => setTimeout(resolve, 500));
      const preferences = (
        shown!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
      const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } = preferences;
      return {
        kiosk: shown!.isKiosk(),
        sandbox,
        contextIsolation,
        nodeIntegration: nodeIntegration === true,
        webviewTag: webviewTag === true,
        webSecurity,
        devTools: shown!.webContents.isDevToolsOpened(),
      };
    });
  const safe = {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
    devTools: false,
  };
  expect(await of(seat)).toEqual({ ...safe, kiosk: true });
  expect(await of(centre)).toEqual({ ...safe, kiosk: false });
});

it('runs nothing but its own script files', async () => {
  const ran = await seat.page.evaluate(async () => {
    const inline = document.createElement('script');
    inline.textContent = 'window.injected = true';
    document.body.append(inline);
    const remote = document.createElement('script');
    remote.src = 'data:text/javascript,window.injected=true';
    document.body.append(remote);
    await new Promise((resolve) => setTimeout(resolve, 300));
    let evaluated = 'ran';
    try {
      // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
      globalThis.eval('1');
    } catch {
      evaluated = 'refused';
    }
    return { injected: 'injected' in window, evaluated };
  });
  expect(ran).toEqual({ injected: false, evaluated: 'refused' });
});

it('loads nothing from elsewhere, and no file outside its folder', async () => {
  // One that would let any page read it: where something comes, it was the window that let it go.
  const heard: string[] = [];
  const web = createServer(({ url }, response) => {
    heard.push(url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end();
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(web.address() as AddressInfo).port}/`;
  expect((await fetch(`${address}control`)).status).toBe(200);
  const answers = await seat.page.evaluate(async (elsewhere) => {
    const status = async (address: string): Promise<number | string> => {
      try {
        return (await fetch(address)).status;
      } catch {
        return 'refused';
      }
    };
    return {
      own: await status('app://sealroom/seat.html'),
      above: await status('app://sealroom/..%2f..%2fpackage.json'),
      unknown: await status('app://sealroom/assets/nothing.js'),
      host: await status('app://elsewhere/index.html'),
      web: await status(elsewhere),
      file: await status('file:///etc/passwd'),
    };
  }, address);
  await new Promise((resolve) => web.close(resolve));
  expect(answers).toEqual({
    own: 200,
    above: 'refused',
    unknown: 'refused',
    host: 'refused',
    web: 'refused',
    file: 'refused',
  });
  expect(heard).toEqual(['/control']);
});

it('goes nowhere and opens no window', async () => {
  const before = seat.page.url();
  const opened = await seat.page.evaluate(async () => {
    const other = window.open('https://example.invalid/');
    const link = document.createElement('a');
    link.href = 'https://example.invalid/';
    document.body.append(link);
    link.click();
    link.remove();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return other !== null;
  });
  expect(opened).toBe(false);
  expect(seat.page.url()).toBe(before);
  expect(seat.app.windows()).toHaveLength(1);
});

it('denies what is not named: at the seat nobody is recorded yet, the room has the camera for the slip, the centre nothing', async () => {
  const asked = (window: AppWindow) =>
    window.page.evaluate(async () => {
      const { mediaDevices } = navigator;
      const answer = async (open: Promise<MediaStream>): Promise<string> => {
        try {
          for (const track of (await open).getTracks()) track.stop();
          return 'granted';
        } catch {
          return 'denied';
        }
      };
      // The old way to a screen, which knows no picker: Chromium's own names.
      const mandatory = { chromeMediaSource: 'desktop', chromeMediaSourceId: 'screen:0:0' };
      const desktop = { video: { mandatory } } as unknown as MediaStreamConstraints;
      return {
        camera: await answer(mediaDevices.getUserMedia({ video: true })),
        sound: await answer(mediaDevices.getUserMedia({ audio: true })),
        both: await answer(mediaDevices.getUserMedia({ video: true, audio: true })),
        screen: await answer(mediaDevices.getDisplayMedia({ video: true })),
        desktop: await answer(mediaDevices.getUserMedia(desktop)),
      };
    });
  const nothing = { camera: 'denied', sound: 'denied', both: 'denied', screen: 'denied', desktop: 'denied' };
  expect(await asked(seat)).toEqual({ ...nothing, camera: 'granted' });
  expect(await asked(room)).toEqual({ ...nothing, camera: 'granted' });
  expect(await asked(centre)).toEqual(nothing);
  for (const { page } of [seat, room, centre])
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
});

it('hears no message that is not a question of the contract, and lives on', async () => {
  const answered = await seat.page.evaluate(async () => {
    const heard: unknown[] = [];
    const stop = window.sealroom.listen('station', (message) => heard.push(message));
    for (const message of [
      null,
      'status',
      { id: 900, ask: 'rebuild', params: {} },
      { tell: 'status', value: 1 },
    ])
      window.sealroom.post('station', message);
    window.sealroom.post('station', { id: 901, ask: 'status', params: {} });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    stop();
    return heard
      .map((message) => (message as { id?: number }).id)
      .filter((id) => id !== undefined && id >= 900);
  });
  expect(answered).toEqual([901]);
});

/** Notes in the page which of the test's questions are answered to it. */
const noteAnswers = (): Promise<void> =>
  seat.page.evaluate(() => {
    const answered: string[] = [];
    Object.assign(window, { answered });
    for (const channel of ['shell', 'station'] as const)
      window.sealroom.listen(channel, (message) => {
        const { id } = message as { id?: number };
        if (id !== undefined && id >= 960) answered.push(`${channel} ${id}`);
      });
  });
const answeredTo = (): Promise<unknown> =>
  seat.page.evaluate(() => [...(Reflect.get(window, 'answered') as string[])].sort());

it('hears no frame within its page, none that is gone, and no page of a window that the app has not opened', async () => {
  await noteAnswers();
  await seat.app.evaluate(async ({ BrowserWindow, ipcMain }) => {
    const { webContents: sender } = BrowserWindow.getAllWindows()[0]!;
    const { mainFrame } = sender;
    const other = new BrowserWindow({ show: false });
    await other.loadURL(mainFrame.url);
    // What nobody can send: the page within has no way to the channels, and this is for the day when it has.
    const senders = [
      { sender, senderFrame: { parent: mainFrame, url: mainFrame.url } },
      { sender, senderFrame: null },
      { sender: other.webContents, senderFrame: other.webContents.mainFrame },
      // What is answered last shows that the others were not answered.
      { sender, senderFrame: mainFrame },
    ];
    for (const [n, event] of senders.entries()) {
      ipcMain.emit('shell', event, { id: 960 + n, ask: 'process', params: {} });
      ipcMain.emit('station', event, { id: 960 + n, ask: 'status', params: {} });
    }
    other.destroy();
  });
  await expect.poll(answeredTo).toEqual(['shell 963', 'station 963']);
});

it('hears no other page that has come into its window', async () => {
  const own = seat.page.url();
  const load = async (url: string): Promise<void> => {
    await seat.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]!.loadURL(to), url);
    // The app knows of the new page before the one who looks at it does.
    await seat.page.waitForURL(url);
  };
  await load('about:blank');
  await noteAnswers();
  await seat.app.evaluate(({ ipcMain }) => {
    const sent: string[] = [];
    Object.assign(globalThis, { sent });
    for (const channel of ['shell', 'station'])
      ipcMain.on(channel, ({ senderFrame }) => void sent.push(`${channel} of ${senderFrame?.url}`));
  });
  await seat.page.evaluate(() => {
    window.sealroom.post('shell', { id: 970, ask: 'process', params: {} });
    window.sealroom.post('station', { id: 970, ask: 'status', params: {} });
  });
  await expect
    .poll(() => seat.app.evaluate(() => Reflect.get(globalThis, 'sent')))
    .toEqual(['shell of about:blank', 'station of about:blank']);
  await seat.app.evaluate(({ BrowserWindow, ipcMain }, url) => {
    const { webContents: sender } = BrowserWindow.getAllWindows()[0]!;
    const event = { sender, senderFrame: { parent: null, url } };
    ipcMain.emit('shell', event, { id: 971, ask: 'process', params: {} });
    ipcMain.emit('station', event, { id: 971, ask: 'status', params: {} });
  }, own);
  await expect.poll(answeredTo).toEqual(['shell 971', 'station 971']);
  await load(own);
});

it('a seat’s window chooses no folder or file of the machine, and opens no other station', async () => {
  const questions = [
    { ask: 'chooseFolder', params: { title: '文件夹' } },
    { ask: 'chooseStationFile', params: {} },
    { ask: 'openPdf', params: { file: '/etc/slip.pdf' } },
    { ask: 'openStation', params: { file: '/etc/station.json' } },
    { ask: 'demonstration', params: {} },
  ];
  const codes = await seat.page.evaluate(async (asked) => {
    const answers = new Map<number, string>();
    const stop = window.sealroom.listen('shell', (message) => {
      const { id, refusals } = message as { id?: number; refusals?: { code: string }[] };
      if (id !== undefined) answers.set(id, refusals?.[0]?.code ?? 'accepted');
    });
    for (const [n, question] of asked.entries()) window.sealroom.post('shell', { id: 950 + n, ...question });
    for (let looks = 0; answers.size < asked.length && looks < 100; looks++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    stop();
    return asked.map((_, n) => answers.get(950 + n));
  }, questions);
  expect(codes).toEqual(questions.map(() => 'NOT_HERE'));
});
