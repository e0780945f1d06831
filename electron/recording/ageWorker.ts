/** The worker behind `openAgeWriters`: one step of one file after the other. */
import { parentPort } from 'node:worker_threads';
import { type AgeWriter, ageWriter } from './ageWriter.ts';
import type { AgeAnswer, AgeStep } from './ageWriters.ts';

const writers = new Map<number, AgeWriter>();
let work = Promise.resolve();

async function take({ file, ...step }: AgeStep): Promise<AgeAnswer> {
  if (step.kind === 'begin') {
    writers.set(file, await ageWriter(step.beginning));
    return null;
  }
  const writer = writers.get(file)!;
  if (step.kind === 'end') return writer.end();
  if (step.kind === 'push') await writer.push(step.plaintexts);
  else {
    writers.delete(file);
    await writer.close();
  }
  return null;
}

parentPort?.on('message', (step: AgeStep) => {
  work = work
    .then(() => take(step))
    .catch((error: Error) => error)
    .then((answer) => parentPort?.postMessage(answer));
});
