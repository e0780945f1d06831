/** Whether the program of the room may be ended: not before the recorded room’s result has reached the centre, unless the supervisor says so with the slip. */

import type { RoomStatus } from '../../shared/bridge/room.ts';
import { TERMS } from '../../shared/evaluation/terms.ts';
import type { RoomPackage, RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { slipOwner } from '../../shared/slip/holder.ts';

export interface RoomQuitting {
  /** Why it must not be ended now; null: it may. */
  problem(stage: RoomStatus['stage']): Refusal | null;
  /** From here on it may, until the station is started again. Refuses what `slipOwner` refuses, and `SLIP_OFFICE`. */
  letGo(typed: string): Result<Record<string, never>>;
}

const HOLDS: ReadonlySet<RoomStatus['stage']> = new Set(['open', 'settling', 'closed', 'sealed']);

export function roomQuitting(options: {
  readonly crypto: CryptoPort;
  readonly pkg: RoomPackage;
  readonly state: () => RoomState;
  readonly changed: () => void;
}): RoomQuitting {
  const { member, supervisor } = TERMS[options.pkg.data.project.regime];
  let isLetGo = false;
  return {
    problem: (stage) =>
      isLetGo || options.state().opening?.recording.due !== true || !HOLDS.has(stage)
        ? null
        : undelivered(supervisor),
    letGo(typed) {
      const owner = slipOwner(options.crypto, options.pkg, typed);
      if (!owner.ok) return owner;
      if (owner.value.role !== 'supervisor') return refuse(supervisorOnly(member, supervisor));
      isLetGo = true;
      options.changed();
      return accept({});
    },
  };
}

const undelivered = (supervisor: string): Refusal =>
  refusal(
    'UNDELIVERED',
    `本室的记录和录音录像尚未送达交易中心，不能退出；确需退出的，由${supervisor}输入凭证确认`,
    'The room’s record and recordings have not reached the centre, and the program cannot be ended; to end it nevertheless, the supervisor enters the slip',
  );
const supervisorOnly = (member: string, supervisor: string): Refusal =>
  refusal(
    'SLIP_OFFICE',
    `这是${member}的凭证；退出程序须由${supervisor}确认`,
    'This is an expert’s slip; only a supervisor can have the program ended',
  );
