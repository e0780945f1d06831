/** A host tells one seat entries that it does not sign for: it could deny them afterwards, and by then it would have the seat's key. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openRoomServer, type RoomServer } from '../../electron/link/roomServer.ts';
import { tlsIdentity } from '../../electron/link/tlsIdentity.ts';
import { type FromRoom, type FromSeat, LINK_PATH } from '../../electron/link/wire.ts';
import { currentRound } from '../../shared/evaluation/committee.ts';
import type { Act } from '../../shared/journal/acts.ts';
import { type Evaluation, evaluation, sure } from './house.ts';

let all: Evaluation;
let dishonest: RoomServer | undefined;
afterEach(async () => {
  await all.close();
  await dishonest?.close();
});

/** The room's own TLS key in front of the room: hands everything on but the host's signatures, as long as it is told to. */
async function unsigning(port: number): Promise<{ silent: boolean; readonly released: Act[] }> {
  const relay = { silent: true, released: [] as Act[] };
  dishonest = sure(
    await openRoomServer({
      listen: { host: '127.0.0.1', port },
      tls: sure(await tlsIdentity(join(all.house.folder, 'room'))),
      pages: (_, response) => void response.writeHead(404).end(),
      onPeer(peer) {
        const far = new WebSocket(`wss://127.0.0.1:${all.house.port}${LINK_PATH}`, {
          rejectUnauthorized: false,
        });
        far.on('message', (data) => {
          const said = JSON.parse(String(data)) as FromRoom;
          if (!relay.silent) peer.say(said);
          else if (said.say === 'entries') peer.say({ ...said, head: null });
          else if (said.say !== 'acks') peer.say(said);
        });
        far.on('error', () => peer.close());
        return {
          hear(said: FromSeat) {
            if (said.say === 'act') {
              const act = JSON.parse(said.text) as Act;
              if (act.type === 'release') relay.released.push(act);
            }
            far.send(JSON.stringify(said));
          },
          gone: () => far.terminate(),
        };
      },
      onFault: (error) => void all.faults.push(error),
    }),
  );
  return relay;
}

test('the seat gives nothing away over them, and does when they are signed', async () => {
  all = await evaluation();
  const person = all.people.get('E2')!;
  // All but one sheet: the gate opens by an entry that comes after the relay.
  const last = all.people.get('E1')!;
  await last.until(({ state }) => state?.phase === 'scoring');
  last.rest();
  await person.until(({ state }) => {
    const round = state === null ? undefined : currentRound(state);
    return round?.submits.has('E2') === true;
  });
  const wire = all.cables.get('2')!;
  await wire.close();
  const relay = await unsigning(wire.port);
  // The seat has found its room there, and lacks nothing: whatever comes now, it takes as news.
  await person.until(({ status }) => status?.link.up === false);
  await person.until(({ status }) => status?.link.up === true);
  last.wake();
  // The others open everybody's sheet without it.
  await all.lead.until(({ state }) => {
    const round = state === null || state === undefined ? undefined : currentRound(state);
    return round !== undefined && round.sheets.size === all.house.members.length;
  });
  await person.until(({ state }) => (state === null ? false : (currentRound(state)?.sheets.size ?? 0) > 0));
  await pause(200);
  expect(relay.released).toEqual([]);
  relay.silent = false;
  sure(
    await all.lead.window.client.ask('act', {
      act: { type: 'intervene', body: { about: '设备', reason: '检查网线' } },
    }),
  );
  while (relay.released.length === 0) await pause(20);
  expect(relay.released[0]).toMatchObject({ type: 'release' });
});
