/**
 * A number stands on a recorded seat's screen, in digits, in a remark and as a QR code; another one is held before its camera. Everything that the
 * supervisor, and a monitoring system through the gateway, gets of that seat is searched, pictures too: the camera's number is in them, so that the search
 * can find; the screen's is nowhere.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import scanner from 'jsqr';
import QRCode from 'qrcode';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeSample } from '../../build/sample/generate.ts';
import { pinnedAgent } from '../../electron/link/pinned.ts';
import { type MediaServer, openMediaServer } from '../../electron/viewing/mediaServer.ts';
import { activeSession } from '../../shared/evaluation/committee.ts';
import type { I420 } from '../../shared/noticing/picture.ts';
import { takenBelow } from '../bench/processTime.ts';
import { freshIdentity, receiver } from '../loopbackRoom.ts';
import { type Seen, seeing, until } from '../monitor/stage.ts';
import { viewerAt } from '../monitor/viewer.ts';
import { foundIn, foundInFiles, foundInMemory, needles } from '../stations/secretForms.ts';
import { sure } from '../sure.ts';
import { AT_WINDOW, houseAtSheet, type OpenSheet, random, startScoring } from './peopled.ts';
import { writeSlipVideo } from './slipVideo.ts';

/** Its types describe a module with a default export; what Node loads is the function. */
const jsQR = scanner as unknown as typeof scanner.default;

const PATIENCE = 60_000;
/** Pictures of each view that are searched. */
const ENOUGH = 40;
const TOKENS = { whip: 'a-room-of-this-centre', whep: 'a-viewer-who-is-let-in' };

/** Sixteen digits that stand nowhere by chance. */
const digits = (): string => [...random(16)].map((byte) => byte % 10).join('');
const [PLANTED, HELD] = [digits(), digits()];

let folder: string;
let open: OpenSheet;
/** What the room's station has told the supervisor's window, each a JSON text. */
const told: string[] = [];
const closing: (() => unknown)[] = [];

type Outside = Awaited<ReturnType<typeof receiver>>;
let outside: Outside;
let monitoring: MediaServer;
let fingerprint: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'screen-unseen-'));
  const video = join(folder, 'held.y4m');
  await writeSlipVideo(video, HELD);
  outside = await receiver();
  closing.push(outside.close);
  const tls = await freshIdentity();
  ({ fingerprint } = tls);
  monitoring = sure(await openMediaServer({ listen: { host: '127.0.0.1', port: 0 }, tls, tokens: TOKENS }));
  closing.push(monitoring.close);
  const whip = { address: `https://127.0.0.1:${monitoring.port}/whip`, fingerprint, token: TOKENS.whip };
  const gateway = { address: outside.url, fingerprint: outside.fingerprint, whip };
  open = await houseAtSheet(
    (made) => makeSample('small', made),
    {
      room: { recording: true, monitor: {}, gateway },
      hear: (message) => told.push(JSON.stringify(message)),
    },
    `--use-file-for-fake-video-capture=${video}`,
  );
  await startScoring(open);
}, 400_000);

afterAll(async () => {
  await open?.close();
  for (const close of closing.reverse()) await close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a QR code in a picture says; null where none can be read. */
function readIn({
  width,
  height,
  data,
}: Pick<I420, 'width' | 'height'> & { readonly data: Uint8Array }): string | null {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at++) rgba.fill(data[at]!, at * 4, at * 4 + 4);
  return jsQR(rgba, width, height)?.data ?? null;
}

/** What a QR code on the seat's screen says. */
async function readOn(page: Page): Promise<string | null> {
  const file = join(folder, 'screen.png');
  await page.screenshot({ path: file });
  const { width, height } = page.viewportSize() ?? { width: 1366, height: 768 };
  const as = ['-vf', `scale=${width}:${height}`, '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-'];
  const { stdout } = spawnSync('ffmpeg', ['-v', 'error', '-i', file, ...as], { maxBuffer: 1 << 26 });
  return readIn({ width, height, data: stdout });
}

/** Lays the number over the window, as whatever an expert has on his screen. */
const plant = (page: Page): Promise<void> => {
  const { modules } = QRCode.create(PLANTED, { errorCorrectionLevel: 'Q' });
  return page.evaluate(
    ([text, size, dark]) => {
      const over = document.createElement('div');
      over.style.cssText =
        'position:fixed;inset:120px auto auto 120px;z-index:99999;pointer-events:none;background:#fff;padding:48px;font:40px monospace';
      over.textContent = text;
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = size * 12;
      canvas.style.display = 'block';
      const pen = canvas.getContext('2d')!;
      dark.forEach((is, at) => {
        if (is) pen.fillRect((at % size) * 12, Math.floor(at / size) * 12, 12, 12);
      });
      over.append(canvas);
      document.body.append(over);
    },
    [PLANTED, modules.size, [...modules.data].map(Boolean)] as const,
  );
};

/** Reads every new picture until there are enough; answers what was read in them. */
async function readAll(seen: Pick<Seen, 'frames' | 'last'>): Promise<Set<string | null>> {
  const all = new Set<string | null>();
  let [searched, before] = [0, seen.frames];
  await until(() => {
    if (seen.last === null || seen.frames === before) return false;
    before = seen.frames;
    all.add(readIn(seen.last));
    searched += 1;
    return searched >= ENOUGH && all.has(HELD);
  });
  return all;
}

it('a number on a recorded seat’s screen reaches neither the supervisor nor the monitoring system', async () => {
  const { page } = open.window;
  const { lead, room } = open;
  await page.locator('[data-recording=recording]').waitFor({ timeout: PATIENCE });
  const remark = page.getByLabel(/评审意见$/).first();
  await remark.fill(PLANTED, { timeout: PATIENCE });
  await page.keyboard.press('Enter');
  await page.getByText('主机已收到').waitFor({ timeout: PATIENCE });
  await plant(page);
  expect(await readOn(page)).toBe(PLANTED);

  const session = activeSession(lead.window.state!, AT_WINDOW)!.key;
  const large = seeing(lead.window.client, session, { large: true, sound: true });
  const small = seeing(lead.window.client, session);
  closing.push(small.close, large.close);
  const agent = pinnedAgent((key) => key === fingerprint);
  closing.push(() => agent.destroy());
  await until(() => lead.window.status?.monitor?.outside.streams === 1);
  const stream = lead.window.status!.seats.find(({ sessions }) => sessions.includes(session))!.seat;
  const viewer = await viewerAt(`https://127.0.0.1:${monitoring.port}/whep/${stream}`, {
    agent,
    token: TOKENS.whep,
  });
  closing.push(() => viewer.peer.close());
  for (const read of await Promise.all([large, small, viewer.seen].map(readAll))) {
    expect(read).toContain(HELD);
    expect(read).not.toContain(PLANTED);
  }

  const planted = needles('the number on the screen', PLANTED);
  const texts = [...told, ...outside.received.map(({ body }) => body)];
  expect(outside.received.length).toBeGreaterThan(0);
  expect(foundIn(Buffer.from(texts.join('\n')), needles('the seat’s session', session))).not.toEqual([]);
  expect(foundIn(Buffer.from(texts.join('\n')), planted)).toEqual([]);
  expect(foundInFiles(join(open.house.files.get('room')!, '..'), planted)).toEqual([]);
  const watching = [...takenBelow(room.pid).keys()];
  expect(watching.length).toBeGreaterThan(1);
  for (const pid of watching) expect(foundInMemory(pid, planted) ?? []).toEqual([]);
  // So that the search can find at all what it looks for: the window is where the expert reads it.
  const shown = [...takenBelow(open.window.app.process().pid!).keys()];
  expect(shown.flatMap((pid) => foundInMemory(pid, planted) ?? ['unreadable'])).not.toEqual([]);
}, 300_000);
