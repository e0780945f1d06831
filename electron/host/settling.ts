/**
 * A host that starts again over a journal may be behind it: a disk restored from yesterday's copy looks whole. So it hears the seats first, and
 * adds nothing until all that sit in the room have said what they hold, or a majority has and the rest has been waited for, or the
 * supervisor goes on.
 */
import { isMember, majorityOf } from '../../shared/evaluation/committee.ts';
import type { RoomState } from '../../shared/journal/state.ts';

export interface Settling {
  done(): boolean;
  /** This seat's copy is longer; it has been asked for. */
  expect(seat: string): void;
  /** These sessions' machine has been heard, and has shown that it is; `seat`: nothing more is expected of it. */
  heard(sessions: readonly string[], seat: string | null): void;
  goOn(): void;
  close(): void;
}

/**
 * @param options.needed false where there is nothing that could be behind
 * @param options.seconds how long the rest is waited for, once a majority has been heard
 */
export function settling(options: {
  readonly state: () => RoomState;
  readonly needed: boolean;
  readonly seconds: number;
  readonly settled: () => void;
}): Settling {
  const heard = new Set<string>();
  const expected = new Set<string>();
  let done = !options.needed;
  let waited = false;
  let any = false;
  const timer = done
    ? undefined
    : setTimeout(() => {
        waited = true;
        look();
      }, options.seconds * 1000);

  function look(): void {
    if (done || expected.size > 0) return;
    const due = [...options.state().sessions.values()].filter(
      (s) =>
        s.role === 'member' && s.admitted !== null && s.closed === null && isMember(options.state(), s.who),
    );
    const there = due.filter((session) => heard.has(session.key)).length;
    const all = due.length > 0 && there === due.length;
    const most = due.length === 0 ? any : there >= majorityOf(due.length);
    if (all || (most && waited)) end();
  }

  function end(): void {
    clearTimeout(timer);
    if (done) return;
    done = true;
    options.settled();
  }

  return {
    done: () => done,
    expect: (seat) => void expected.add(seat),
    heard(sessions, seat) {
      any = true;
      for (const session of sessions) heard.add(session);
      if (seat !== null) expected.delete(seat);
      look();
    },
    goOn: end,
    close: () => clearTimeout(timer),
  };
}
