/** A program that is asked to end while it holds evidence that nobody else has: the station says why not, and who lets it go. */
import { afterEach, expect, test } from 'vitest';
import { type Evaluation, evaluation, sure } from './house.ts';

let all: Evaluation;
afterEach(() => all.close());

const code = (quit: { code: string } | null | undefined): string | null => quit?.code ?? null;

test('a recorded seat and its room are ended only by the supervisor', async () => {
  all = await evaluation({ recording: true });
  const [who, other] = all.house.members as [string, string];
  const [person, lead] = [all.people.get(who)!, all.lead];
  all.people.get(other)!.rest();
  await person.until(({ status }) => status?.recording.due === true);
  expect(code(person.window.status!.quit)).toBe('RECORDING_DUE');
  all.people.get(other)!.wake();

  // Out of the room's reach it is recorded on, and nothing of that is sent.
  const track = 'camera';
  all.cables.get('1')!.cut();
  await person.until(({ status }) => status?.link.up === false);
  const { client } = person.window;
  const { segment } = sure(await client.ask('recordingStart', { track, mime: 'video/webm' }));
  const base64 = Buffer.alloc(5_000_000 >> 2, 7).toString('base64');
  const at = new Date().toISOString();
  sure(await client.ask('recordingPiece', { track, segment, base64, at, mono: '1.5' }));
  await person.until(({ status }) => (status?.recording.unsent ?? 0) > 1_000_000);
  all.cables.get('1')!.mend();
  await person.until(({ status }) => status?.link.up === true);

  const session = person.window.status!.session!;
  const letGo = (of: string) =>
    lead.window.client.ask('act', {
      act: { type: 'let-go', body: { session: of, reason: '设备故障，由见证人员监督更换' } },
    });
  const own = await letGo(lead.window.status!.session!);
  expect(own.ok ? '' : own.refusals[0]!.code).toBe('LET_GO_SESSION');
  sure(await letGo(session));
  await person.until(({ status }) => status?.quit === null);

  expect(code(lead.window.status!.quit)).toBe('UNDELIVERED');
  const expert = await lead.window.client.ask('letGo', { code: all.house.slips.get(who)! });
  expect(expert.ok ? '' : expert.refusals[0]!.code).toBe('SLIP_OFFICE');
  expect(code(lead.window.status!.quit)).toBe('UNDELIVERED');
  sure(await lead.window.client.ask('letGo', { code: all.house.slips.get('S1')! }));
  await lead.until(({ status }) => status?.quit === null);
  expect(all.faults).toEqual([]);
}, 300_000);
