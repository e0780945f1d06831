/** Milliseconds; less than a commit takes on a disk. */
const MOMENT = 2;

/**
 * Group commit: a durable write costs the same for one act and for fifty, so what arrives while one is under way, or within one turn of
 * the event loop, is committed together. Everybody is answered after the commit, never before.
 * @param commit makes all items durable or none, and answers each at its place
 * @param more whether others are on their way that are worth waiting for, for a moment
 * @returns queues one item; the promise rejects only where `commit` throws
 */
export function groupCommit<Item, Answer>(
  commit: (items: readonly Item[]) => readonly Answer[],
  more: () => boolean = () => false,
): (item: Item) => Promise<Answer> {
  let since = 0;
  let waiting: { readonly item: Item; readonly answer: PromiseWithResolvers<Answer> }[] = [];

  const commitWaiting = (): void => {
    if (more() && performance.now() - since < MOMENT) {
      setImmediate(commitWaiting);
      return;
    }
    const group = waiting;
    waiting = [];
    try {
      const answers = commit(group.map(({ item }) => item));
      for (const [place, { answer }] of group.entries()) answer.resolve(answers[place]!);
    } catch (error) {
      for (const { answer } of group) answer.reject(error);
    }
  };

  return (item) => {
    const answer = Promise.withResolvers<Answer>();
    if (waiting.length === 0) {
      since = performance.now();
      setImmediate(commitWaiting);
    }
    waiting.push({ item, answer });
    return answer.promise;
  };
}
