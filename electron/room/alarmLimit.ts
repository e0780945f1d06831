/** How often machines may raise alarms: a picture that comes and goes must not fill the journal, nor bury what a person calls. */

/** Milliseconds within which the same alarm about the same seat is raised once. */
const SAME = 60_000;
/** Milliseconds, and how many alarms of all kinds and seats are raised within them. */
const SPAN = 60_000;
const MOST = 20;

export interface AlarmLimit {
  /** Whether this alarm is raised; one that is counts from now on. */
  allows(session: string, kind: string): boolean;
  /** All alarms have ended: what lasts may be raised again at once, but not more in all. */
  ended(): void;
}

/** @param now a monotonic clock, milliseconds */
export function alarmLimit(now: () => number): AlarmLimit {
  const last = new Map<string, number>();
  let recent: number[] = [];
  return {
    allows(session, kind) {
      const at = now();
      const same = `${session} ${kind}`;
      recent = recent.filter((one) => at - one < SPAN);
      if (recent.length >= MOST || at - (last.get(same) ?? Number.NEGATIVE_INFINITY) < SAME) return false;
      recent.push(at);
      last.set(same, at);
      return true;
    },
    ended: () => last.clear(),
  };
}
