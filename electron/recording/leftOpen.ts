/** What a kill left open of sessions that a move has closed: it is made whole with the keys that the slip has opened, so that it can be copied. */
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import type { Desk } from '../session/desk.ts';
import { closing } from './closing.ts';
import { segmentsIn } from './recordingFolder.ts';

export interface LeftOpen {
  /** Makes whole what these sessions left, each once. Rejects with the disk's error. */
  attend(desks: readonly Desk[]): Promise<void>;
  /** This session records in this run: its recorder closes what it opens. */
  recorded(session: string): void;
  /** Tries those again that the disk had no room for. */
  again(): Promise<void>;
}

export function leftOpen(options: {
  readonly crypto: CryptoPort;
  readonly random: RandomPort;
  readonly folder: string;
  /** There is more to be copied. */
  readonly stored: () => void;
  readonly onFault: (error: unknown) => void;
}): LeftOpen {
  const { folder, stored } = options;
  const files = closing({ ...options, closed: stored });
  const seen = new Set<string>();

  async function close({ session, fileKeys }: Desk): Promise<void> {
    const keys = fileKeys();
    for (const { forms, base, track, segment } of await segmentsIn(folder, session)) {
      const key = keys.get(`${track}/${segment}`);
      if (forms.has('open') && key !== undefined) await files.close(`${base}.open`, key, null);
    }
  }

  return {
    recorded: (session) => void seen.add(session),
    async attend(desks) {
      for (const desk of desks) {
        if (seen.has(desk.session)) continue;
        seen.add(desk.session);
        await close(desk);
        stored();
      }
    },
    again: files.again,
  };
}
