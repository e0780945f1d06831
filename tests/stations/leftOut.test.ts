/** A host signs for an act of one seat, tells that seat everything else, and never appends the act. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { openRoomServer, type RoomServer } from '../../electron/link/roomServer.ts';
import { tlsIdentity } from '../../electron/link/tlsIdentity.ts';
import { type FromRoom, type FromSeat, LINK_PATH } from '../../electron/link/wire.ts';
import { hostKeyIn } from '../../electron/room/hostKey.ts';
import { currentRound } from '../../shared/evaluation/committee.ts';
import type { Act } from '../../shared/journal/acts.ts';
import { signedBytes } from '../../shared/journal/domain.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { actHash } from '../../shared/journal/entry.ts';
import { forkProven, type SignedHead } from '../../shared/journal/fork.ts';
import { type Evaluation, evaluation, random, sure } from './house.ts';

let all: Evaluation;
let dishonest: RoomServer | undefined;
afterEach(async () => {
  await all.close();
  await dishonest?.close();
});

/** The room's own TLS key and host key, in front of the room: hands everything on but the seat's acts, the first of which it acknowledges. */
async function leavingOut(port: number): Promise<{ readonly left: Act[] }> {
  const folder = join(all.house.folder, 'room');
  const host = sure(await hostKeyIn(crypto, random, folder));
  const left: Act[] = [];
  let newest: SignedHead | null = null;
  dishonest = sure(
    await openRoomServer({
      listen: { host: '127.0.0.1', port },
      tls: sure(await tlsIdentity(folder)),
      pages: (_, response) => void response.writeHead(404).end(),
      onPeer(peer) {
        const far = new WebSocket(`wss://127.0.0.1:${all.house.port}${LINK_PATH}`, {
          rejectUnauthorized: false,
        });
        far.on('message', (data) => {
          const said = JSON.parse(String(data)) as FromRoom;
          if (said.say === 'welcome' || said.say === 'entries') newest = said.head ?? newest;
          peer.say(said);
        });
        far.on('error', () => peer.close());
        return {
          hear(said: FromSeat) {
            if (said.say !== 'act') return void far.send(JSON.stringify(said));
            const act = JSON.parse(said.text) as Act;
            left.push(act);
            if (left.length > 1 || newest === null) return;
            const { room, head } = newest;
            const receipt = { act: actHash(crypto, act), head, room, seq: head.seq + 1 };
            const sig = base64url.encode(crypto.ed25519Sign(host.secretKey, signedBytes('ack', receipt)));
            peer.say({ say: 'acks', acks: [{ ...receipt, sig }] });
          },
          gone: () => far.terminate(),
        };
      },
      onFault: (error) => void all.faults.push(error),
    }),
  );
  return { left };
}

test('is not believed: the act stays on its way, and the seat stops with the proof when another act stands in its place', async () => {
  all = await evaluation();
  const person = all.people.get('E2')!;
  await person.until(({ state }) => state !== null && (currentRound(state)?.cells.get('E2')?.size ?? 0) >= 1);
  const wire = all.cables.get('2')!;
  await wire.close();
  const { left } = await leavingOut(wire.port);
  while (left.length === 0) await pause(5);
  // Whatever the others have left to do, something stands in the act's place.
  const act = { type: 'intervene', body: { about: '设备', reason: '检查网线' } } as const;
  sure(await all.lead.window.client.ask('act', { act }));
  await person.until(({ status }) => status?.stage === 'stopped');
  const { stop, acts } = person.window.status!;
  expect(acts.received).toBeLessThan(left[0]!.seq);
  expect(stop!.refusal.code).toBe('HOST_FORKED');
  const proof = JSON.parse(await readFile(stop!.proof!, 'utf8'));
  expect(proof.short).toMatchObject({ act: actHash(crypto, left[0]!) });
  expect(forkProven(crypto, proof)).toBe(true);
});
