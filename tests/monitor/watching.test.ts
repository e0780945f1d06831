/** The seats are watched live: camera and sound alone, by a process that may die, and nobody listens without the journal holding it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_THRESHOLDS } from '../../shared/noticing/thresholds.ts';
import { shows, type TestCamera, testCamera } from './browser.ts';
import { monitors, type Stage, stage, until } from './stage.ts';

let on: Stage;
let unwatched: Stage | null = null;
let drifting: Stage | null = null;
const cameras: TestCamera[] = [];
/** A member's camera is on from here to the end; each test has members of its own. */
function film(who: string, bright: number): TestCamera {
  const camera = testCamera(bright);
  cameras.push(camera);
  on.publish(who, camera);
  return camera;
}

beforeAll(async () => {
  on = await stage();
});

afterAll(async () => {
  await on?.close();
  await unwatched?.close();
  await drifting?.close();
  for (const camera of cameras) camera.stop();
});

const lead = () => on.all.lead.window;
const pictureOf = (who: string): string | undefined =>
  lead().status?.monitor?.seats.find(({ session }) => session === on.session(who))?.picture;
const listened = (): unknown[] =>
  lead()
    .entries.filter(({ act }) => act.type === 'listen')
    .map(({ act }) => act.body);

test('what a seat’s camera sees arrives at the wall, each at its own tile', async () => {
  const first = film('E1', 120);
  film('E2', 200);
  await until(() => pictureOf('E1') === 'live' && pictureOf('E2') === 'live');
  const seen = { E1: on.view('E1'), E2: on.view('E2') };
  await until(() => seen.E1.last !== null && shows(seen.E1.last, 120));
  await until(() => seen.E2.last !== null && shows(seen.E2.last, 200));
  first.bright = 170;
  await until(() => shows(seen.E1.last!, 170));
  expect(shows(seen.E2.last!, 200)).toBe(true);
  expect(listened()).toEqual([]);
  for (const one of Object.values(seen)) one.close();
});

test('a seat is asked for a better picture only while somebody looks at it large', async () => {
  const rateOf = (who: string) => on.all.people.get(who)!.window.status?.watched?.rate;
  await until(() => pictureOf('E2') === 'live');
  expect(rateOf('E2')).toBe('low');
  const large = on.view('E2', { large: true });
  await until(() => rateOf('E2') === 'high');
  expect(rateOf('E1')).toBe('low');
  await until(() => large.frames > 0);
  large.close();
  await until(() => rateOf('E2') === 'low');
});

test('sound comes only with a view that stands in the journal before it', async () => {
  await until(() => pictureOf('E2') === 'live');
  const silent = on.view('E2', { large: true });
  await until(() => silent.frames > 3);
  expect(silent.loudest).toBe(0);
  expect(listened()).toEqual([]);
  const heard = on.view('E2', { large: true, sound: true });
  await until(() => heard.loudest > 2000);
  expect(listened()).toEqual([{ session: on.session('E2'), from: expect.any(String) }]);
  silent.close();
  heard.close();
});

test('the monitor is killed: the seats publish again, and the room has not noticed', async () => {
  await until(() => pictureOf('E2') === 'live');
  const before = on.view('E2');
  await until(() => before.frames > 0);
  const { starts } = lead().status!.monitor!;
  const pids = monitors();
  expect(pids).toHaveLength(1);
  process.kill(pids[0]!, 'SIGKILL');
  await until(() => lead().status?.monitor?.state === 'gone');
  const act = { type: 'intervene', body: { about: '设备', reason: '监看程序中断' } } as const;
  expect((await lead().client.ask('act', { act })).ok).toBe(true);
  await until(() => lead().status!.monitor!.starts > starts && pictureOf('E2') === 'live');
  const after = on.view('E2');
  await until(() => after.last !== null && shows(after.last, 200));
  expect(on.all.people.get('E2')!.window.status!.stage).toBe('seated');
  expect(on.all.faults).toEqual([]);
  before.close();
  after.close();
});

test('a camera that gives no more pictures is an alarm of the host about the member, once', async () => {
  const camera = film('E3', 90);
  await until(() => pictureOf('E3') === 'live');
  camera.stop();
  const lost = () =>
    lead().entries.filter(
      ({ act }) => act.type === 'alarm' && act.body.about === 'E3' && act.body.kind === 'link-lost',
    );
  await until(() => pictureOf('E3') === 'none' && lost().length > 0);
  expect(lost()).toHaveLength(1);
  expect(lost()[0]!.act.session).toBe(lead().state!.host!.key);
  const alarm = () => [...lead().state!.alarms.values()].find(({ seq }) => seq === lost()[0]!.seq)!;
  expect(alarm().ended).toBeNull();

  film('E3', 90);
  await until(() => alarm().ended !== null);
  const ends = lead().entries.filter(({ act }) => act.type === 'alarm-end');
  expect(ends.map(({ act }) => act.session)).toEqual([lead().state!.host!.key]);
  expect(Date.parse(alarm().ended!)).toBeGreaterThan(Date.parse(alarm().body.text.split(' ').at(-1)!));
});

test('alarms that are open when the monitor is killed are ended with that reason, and what lasts is raised again', async () => {
  const camera = film('E4', 60);
  await until(() => pictureOf('E4') === 'live');
  camera.stop();
  const alarms = () =>
    [...lead().state!.alarms.entries()].filter(
      ([, { body }]) => body.about === 'E4' && body.kind === 'link-lost',
    );
  await until(() => alarms().length > 0);
  const [[hash]] = alarms() as [[string, unknown]];
  process.kill(monitors()[0]!, 'SIGKILL');
  await until(() => lead().state!.alarms.get(hash)!.ended !== null);
  const end = lead().entries.find(({ act }) => act.type === 'alarm-end' && act.body.alarm === hash)!;
  expect(end.act.body).toMatchObject({ reason: 'monitor-lost' });
  await until(() => alarms().some(([other, { ended }]) => other !== hash && ended === null));
  expect(on.all.faults).toEqual([]);
});

test('a seat whose clock is away from the room’s is an alarm while it is watched', async () => {
  const noticing = { ...DEFAULT_THRESHOLDS, clockDrift: { offset: 5, after: 1 } };
  drifting = await stage({ monitor: {}, thresholds: { noticing } }, { seat: { off: 60_000 } });
  const camera = testCamera(120);
  cameras.push(camera);
  drifting.publish('E1', camera);
  const { window } = drifting.all.lead;
  const drifted = () => [...window.state!.alarms.values()].filter(({ body }) => body.kind === 'clock-drift');
  await until(() => drifted().length > 0);
  expect(drifted().map(({ body }) => body.about)).toEqual(['E1']);
});

test('two pictures of one seat, or an offer for another monitor, do not leave the seat', async () => {
  const { client, status } = on.all.people.get('E1')!.window;
  const { monitor } = status!.watched!;
  const offer = (media: string) => `v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n${media}`;
  const picture = 'm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=sendonly\r\n';
  const codeOf = async (monitor: number, sdp: string) => {
    const answer = await client.ask('publish', { monitor, sdp });
    return answer.ok ? 'accepted' : answer.refusals[0]!.code;
  };
  expect(await codeOf(monitor, offer(picture.repeat(2)))).toBe('PUBLICATION');
  expect(await codeOf(monitor + 1, offer(picture))).toBe('NOT_WATCHED');
});

test('a room whose station file has no monitor starts none, and asks no seat for anything', async () => {
  const before = monitors();
  unwatched = await stage({});
  const supervisor = unwatched.all.lead.window;
  expect(supervisor.status!.monitor).toBeNull();
  expect(monitors()).toEqual(before);
  expect(unwatched.all.people.get('E1')!.window.status!.watched).toBeNull();
  const view = unwatched.view('E1');
  await until(() => view.refusals !== null);
  expect(view.refusals!.map(({ code }) => code)).toEqual(['NO_MONITOR']);
});
