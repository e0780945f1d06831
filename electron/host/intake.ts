/**
 * The host's intake: reads the texts of acts as they come from the seats and checks their form and signature, in a worker, so that the
 * thread that orders, stores and answers has that thread's time for itself. Most of what an act costs is its signature.
 */
import { Worker } from 'node:worker_threads';
import type { Act } from '../../shared/journal/acts.ts';
import { accept, type Refusal, type Result, refuse } from '../../shared/refusal.ts';
import { asker } from '../journal/asker.ts';

export interface Intake {
  /**
   * The act that a text is, its author's signature checked: `RoomHost.receiveAll` may take it as `checked`. Texts are answered in the order
   * in which they came. Refuses `NOT_CANONICAL`, `ACT_FORM`, `SIGNATURE`.
   */
  read(text: string): Promise<Result<Act>>;
  close(): Promise<void>;
}

export function openIntake(): Intake {
  const worker = new Worker(new URL('./intakeWorker.ts', import.meta.url));
  const ask = asker<string, Refusal | null>(worker);
  return {
    async read(text) {
      const refused = await ask(text);
      return refused === null ? accept(JSON.parse(text) as Act) : refuse(refused);
    },
    close: async () => void (await worker.terminate()),
  };
}
