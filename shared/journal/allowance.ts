/**
 * How much one expert's session may put into the journal. Every entry lies on the host's disk and on every seat's for good, and is folded by
 * everybody: without a bound one expert, or a program at one seat, could fill all of them with acts that are each in order. The bound is of the
 * package and the chain alone, so that the host cannot pass it over, nor be blamed for it: who replays the journal counts the same.
 *
 * No honest day comes near. Twelve hours of recording bind 26,000 heads of three tracks, one each 5 seconds; 30 bids by 60 items, each score given
 * 20 times, are 36,000 acts, and as many judgements by 60 checks: about 100,000 entries and 180 MB, of 304,000 and 430 MB that such a project allows. (What a
 * supervisor or the host appends is made at the host itself.)
 */
import { expertsItems } from '../evaluation/committee.ts';
import { termsOf } from '../evaluation/terms.ts';
import type { ProjectData } from '../project/model.ts';
import { type Refusal, refusal } from '../refusal.ts';
import type { RoomState, Session } from './state.ts';

export interface Allowance {
  /** Entries. */
  readonly acts: number;
  /** Of the entries' lines in UTF-8, without line feeds. */
  readonly bytes: number;
}

/** Whatever the project: the recording of three such days twice over, and all that is not by bid. */
const BASE: Allowance = { acts: 160_000, bytes: 128 * 1024 * 1024 };
/** For each bid and each item or check that an expert judges it by: 40 acts of 2 KiB. */
const EACH: Allowance = { acts: 40, bytes: 40 * 2 * 1024 };

export function allowanceOf(data: ProjectData): Allowance {
  const cells = data.bids.length * (expertsItems(data).length + data.project.review.length);
  return { acts: BASE.acts + cells * EACH.acts, bytes: BASE.bytes + cells * EACH.bytes };
}

/** Whether a member's session has used up what it may append; null while it has not. */
export function usedUp(state: RoomState, { role, last }: Session): Refusal | null {
  // The project is looked at only beyond what every project allows.
  if (role !== 'member' || (last.seq < BASE.acts && last.written < BASE.bytes)) return null;
  const { acts, bytes } = allowanceOf(state.pkg.data);
  if (last.seq < acts && last.written < bytes) return null;
  return refusal(
    'ALLOWANCE',
    `本席位记入评标日志的内容已达上限（${acts} 条或 ${bytes / 1024} KB），不再记录。正常评审不会达到此数，请举手示意${termsOf(state).supervisor}检查本机，并准入其他席位继续评审`,
    `This session has put as much into the journal as one may (${acts} entries or ${bytes / 1024} KB), and no more is recorded. No evaluation comes to that: raise your hand for the supervisor to have this machine looked at, and go on at another seat`,
  );
}
