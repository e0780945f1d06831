/** Questions to a worker that answers each in its turn. */
import type { Worker } from 'node:worker_threads';

export type Ask<Question, Answer> = (question: Question) => Promise<Answer>;

/** Where the worker dies, what was and is asked of it is rejected. */
export function asker<Question, Answer>(worker: Worker): Ask<Question, Answer> {
  const asked: PromiseWithResolvers<Answer>[] = [];
  let ended: { readonly reason: unknown } | null = null;
  const fail = (reason: unknown): void => {
    ended ??= { reason };
    for (const { reject } of asked.splice(0)) reject(reason);
  };
  worker.on('message', (answer: Answer) => asked.shift()?.resolve(answer));
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('worker ended')));
  return (question) => {
    const answer = Promise.withResolvers<Answer>();
    // Answers may be awaited one after the other; a later one that fails meanwhile is heard when its turn comes.
    answer.promise.catch(() => undefined);
    if (ended !== null) answer.reject(ended.reason);
    else {
      asked.push(answer);
      worker.postMessage(question);
    }
    return answer.promise;
  };
}
