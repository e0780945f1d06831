/** How the app was started: `--station <file>`, `--windowed`. What Chromium and Electron add to the command line is left alone. */
export interface CommandLine {
  /** The station file; null: the chooser. */
  readonly station: string | null;
  /** An ordinary window with developer tools instead of a kiosk, for developers. */
  readonly windowed: boolean;
}

/** @param args without the program's own name and path */
export function readCommandLine(args: readonly string[]): CommandLine {
  const at = args.findIndex((arg) => arg === '--station' || arg.startsWith('--station='));
  const given =
    at < 0 ? undefined : args[at]!.includes('=') ? args[at]!.split('=').slice(1).join('=') : args[at + 1];
  return { station: given ?? null, windowed: args.includes('--windowed') };
}
