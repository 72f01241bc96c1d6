import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger } from '../logger.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { takeInstanceLock } from './instance-lock.ts';

const logger = createLogger('silent');
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);
afterAll(() => postgres.stop());

describe('the lock of the gateways on one database', () => {
  it('tells the first that it is alone, and the second that it is not', async () => {
    const url = await postgres.createDatabase();
    const first = await takeInstanceLock(url, logger);
    await first.share();
    const second = await takeInstanceLock(url, logger);

    expect([first.aloneAtStart, second.aloneAtStart]).toEqual([true, false]);
    expect(await second.isAlone()).toBe(false);
    await first.release();
    expect(await second.isAlone()).toBe(true);
    await second.release();
  });

  it('keeps the second waiting while the first takes up what an earlier run left', async () => {
    const url = await postgres.createDatabase();
    const steps: string[] = [];
    const first = await takeInstanceLock(url, logger);
    const second = takeInstanceLock(url, logger).then((lock) => {
      steps.push('second');
      return lock;
    });
    const other = await takeInstanceLock(await postgres.createDatabase(), logger); // as long as a lock takes
    steps.push('first has taken up');
    await first.share();
    await (await second).release();
    await Promise.all([first.release(), other.release()]);

    expect(steps).toEqual(['first has taken up', 'second']);
  });
});
