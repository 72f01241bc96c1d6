import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Connect, Connection } from './connection.ts';
import { Pool, type PoolOptions } from './pool.ts';

const lost = Object.assign(new Error('gone'), {
  odbcErrors: [{ state: '08S01', code: 0, message: 'link failure' }],
});

/** A connection that counts, and that fails as it is told. */
function fakeConnection(closed: string[], name: string): Connection {
  return {
    read: async () => [{ name }],
    open: async () => ({ next: async () => [], close: async () => undefined }),
    catalogue: async () => [],
    close: async () => void closed.push(name),
  };
}

function world() {
  const opened: string[] = [];
  const closed: string[] = [];
  const connect: Connect = async () => {
    opened.push(`c${opened.length + 1}`);
    return fakeConnection(closed, opened.at(-1) ?? '');
  };
  const pool = (more: Partial<PoolOptions> = {}) =>
    new Pool({
      connect,
      database: 'ABC',
      connections: 2,
      connectMs: 5000,
      readMs: 5000,
      logger: pino({ level: 'silent' }),
      ...more,
    });
  return { opened, closed, pool };
}

const never = () => new Promise<never>(() => undefined);
const name = async (connection: Connection) => (await connection.read('', [], 1))[0]?.['name'];

describe('the pool', () => {
  it('uses a connection again, and opens no more than it may', async () => {
    const { opened, pool } = world();
    const mine = pool();

    expect(await mine.use(name)).toBe('c1');
    await Promise.all(Array.from({ length: 10 }, () => mine.use(name)));

    expect(opened).toEqual(['c1', 'c2']);
  });

  it('repeats a read once when the connection was lost, on a new one, and lets its idle neighbours go', async () => {
    const { opened, closed, pool } = world();
    const mine = pool();
    await Promise.all([mine.use(name), mine.use(name)]);
    let tries = 0;

    const found = await mine.use(async (connection) => {
      tries += 1;
      if (tries === 1) throw lost;
      return name(connection);
    });

    expect(found).toBe('c3');
    expect(opened).toHaveLength(3);
    expect(closed.toSorted()).toEqual(['c1', 'c2']);
  });

  it('does not repeat it a second time', async () => {
    const { opened, pool } = world();
    let tries = 0;

    await expect(
      pool().use(async () => {
        tries += 1;
        throw lost;
      }),
    ).rejects.toBe(lost);

    expect([tries, opened.length]).toEqual([2, 2]);
  });

  it('does not repeat a read that failed for another reason, and keeps the connection', async () => {
    const { opened, pool } = world();
    const mine = pool();

    await expect(mine.use(async () => Promise.reject(new Error('no such column')))).rejects.toThrow(
      'no such column',
    );

    expect(await mine.use(name)).toBe('c1');
    expect(opened).toHaveLength(1);
  });

  it('gives up a connection that is not made in time, and says so at once when all hang', async () => {
    const { pool } = world();
    const mine = pool({ connect: never, connectMs: 50 });

    const [first, second] = await Promise.allSettled([mine.use(name), mine.use(name)]);

    for (const failure of [first, second]) {
      expect(failure).toMatchObject({
        reason: { code: 'SAGE_READ_FAILED', message: expect.stringContaining('connecting') },
      });
    }
    await expect(mine.use(name)).rejects.toThrow('All 2 connections to ABC hang');
  });

  it('gives up a read that does not come back in time, and uses the place again when it does', async () => {
    const { opened, pool } = world();
    const mine = pool({ connections: 1, readMs: 50 });
    const { promise: answer, resolve } = Promise.withResolvers<string>();

    await expect(mine.use(() => answer)).rejects.toThrow('ABC did not answer while reading, within 0.05 s.');
    await expect(mine.use(name)).rejects.toThrow('hang');
    resolve('at last');
    await answer;
    await new Promise(setImmediate);

    expect(await mine.use(name)).toBe('c1');
    expect(opened).toHaveLength(1);
  });

  it('does not wait for ever for a free connection', async () => {
    const { pool } = world();
    const mine = pool({ connections: 1, readMs: 100, connectMs: 10 });
    const slow = mine.use(never).catch((error: unknown) => error);

    await expect(mine.use(name)).rejects.toMatchObject({ code: 'SAGE_READ_FAILED' });
    expect(await slow).toMatchObject({ code: 'SAGE_READ_FAILED' });
  });

  it('closes what is idle, and refuses reads afterwards', async () => {
    const { closed, pool } = world();
    const mine = pool();
    await mine.use(name);

    await mine.close();

    expect(closed).toEqual(['c1']);
    await expect(mine.use(name)).rejects.toThrow('stopping');
  });
});
