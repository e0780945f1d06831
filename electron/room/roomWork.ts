/** The room at work: host, link, supervisor; then, once it is closed, signatures, seal and delivery. */
import type { RoomStatus } from '../../shared/bridge/room.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { recipientOf } from '../crypto/age.ts';
import { openRoomDevices } from '../devices/roomDevices.ts';
import { hostAuthor } from '../host/hostAuthor.ts';
import { openIntake } from '../host/intake.ts';
import { type RoomEngine, roomEngine } from '../host/roomEngine.ts';
import { roomHost } from '../host/roomHost.ts';
import { entriesIn } from '../journal/entryLine.ts';
import { packageHandler, packageOffer } from '../link/packageServer.ts';
import { openRoomServer } from '../link/roomServer.ts';
import { readCentrePublicKey } from '../package/centreKeys.ts';
import { type OpenPackage, openPackage, packageSource } from '../package/openPackage.ts';
import { type ReportReader, reportReader } from '../sealing/reportReader.ts';
import type { Clock } from '../session/sessionAuthor.ts';
import type { RoomFile } from '../station/stationFile.ts';
import { type Delivery, delivery, noReceipt } from './delivery.ts';
import { diskSpace, spaceNeeded } from './diskSpace.ts';
import { roomEnding } from './ending.ts';
import { gatewayFeed } from './gatewayFeed.ts';
import { type RoomQuitting, roomQuitting } from './quitting.ts';
import { type RoomCopies, roomCopies } from './roomCopies.ts';
import { openRoomFolder, type RoomFolder } from './roomFolder.ts';
import { type RoomMedia, roomMedia } from './roomMedia.ts';
import { roomStatusOf, stageOf } from './roomStatus.ts';
import { type Supervisor, supervisor } from './supervisor.ts';

export interface RoomWork {
  readonly engine: RoomEngine;
  readonly supervisor: Supervisor;
  readonly opened: OpenPackage;
  readonly delivery: Delivery;
  readonly media: RoomMedia;
  readonly copies: RoomCopies;
  readonly quitting: RoomQuitting;
  readonly reportPart: ReportReader;
  status(): RoomStatus;
  lines(from: number): Iterable<string>;
  /** Deletes what is kept of the room. Refuses `NO_RECEIPT`. */
  forget(): Promise<Result<void>>;
  close(): Promise<void>;
}

const SETTLE_SECONDS = 30;

/** Opens the room's files, and listens. Refuses what is wrong with a file, and an address that this machine does not give; all is shut again then. */
export async function openRoomWork(options: {
  readonly crypto: CryptoPort;
  readonly random: RandomPort;
  readonly clock: Clock;
  readonly file: RoomFile;
  readonly added: (from: number) => void;
  readonly changed: () => void;
  readonly onFault: (error: unknown) => void;
}): Promise<Result<RoomWork>> {
  const { crypto, random, file } = options;
  const centre = await readCentrePublicKey(file.centre, crypto);
  if (!centre.ok) return centre;
  const source = await packageSource(file.package);
  if (!source.ok) return source;
  const opened = await openPackage(source.value, crypto, centre.value);
  if (!opened.ok) {
    await source.value.close();
    return opened;
  }
  const folder = await openRoomFolder(crypto, random, file.data, opened.value.room);
  if (!folder.ok) {
    await source.value.close();
    return folder;
  }
  return workOver(options, opened.value, folder.value, source.value);
}

async function workOver(
  options: Parameters<typeof openRoomWork>[0],
  opened: OpenPackage,
  folder: RoomFolder,
  source: { close(): Promise<void> },
): Promise<Result<RoomWork>> {
  const { crypto, clock, file, changed, onFault } = options;
  const { room: pkg } = opened;
  const { journal, host: hostKey } = folder;
  const intake = openIntake();
  const host = roomHost({
    ...{ crypto, pkg },
    sink: journal,
    secretKey: hostKey.secretKey,
    now: () => clock.now(),
    earlier: entriesIn(journal.lines()),
  });
  const state = host.state;
  let { forgotten } = folder;
  const lines = (from: number): Iterable<string> => (forgotten ? [] : journal.lines(from));
  const feed = await gatewayFeed({
    ...{ ...options, pkg },
    to: file.gateway,
    cursor: folder.path('gateway.json'),
    lines,
  });
  const offer = await packageOffer(file.package);
  const engine = roomEngine({
    ...options,
    host,
    lines,
    intake,
    key: hostKey.key,
    tls: folder.tls.fingerprint,
    package: offer,
    now: () => clock.now(),
    settleSeconds: file.thresholds?.settleSeconds ?? SETTLE_SECONDS,
    onSignature: (signature) => ending.go((signatures) => signatures.take(signature)),
    added(from) {
      options.added(from);
      feed.added();
      devices.moved();
      media.refresh();
      if (state().closed !== null) ending.go();
    },
  });
  if (folder.claim !== null) engine.show(folder.claim);
  const people = supervisor({
    ...options,
    pkg,
    store: folder.sessions,
    engine,
    host: { key: hostKey.key, tls: folder.tls.fingerprint },
    recording: file.recording === true ? await recipientOf(folder.recordingIdentity) : null,
    keepClaim: folder.keepClaim,
    intercom: file.intercom ?? { bidders: false },
  });
  const author = hostAuthor({ ...options, engine, host: hostKey });
  const media = roomMedia({ ...options, engine, host: hostKey, author }, people);
  const outbox = delivery({
    crypto,
    pkg,
    file,
    folder,
    changed,
    received(delivered) {
      engine.announceReceipt({ say: 'receipt', ...delivered });
      changed();
    },
    onFault,
  });
  const devices = openRoomDevices({
    ...{ ...options, engine, author, host: hostKey, tls: folder.tls.fingerprint },
    devices: file.devices ?? [],
  });
  const entries = () => [...entriesIn(journal.lines())];
  const copies = await roomCopies({
    ...{ ...options, pkg, folder, state, entries },
    desk: people.desk,
    open: () => ending.sealed() === null,
    completed: () => ending.go(),
    arrived: () => state().closed !== null && changed(),
  });
  const ending = await roomEnding({
    ...{ ...options, pkg, folder, state, entries, copies, outbox },
    packageFile: file.package,
    desk: people.desk,
    forgotten: () => forgotten,
  });
  const quitting = roomQuitting({ ...options, pkg, state });
  // Before anybody can ask: a seat that comes back is to find a sealed room shut.
  if (ending.sealed() !== null) ending.go();
  await ending.idle();
  // A seat that was off when the room was forgotten is to forget as well.
  if (forgotten && folder.seal !== null)
    engine.announceReceipt({ say: 'receipt', receipt: folder.receipt!, seal: folder.seal });
  const disk = diskSpace(file.data, spaceNeeded(offer.size), changed);
  const server = await openRoomServer({
    listen: file.listen,
    tls: folder.tls,
    pages: copies.pages(devices.pages(packageHandler(file.package, offer))),
    onPeer: (peer) => media.onPeer(peer, engine.onPeer(peer)),
    onFault,
  });
  if (!server.ok) {
    await close();
    return server;
  }
  if (state().closed !== null) ending.go();

  const stage = (): RoomStatus['stage'] => {
    if (forgotten) return 'forgotten';
    const result = outbox.receipt() !== null ? 'delivered' : ending.sealed() !== null ? 'sealed' : null;
    return stageOf(engine, state(), { key: hostKey.key, result });
  };

  async function close(): Promise<void> {
    disk.close();
    engine.close();
    await media.close();
    await feed.close();
    await devices.close();
    if (server.ok) await server.value.close();
    await outbox.close();
    await ending.close();
    await intake.close();
    folder.close();
    await source.close();
  }

  return accept({
    engine,
    opened,
    delivery: outbox,
    media,
    copies,
    quitting,
    supervisor: {
      ...people,
      async enterSlip(typed) {
        const entered = await people.enterSlip(typed);
        if (entered.ok && state().closed !== null) ending.go();
        return entered;
      },
      open: async (demonstration) => (forgotten ? refuse(roomForgotten) : people.open(demonstration)),
      rebuild: async (reason) => (forgotten ? refuse(roomForgotten) : people.rebuild(reason)),
    },
    reportPart: reportReader({
      crypto,
      pkg: () => pkg,
      room: () => (forgotten ? null : state()),
      entries,
    }),
    lines,
    status() {
      const problem = ending.problem();
      return roomStatusOf({
        stage: stage(),
        address: `wss://${file.listen.host}:${server.value.port}`,
        tls: folder.tls.fingerprint,
        people,
        engine,
        unsigned: ending.unsigned(),
        awaited: ending.sealed() === null && !forgotten ? copies.awaited() : [],
        outbox: { ...outbox.status(), ...(problem === null ? {} : { problem: { ...problem } }) },
        gateway: feed.status(),
        devices: devices.status(),
        ...media.status(),
        quit: quitting.problem(stage()) as RoomStatus['quit'],
        disk: disk.now(),
        now: clock.now(),
        head: state().head,
      });
    },
    async forget() {
      if (outbox.receipt() === null) return refuse(noReceipt);
      forgotten = true;
      await feed.close();
      await devices.close();
      await folder.forget();
      changed();
      return accept(undefined);
    },
    close,
  });
}

const roomForgotten = refusal(
  'ROOM_FORGOTTEN',
  '本机数据文件夹中的评标室已送达交易中心，数据已删除，不能在此再次开启；如需另行评标，请为本机换用空的数据文件夹',
  'The room of this data folder has reached the centre and was deleted here; no room is opened in its place. For another evaluation give this station an empty data folder',
);
