/** A recording that is lost for good: the closed room says whose it waits for, and the supervisor's declaration lets the rest go to the centre. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { base64url } from '../../shared/journal/encoding.ts';
import type { Verdict } from '../../shared/verdict/verdict.ts';
import { delivering, type Evaluation, evaluation, inside, machine, sure } from './house.ts';

let all: Evaluation;
afterEach(() => all.close());

/** The window of a seat hands over three pieces of each track's first segment. */
async function record(who: string): Promise<void> {
  const { client } = all.people.get(who)!.window;
  for (const track of ['screen', 'camera'] as const) {
    const { segment } = sure(await client.ask('recordingStart', { track, mime: 'video/webm' }));
    for (let piece = 1; piece <= 3; piece++) {
      const base64 = Buffer.from(`${track} ${piece} `.repeat(1000)).toString('base64');
      const at = new Date().toISOString();
      sure(await client.ask('recordingPiece', { track, segment, base64, at, mono: `${piece}.5` }));
    }
  }
}

test('a recording that is lost with its seat keeps the room from its receipt until the supervisor declares it', async () => {
  all = await evaluation((centre) => ({
    ...(typeof delivering === 'function' ? delivering(centre) : delivering),
    recording: true,
  }));
  const centre = await inside(all.house.file('centre'), machine(all.faults));
  const [who, other] = all.house.members as [string, string];
  const [person, lead] = [all.people.get(who)!, all.lead];
  all.people.get(other)!.rest();
  await person.until(({ status }) => status?.recording.due === true);
  await record(who);
  all.people.get(other)!.wake();
  await lead.until(({ state }) => state?.phase === 'signing');
  lead.rest();
  const session = person.window.status!.session!;
  const there = (station: string): string => join(all.house.folder, station, 'recording', session);
  await person.until(() => existsSync(join(there('room'), 'camera-00001.json')));
  await all.seats.get('1')!.close();
  for (const station of ['room', 'seat-1'])
    for (const form of ['age', 'json']) rmSync(join(there(station), `camera-00001.${form}`));
  const again = await inside(all.house.file('seat-1'), machine(all.faults));
  all.seats.set('1', again);
  person.attach(again.window());
  await lead.until(({ state }) => state?.signatures.size === all.house.members.length);
  lead.wake();
  await lead.until(
    ({ status }) => status?.stage === 'closed' && status.unsigned.length === 0 && status.awaited.length > 0,
  );
  expect(lead.window.status!.awaited).toEqual([
    expect.objectContaining({ session, who, seat: '1', segments: 1, since: expect.any(String) }),
  ]);
  const declare = (of: string) =>
    lead.window.client.ask('declareLoss', { session: of, reason: '席位硬盘损坏' });
  const stranger = await declare(base64url.encode(new Uint8Array(32).fill(7)));
  expect(stranger.ok ? '' : stranger.refusals[0]!.code).toBe('NOT_AWAITED');
  expect(lead.window.status!.stage).toBe('closed');
  sure(await declare(session));

  await lead.until(({ status }) => status?.stage === 'delivered');
  const results = join(all.house.folder, 'centre-data', 'results');
  const verdict = JSON.parse(
    readFileSync(join(results, readdirSync(results)[0]!, 'verdict.json'), 'utf8'),
  ) as Verdict;
  expect(verdict.result).toBe('incomplete');
  const open = verdict.checks.filter(({ result }) => result !== 'PASS');
  expect(open).toMatchObject([
    { id: 'recording', reason: { code: 'RECORDING_LOST', where: `${session}/camera-00001` } },
  ]);
  expect(open[0]!.reason!.en).toMatch(/\(20\d\d-.* to 20\d\d-.*\)$/);
  expect(verdict.notes.map(({ zh }) => zh).join()).toContain('席位硬盘损坏');
  await centre.close();
  expect(all.faults).toEqual([]);
}, 300_000);
