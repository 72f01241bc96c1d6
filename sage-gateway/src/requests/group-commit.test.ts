import { describe, expect, it } from '@jest/globals';
import { groupCommit } from './group-commit.ts';

/** A write that waits until the test lets it go on. */
function heldWrite() {
  const groups: number[][] = [];
  const releases: (() => void)[] = [];
  const write = async (items: readonly number[]) => {
    groups.push([...items]);
    await new Promise<void>((resolve) => releases.push(resolve));
    return items.map((item) => item * 10);
  };
  const release = async () => {
    releases.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { groups, write, release };
}
const isItemFault = (error: unknown) => error instanceof RangeError;
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the group commit', () => {
  it('writes calls of one turn together and gives each its own results', async () => {
    const { groups, write, release } = heldWrite();
    const store = groupCommit(write, { maxGroup: 10, writers: 1, maxWaiting: 100, isItemFault });

    const answers = Promise.all([store([1, 2]), store([3]), store([4, 5])]);
    await turn();
    await release();

    expect(await answers).toEqual([[10, 20], [30], [40, 50]]);
    expect(groups).toEqual([[1, 2, 3, 4, 5]]);
  });

  it('lets what comes during a write wait for the next, in groups of at most the size given', async () => {
    const { groups, write, release } = heldWrite();
    const store = groupCommit(write, { maxGroup: 3, writers: 1, maxWaiting: 100, isItemFault });

    const first = store([1]);
    await turn();
    const others = Promise.all([store([2, 3]), store([4]), store([5, 6, 7, 8])]);
    await turn();
    await release();
    await release();
    await release();
    await Promise.all([first, others]);

    expect(groups).toEqual([[1], [2, 3, 4], [5, 6, 7, 8]]);
  });

  it('writes each call alone when a group fails, so that one does not sink the others', async () => {
    const store = groupCommit<number, number>(
      (items) => (items.includes(13) ? Promise.reject(new RangeError('no')) : Promise.resolve([...items])),
      { maxGroup: 10, writers: 1, maxWaiting: 100, isItemFault },
    );

    const answers = await Promise.allSettled([store([1]), store([13]), store([2])]);

    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('fails all calls of a group at once when no item is to blame', async () => {
    let writes = 0;
    const store = groupCommit<number, number>(
      () => {
        writes++;
        return Promise.reject(new Error('the database is away'));
      },
      { maxGroup: 10, writers: 1, maxWaiting: 100, isItemFault },
    );

    const answers = await Promise.allSettled([store([1]), store([2])]);

    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(writes).toBe(1);
  });

  it('turns calls away when too many items wait', async () => {
    const { write, release } = heldWrite();
    const store = groupCommit(write, { maxGroup: 1, writers: 1, maxWaiting: 2, isItemFault });

    const first = store([1]);
    await turn();
    const second = store([2, 3]);
    const third = store([4]);

    await expect(third).rejects.toMatchObject({ code: 'NOT_READY' });
    await release();
    await release();
    expect(await Promise.all([first, second])).toEqual([[10], [20, 30]]);
  });
});
