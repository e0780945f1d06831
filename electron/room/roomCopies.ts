/** What the room holds of its seats' recordings: the copies as they come, and after the close whose are still waited for, until they are here or the supervisor declares them lost. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import type { RoomStatus } from '../../shared/bridge/room.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import {
  lossHolds,
  lostSessions,
  type RecordingLoss,
  recordingLoss,
  signLoss,
} from '../../shared/recording/loss.ts';
import { segmentFile } from '../../shared/recording/manifest.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { descriptionOf } from '../recording/ageFile.ts';
import { recordingCopies } from '../recording/copyServer.ts';
import { keyMailbox } from '../recording/keyMailbox.ts';
import type { Desk } from '../session/desk.ts';
import type { Clock } from '../session/sessionAuthor.ts';
import { writeDurably } from '../store/durableFile.ts';
import type { RoomFolder } from './roomFolder.ts';

type Awaited = RoomStatus['awaited'][number];

export interface RoomCopies {
  /** Answers what is of recordings; the rest goes to the next. */
  pages(next: RequestListener): RequestListener;
  /** Sessions of a closed room whose segments are not here whole; empty while the room is open. */
  awaited(): Awaited[];
  /** The supervisor's named act, with its reason: nobody waits for this session's recording any longer. Refuses `NO_SESSION`, `NOT_AWAITED`. */
  declare(session: string, reason: string): Promise<Result<Record<string, never>>>;
  losses(): readonly RecordingLoss[];
}

/**
 * @param options.open whether the room takes copies: what has been sealed stays as it was sealed
 * @param options.completed a segment is here whole, or waited for no longer
 * @param options.arrived bytes of a recording are here
 */
export async function roomCopies(options: {
  readonly crypto: CryptoPort;
  readonly clock: Clock;
  readonly folder: RoomFolder;
  readonly state: () => RoomState;
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
  /** One declaration after the other: each is written with those before it. */
  let declaring: Promise<unknown> = Promise.resolve();

  const isWhole = (bound: Parameters<typeof segmentFile>[0]): boolean =>
    existsSync(join(folder, descriptionOf(segmentFile(bound, 'age'))));

  function awaited(): Awaited[] {
    const room = state();
    if (room.closed === null) return [];
    const lost = lostSessions(room, losses);
    const out = new Map<string, number>();
    for (const bound of room.segments.values())
      if (!lost.has(bound.session) && !isWhole(bound))
        out.set(bound.session, (out.get(bound.session) ?? 0) + 1);
    return [...out].map(([session, segments]) => {
      const { who, seat } = room.sessions.get(session)!;
      const heard = copies.heard(session);
      return {
        session,
        who,
        seat: seat ?? '',
        segments,
        bytes: heard?.left ?? null,
        since: heard?.at ?? room.at!,
      };
    });
  }

  async function declared(session: string, reason: string): Promise<Result<Record<string, never>>> {
    const sitting = desk();
    if (sitting === null) return refuse(slipFirst);
    if (!options.open() || !awaited().some((one) => one.session === session)) return refuse(notAwaited);
    const said = { session, reason, at: clock.now(), by: sitting.session };
    const next = [...losses, signLoss(crypto, state(), said, sitting.secretKey)];
    await writeDurably(file, JSON.stringify(next), 0o600);
    losses = next;
    options.completed();
    return accept({});
  }

  return {
    pages: (next) => (request, response) => {
      if (!mailbox(request, response) && !copies.handle(request, response)) next(request, response);
    },
    awaited,
    losses: () => losses.filter((loss) => lossHolds(crypto, state(), loss)),
    declare(session, reason) {
      const done = declaring.then(() => declared(session, reason));
      declaring = done.catch(() => undefined);
      return done;
    },
  };
}

async function lossesIn(file: string): Promise<RecordingLoss[]> {
  return existsSync(file) ? z.array(recordingLoss).parse(JSON.parse(await readFile(file, 'utf8'))) : [];
}

const slipFirst = refusal('NO_SESSION', '请先输入见证人员的凭证', 'Enter the supervisor’s slip first');
const notAwaited = refusal(
  'NOT_AWAITED',
  '没有在等待该席位的录像，无须声明',
  'No recording of that seat is being waited for',
);
