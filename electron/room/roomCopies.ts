/** What the room holds of its seats' recordings: the copies as they come, and after the close whose are still waited for, until they are here or the supervisor declares them lost. */

import type { RequestListener } from 'node:http';
import { z } from 'zod';
import type { RoomStatus } from '../../shared/bridge/room.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import type { RoomPackage, RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { Told } from '../../shared/recording/coverage.ts';
import type { RecordingFault } from '../../shared/recording/fault.ts';
import {
  lossHolds,
  lostSessions,
  partsOf,
  type RecordingLoss,
  recordingLoss,
  signLoss,
} from '../../shared/recording/loss.ts';
import { toldBy } from '../../shared/recording/told.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { identitySecret } from '../recording/ageKeys.ts';
import { recordingCopies } from '../recording/copyServer.ts';
import { keyMailbox } from '../recording/keyMailbox.ts';
import { lackingInRoom } from '../recording/roomRecording.ts';
import type { Desk } from '../session/desk.ts';
import type { Clock } from '../session/sessionAuthor.ts';
import { writeDurably } from '../store/durableFile.ts';
import { jsonIn, textIn } from '../store/smallFile.ts';
import type { RoomFolder } from './roomFolder.ts';
import { slipFirst } from './slipFirst.ts';

type Awaited = RoomStatus['awaited'][number];

export interface RoomCopies {
  /** Answers what is of recordings; the rest goes to the next. */
  pages(next: RequestListener): RequestListener;
  /** Sessions of a closed room of whose recording something is lacking, when `look` saw it last; empty while the room is open. */
  awaited(): Awaited[];
  /** Looks what the closed room lacks, by the rule of the verdict. Rejects with the disk's error. */
  look(): Promise<void>;
  /** The supervisor's named act, with its reason: what this session's recording lacks is waited for no longer. Refuses `NO_SESSION`, `NOT_AWAITED`. */
  declare(session: string, reason: string): Promise<Result<Record<string, never>>>;
  losses(): readonly RecordingLoss[];
  /** Does this while no copies are taken: what is closed here meanwhile is not to become another file. */
  alone(work: () => Promise<void>): Promise<void>;
}

/**
 * @param options.open whether the room takes copies: what has been sealed stays as it was sealed
 * @param options.completed a segment is here whole, or waited for no longer
 * @param options.arrived bytes of a recording are here
 */
export async function roomCopies(options: {
  readonly crypto: CryptoPort;
  readonly clock: Clock;
  readonly pkg: RoomPackage;
  readonly folder: RoomFolder;
  readonly state: () => RoomState;
  readonly entries: () => readonly Entry[];
  readonly desk: () => Desk | null;
  readonly open: () => boolean;
  readonly completed: () => void;
  readonly arrived: () => unknown;
  readonly onFault: (error: unknown) => void;
}): Promise<RoomCopies> {
  const { crypto, clock, state, desk } = options;
  const folder = options.folder.path('recording');
  const file = options.folder.path('losses.json');
  const copies = recordingCopies({ ...options, folder, now: () => clock.now() });
  const mailbox = keyMailbox({ crypto, folder, state, onFault: options.onFault });
  let losses = await lossesIn(file);
  let told: Omit<Told, 'lost'> | null = null;
  let lacking: ReadonlyMap<string, readonly RecordingFault[]> = new Map();
  /** One declaration after the other: each is written with those before it. */
  let declaring: Promise<unknown> = Promise.resolve();

  /** What the journal says, once it is closed, of all that was to be recorded: whole days are folded for it, once. */
  function toldOf(room: RoomState): Omit<Told, 'lost'> {
    told ??= toldBy(crypto, options.pkg, room, options.entries());
    return told;
  }

  async function look(): Promise<void> {
    const room = state();
    if (room.closed === null || room.opening?.recording.due !== true) return;
    const lost = lostSessions(room, losses);
    const camera = identitySecret(options.folder.recordingIdentity)!;
    const of = { crypto, folder, state: room, camera, told: { ...toldOf(room), lost } };
    const found = new Map<string, RecordingFault[]>();
    for (const fault of await lackingInRoom(of))
      found.set(fault.session, [...(found.get(fault.session) ?? []), fault]);
    lacking = found;
  }

  function awaited(): Awaited[] {
    const room = state();
    return [...lacking].map(([session, faults]) => {
      const { who, seat } = room.sessions.get(session)!;
      const heard = copies.heard(session);
      const segments = new Set(faults.flatMap((one) => (one.segment === null ? [] : segmentOf(one))));
      return {
        session,
        who,
        seat: seat ?? '',
        segments: segments.size,
        parts: partsOf(faults),
        bytes: heard?.left ?? null,
        since: heard?.at ?? room.at!,
      };
    });
  }

  async function declared(session: string, reason: string): Promise<Result<Record<string, never>>> {
    const sitting = desk();
    if (sitting === null) return refuse(slipFirst(options.pkg));
    await look();
    const parts = partsOf(lacking.get(session) ?? []);
    if (!options.open() || parts.length === 0) return refuse(notAwaited);
    const said = { session, parts, reason, at: clock.now(), by: sitting.session };
    const next = [...losses, signLoss(crypto, state(), said, sitting.secretKey)];
    await writeDurably(file, JSON.stringify(next), 0o600);
    losses = next;
    await look();
    options.completed();
    return accept({});
  }

  return {
    pages: (next) => (request, response) => {
      if (!mailbox(request, response) && !copies.handle(request, response)) next(request, response);
    },
    awaited,
    look,
    alone: copies.alone,
    losses: () => losses.filter((loss) => lossHolds(crypto, state(), loss)),
    declare(session, reason) {
      const done = declaring.then(() => declared(session, reason));
      declaring = done.catch(() => undefined);
      return done;
    },
  };
}

const segmentOf = ({ track, segment }: RecordingFault): string => `${track} ${segment}`;

async function lossesIn(file: string): Promise<RecordingLoss[]> {
  const text = await textIn(file);
  return text === null ? [] : jsonIn(file, z.array(recordingLoss), text);
}

const notAwaited = refusal(
  'NOT_AWAITED',
  '没有在等待该席位的录像，无须声明',
  'No recording of that seat is being waited for',
);
