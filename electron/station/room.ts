/** The room's station: wiring. */
import type { BridgePort } from '../../shared/bridge/contract.ts';
import { roomContract } from '../../shared/bridge/room.ts';
import type { Handlers } from '../../shared/bridge/serve.ts';
import { accept, type Result } from '../../shared/refusal.ts';
import { openRoomWork, type RoomWork } from '../room/roomWork.ts';
import { type Machine, packageOf, type Reading, type Station, windows } from './station.ts';
import type { RoomFile } from './stationFile.ts';

/** Opens the room's files and listens for seats. Refuses what is wrong with a file, or an address that is in use. */
export async function startRoom(machine: Machine, file: RoomFile): Promise<Result<Station>> {
  let work: RoomWork | null = null;
  const told = windows(roomContract, {
    status: () => work!.status(),
    lines: (from) => work?.lines(from) ?? [],
    onFault: machine.onFault,
  });
  const opened = await openRoomWork({
    ...machine,
    file,
    added: () => told.added(),
    changed() {
      if (work !== null) told.changed();
    },
  });
  if (!opened.ok) return opened;
  work = opened.value;
  const room = opened.value;
  return accept({
    serve: (port: BridgePort) => told.add(port, (reading) => handlers(machine, room, reading, told)),
    async close() {
      told.close();
      await room.close();
    },
  });
}

const handlers = (
  machine: Machine,
  room: RoomWork,
  reading: Reading,
  told: { added(): void; changed(): void },
): Handlers<typeof roomContract> => ({
  status: () => accept(room.status()),
  package: () => accept(packageOf(machine.crypto, room.opened)),
  follow({ from }) {
    reading.next = from;
    told.added();
    return accept({});
  },
  async enterSlip({ code }) {
    const entered = await room.supervisor.enterSlip(code);
    told.changed();
    return entered;
  },
  open: ({ demonstration }) => room.supervisor.open(demonstration),
  admit: (entering) => room.supervisor.admit(entering),
  act: ({ act }) => room.supervisor.act(act.type, act.body as never),
  goOn() {
    room.engine.goOn();
    return accept({});
  },
  rebuild: ({ reason }) => room.supervisor.rebuild(reason),
  carry: ({ folder }) => room.delivery.carry(folder),
  takeReceipt: ({ folder }) => room.delivery.takeReceipt(folder),
  letGo: ({ code }) => room.quitting.letGo(code),
  declareLoss: ({ session, reason }) => room.copies.declare(session, reason),
  reportPart: ({ from, length }) => room.reportPart(from, length),
  view: (asked) => room.media.watching.view(asked),
  endView({ view }) {
    room.media.watching.endView(view);
    return accept({});
  },
  ring: (asked) => room.media.intercom.ring(asked),
  acceptLine: ({ line }) => room.media.intercom.accept(line),
  endLine: ({ line, why }) => room.media.intercom.end(line, why),
  answerLine: ({ line, sdp }) => room.media.intercom.answer(line, sdp),
  async forget() {
    const done = await room.forget();
    return done.ok ? accept({}) : done;
  },
});
