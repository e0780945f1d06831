/** Somebody sits between a seat and the room, with a TLS key of his own and everything else genuine: nothing of an expert is sent to him. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { packageHandler, packageOffer } from '../../electron/link/packageServer.ts';
import { openRoomServer, type RoomServer } from '../../electron/link/roomServer.ts';
import { type FromSeat, LINK_PATH } from '../../electron/link/wire.ts';
import { makeCentreKeys } from '../../electron/package/centreKeys.ts';
import { readStationFile } from '../../electron/station/stationFile.ts';
import { currentRound } from '../../shared/evaluation/committee.ts';
import { freshIdentity } from '../loopbackRoom.ts';
import { type Evaluation, evaluation, expert, inside, machine, random, sure } from './house.ts';

let all: Evaluation;
let relay: RoomServer | undefined;
afterEach(async () => {
  await all.close();
  await relay?.close();
  relay = undefined;
});

/** What a seat has told the one in between, and how often it came to him. */
interface Heard {
  readonly said: FromSeat[];
  visits: number;
}

/** Hands everything on, both ways, over connections of his own; on a port, or a free one. */
async function sitBetween(
  port = 0,
): Promise<Heard & { readonly fingerprint: string; readonly port: number }> {
  const file = sure(await readStationFile(all.house.file('room')));
  if (file.role !== 'room') throw new Error('not the room');
  const tls = await freshIdentity();
  const heard: Heard = { said: [], visits: 0 };
  relay = sure(
    await openRoomServer({
      listen: { host: '127.0.0.1', port },
      tls,
      pages: packageHandler(file.package, await packageOffer(file.package)),
      onPeer(peer) {
        heard.visits++;
        const far = new WebSocket(`wss://127.0.0.1:${all.house.port}${LINK_PATH}`, {
          rejectUnauthorized: false,
        });
        far.on('message', (data) => void peer.sayText(data as Buffer));
        far.on('error', () => peer.close());
        return {
          hear(message) {
            heard.said.push(message);
            far.send(JSON.stringify(message));
          },
          gone: () => far.terminate(),
        };
      },
      onFault: (error) => void all.faults.push(error),
    }),
  );
  return Object.assign(heard, { fingerprint: tls.fingerprint, port: relay.port });
}

test('a seat that was set up for him finds out from the journal, says so, and takes no slip', async () => {
  all = await evaluation();
  await all.lead.until(({ state }) => state?.phase === 'reading');
  const he = await sitBetween();
  const seat = await inside(await all.house.addSeat('7', he), machine(all.faults));
  all.seats.set('7', seat);
  const person = expert(all.house, 'E6');
  person.rest();
  person.attach(seat.window());
  await person.until(({ status }) => status?.stage === 'slip' && status.link.problem?.code === 'PEER_KEY');
  expect(person.window.status!.link.problem!.zh).toMatch(/指纹.*见证人员/);
  const slip = await person.window.client.ask('enterSlip', { code: all.house.slips.get('E6')! });
  expect(slip.ok || slip.refusals[0]!.code).toBe('NOT_CONNECTED');
  expect(new Set(he.said.map(({ say }) => say))).not.toContain('act');
  expect(he.said.flatMap((said) => (said.say === 'hello' ? said.sessions : []))).toEqual([]);
});

test('a seat that is at work says nothing to him who takes the room’s place, and its expert goes on', async () => {
  all = await evaluation();
  const person = all.people.get('E2')!;
  await person.until(({ state }) => state !== null && (currentRound(state)?.cells.get('E2')?.size ?? 0) >= 1);
  const wire = all.cables.get('2')!;
  await wire.close();
  const he = await sitBetween(wire.port);
  await person.until(({ status }) => status?.link.problem?.code === 'PEER_KEY');
  await person.until(({ status }) => status!.acts.saved - status!.acts.received >= 3);
  await person.until(() => he.visits >= 2);
  expect(he.said).toEqual([]);
});

test('a package that another centre signed is refused, and the room hears nothing from that seat', async () => {
  all = await evaluation();
  const path = await all.house.addSeat('7');
  sure(await makeCentreKeys(join(all.house.folder, 'other'), crypto, random));
  const file = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...file, centre: 'other/centre.pub' }));
  const seat = await inside(path, machine(all.faults));
  all.seats.set('7', seat);
  const person = expert(all.house, 'E6');
  person.attach(seat.window());
  await person.until(({ status }) => status?.link.problem?.code === 'PACKAGE_KEY');
  expect(all.lead.window.status!.seats.some((one) => one.seat === '7')).toBe(false);
  // Nothing of it stays to keep the seat from being started with the right key.
  await seat.close();
  const kept = await readdir(join(all.house.folder, 'seat-7', 'package'));
  expect(kept.filter((name) => name.endsWith('.sealroom'))).toEqual([]);
  await writeFile(path, JSON.stringify(file));
  const again = await inside(path, machine(all.faults));
  all.seats.set('7', again);
  person.attach(again.window());
  await person.until(({ status }) => status?.documents.verified === true);
});
