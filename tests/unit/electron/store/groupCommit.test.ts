import { describe, expect, it } from 'vitest';
import { groupCommit } from '../../../../electron/store/groupCommit.ts';

describe('group commit', () => {
  it('commits together what arrives in one turn, in order, and answers each at its place', async () => {
    const groups: number[][] = [];
    const queue = groupCommit((items: readonly number[]) => {
      groups.push([...items]);
      return items.map((n) => n * 10);
    });
    expect(await Promise.all([queue(1), queue(2), queue(3)])).toEqual([10, 20, 30]);
    expect(await queue(4)).toBe(40);
    expect(groups).toEqual([[1, 2, 3], [4]]);
  });

  it('answers nobody before the commit', async () => {
    let committed = false;
    const queue = groupCommit((items: readonly number[]) => {
      committed = true;
      return items;
    });
    const answer = queue(1).then(() => committed);
    expect(committed).toBe(false);
    expect(await answer).toBe(true);
  });

  it('takes what arrives in answer to a commit into the next', async () => {
    const groups: number[][] = [];
    const queue = groupCommit((items: readonly number[]) => {
      groups.push([...items]);
      return items;
    });
    await Promise.all([queue(1).then(() => queue(2)), queue(1).then(() => queue(2))]);
    expect(groups).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it('rejects everybody in a group that throws, and goes on', async () => {
    let broken = true;
    const queue = groupCommit((items: readonly number[]) => {
      if (broken) throw new Error('broken');
      return items;
    });
    expect((await Promise.allSettled([queue(1), queue(2)])).map((r) => r.status)).toEqual([
      'rejected',
      'rejected',
    ]);
    broken = false;
    expect(await queue(3)).toBe(3);
  });
});
