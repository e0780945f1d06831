/**
 * The host's intake: reads the texts of acts as they come from the seats and checks their form and signature, in a worker, so that the
 * thread that orders, stores and answers has that thread's time for itself. Most of what an act costs is its signature.
 */
import { Worker } from 'node:worker_threads';
import type { Act } from '../../shared/journal/acts.ts';
import { accept, type Refusal, type Result, refuse } from '../../shared/refusal.ts';
import { asker } from '../journal/asker.ts';
import { program } from '../programs.ts';

export interface Intake {
  /**
   * The act that a text is, its author's signature checked: `RoomHost.receiveAll` may take it as `checked`. Texts are answered in the order
   * in which they came. Refuses `ACT_LARGE`, `NOT_CANONICAL`, `ACT_FORM`, `SIGNATURE`.
   */
  read(text: string): Promise<Result<Act>>;
  close(): Promise<void>;
}

export function openIntake(): Intake {
  let closed = false;
  let now = start();

  /** One that dies is followed by another: what it was asked is rejected, and whoever said that says it again. */
  function start() {
    const worker = new Worker(program('host/intakeWorker'));
    const ask = asker<readonly string[], readonly (Refusal | null)[]>(worker);
    worker.on('exit', () => {
      if (!closed) now = start();
    });
    return { worker, ask };
  }

  // What comes in one turn of the event loop goes to the worker together: handing over costs as much for one text as for many.
  let waiting: { readonly text: string; readonly answer: PromiseWithResolvers<Refusal | null> }[] = [];

  function send(): void {
    const sent = waiting;
    waiting = [];
    now.ask(sent.map(({ text }) => text)).then(
      (answers) => {
        for (const [i, { answer }] of sent.entries()) answer.resolve(answers[i]!);
      },
      (reason) => {
        for (const { answer } of sent) answer.reject(reason);
      },
    );
  }

  return {
    async read(text) {
      const answer = Promise.withResolvers<Refusal | null>();
      if (waiting.length === 0) setImmediate(send);
      waiting.push({ text, answer });
      const refused = await answer.promise;
      return refused === null ? accept(JSON.parse(text) as Act) : refuse(refused);
    },
    async close() {
      closed = true;
      await now.worker.terminate();
    },
  };
}
