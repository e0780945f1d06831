/** What a station keeps for whoever sits before it, by key; also what was to be kept while the station was dead. */

/** Milliseconds after the last change: going from cell to cell and leafing through are not worth writing down. */
const SETTLED = 400;

export interface Keeper {
  /** Resolves to whether it is kept. */
  keep(key: string, value: string): Promise<boolean>;
  kept(): Promise<ReadonlyMap<string, string>>;
  /** Who sits here; null before anybody does. */
  who(): string | null;
  /** Told when something is typed that is not kept yet, and when it is. */
  unkept(key: string, is: boolean): void;
}

export interface StationMemory {
  /** The newest value of a key is written, once, when it has settled. */
  remember(key: string, value: string): void;
  /** As `remember`, for what somebody types: he may not pause for long, and it is written all the same. */
  rememberTyped(key: string, value: string): void;
  /** Writes at once what has not settled yet: whoever leaves a screen comes back to it as he left it. */
  rememberNow(): void;
  /** All that is kept for whoever sits here, after what could not be written. */
  remembered(): Promise<ReadonlyMap<string, string>>;
}

interface Value {
  /** Whose it is: it is told to no station at which somebody else sits. */
  readonly who: string | null;
  value: string;
}

export function stationMemory(station: Keeper): StationMemory {
  const open = new Map<string, Value & { readonly timer: ReturnType<typeof setTimeout> }>();
  const unwritten = new Map<string, Value>();

  async function tell(key: string, { who, value }: Value): Promise<void> {
    const kept = await station.keep(key, value);
    if (open.has(key)) return;
    if (kept) station.unkept(key, false);
    else unwritten.set(key, { who, value });
  }

  function write(key: string): void {
    const due = open.get(key)!;
    open.delete(key);
    void tell(key, due);
  }

  function remember(key: string, value: string): void {
    clearTimeout(open.get(key)?.timer);
    unwritten.delete(key);
    open.set(key, { who: station.who(), value, timer: setTimeout(write, SETTLED, key) });
  }

  function rememberNow(): void {
    for (const [key, { timer }] of [...open]) {
      clearTimeout(timer);
      write(key);
    }
  }

  return {
    remember,
    rememberTyped(key, value) {
      // An empty text is nothing that could be lost.
      station.unkept(key, value !== '');
      const due = open.get(key);
      if (due === undefined) remember(key, value);
      else due.value = value;
    },
    rememberNow,
    remembered() {
      rememberNow();
      for (const [key, value] of [...unwritten]) {
        unwritten.delete(key);
        if (value.who === station.who()) void tell(key, value);
        else station.unkept(key, false);
      }
      return station.kept();
    },
  };
}
