import { beforeEach, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { type HostAuthor, hostAuthor } from '../../../../electron/host/hostAuthor.ts';
import { type RoomHost, roomHost } from '../../../../electron/host/roomHost.ts';
import { memorySink } from '../../../../electron/rehearsal/simulation.ts';
import { hostActs } from '../../../../electron/room/hostActs.ts';
import type { Act, Bodies } from '../../../../shared/journal/acts.ts';
import type { Acknowledgement } from '../../../../shared/journal/fork.ts';
import { alarmBody } from '../../../../shared/noticing/alarmBody.ts';
import type { Result } from '../../../../shared/refusal.ts';
import { arrived } from '../../../simulator/room.ts';
import { sure } from '../../../stations/house.ts';

const FROM = '2026-05-18T09:40:00+08:00';
const door: Bodies['device'] = { device: '东门', event: 'door-opened', text: '' };
const alarm = (who: string) => alarmBody(who, { kind: 'nobody', level: 3, from: FROM, to: null });

const { room, entries } = await arrived('host acts');
const {
  pkg,
  clock,
  hostKey: key,
  hostSecret: secretKey,
} = room.world as typeof room.world & {
  hostSecret: Uint8Array;
};
let host: RoomHost;
beforeEach(() => {
  const now = (): string => clock.now();
  host = roomHost({ crypto, pkg, sink: memorySink(crypto), secretKey, now, earlier: entries });
});

/** A pen over the room, to which an act comes only some turns after it was signed, as through the intake. */
function pen(before: (act: Act) => unknown = () => undefined): HostAuthor {
  const receive = async (act: Act): Promise<Result<Acknowledgement>> => {
    await new Promise(setImmediate);
    await before(act);
    return host.receive(act);
  };
  return hostAuthor({ crypto, clock, engine: { state: host.state, receive }, host: { key, secretKey } });
}

/** Fails the test that it happens in. */
const onFault = (error: unknown): never => {
  throw error;
};
const raised = (): string[] => [...host.state().alarms.values()].map(({ body }) => body.about);

test('what the machines of a station note at the same moment stands in the journal, all of it', async () => {
  const author = pen();
  const [monitor, line] = [hostActs(author, onFault), hostActs(author, onFault)];
  const before = host.state().head.seq;
  const [event] = await Promise.all([
    author.act('device', door),
    monitor('alarm', alarm('E1')),
    line('alarm', alarm('E2')),
    monitor('alarm', alarm('E3')),
  ]);
  sure(event);
  expect(raised()).toEqual(['E1', 'E2', 'E3']);
  expect(host.state().head.seq).toBe(before + 4);
});

test('an alarm that entries of this host have overtaken, as they come back from the seats, is drafted again', async () => {
  const elsewhere = pen();
  let times = 0;
  const author = pen(async () => {
    times += 1;
    if (times <= 2) sure(await elsewhere.act('alarm', alarm(`E${times}`)));
  });
  await hostActs(author, onFault)('alarm', alarm('E3'));
  expect(raised()).toEqual(['E1', 'E2', 'E3']);
});

test('an act that the room refuses for another reason is not tried again', async () => {
  let times = 0;
  const author = pen(() => {
    times += 1;
  });
  await hostActs(author, onFault)('alarm-end', { alarm: 'ab'.repeat(32), to: FROM });
  expect([times, host.state().refused.at(-1)?.refusal.code]).toEqual([1, 'ALARM_UNKNOWN']);
});
