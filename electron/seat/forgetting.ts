/** The end of a seat's day: it deletes what it holds when the room's word for it stands over its own copy. That word may come before the last entries. */
import type { Refusal, Result } from '../../shared/refusal.ts';
import type { Delivered } from '../../shared/verdict/mayForget.ts';

export interface Forgetting {
  /** The room has the centre's receipt. */
  hear(said: Delivered): Promise<void>;
  /** The copy may have grown: what was said before may hold now. */
  grown(): Promise<void>;
  /** Why the receipt that is here has not ended this seat's day; null where none is here. */
  kept(): Refusal | null;
}

/**
 * @param options.mayEnd false where nothing is deleted whatever holds: the copy is not in step with its host, or has just convicted it
 * @param options.finish checks what was said, and deletes where it holds
 * @param options.done everything is deleted
 */
export function forgetting({
  mayEnd,
  finish,
  done,
}: {
  readonly mayEnd: () => boolean;
  readonly finish: (said: Delivered) => Promise<Result<unknown>>;
  readonly done: () => void;
}): Forgetting {
  let said: Delivered | null = null;
  let kept: Refusal | null = null;

  async function grown(): Promise<void> {
    if (said === null || !mayEnd()) return;
    const finished = await finish(said);
    kept = finished.ok ? null : finished.refusals[0]!;
    if (!finished.ok) return;
    said = null;
    done();
  }

  return {
    hear({ receipt, seal }) {
      said = { receipt, seal };
      return grown();
    },
    grown,
    kept: () => kept,
  };
}
