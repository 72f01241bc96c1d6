import { RetryableError } from '../errors.ts';
import type { SageTables } from './ports.ts';

/**
 * Answers a question to Sage in time or not at all: throws RetryableError SAGE_READ_FAILED when `work` is not done within the limit.
 * A read under way cannot be stopped, because a driver's call cannot be; but no further one is begun for nobody.
 */
export async function within<T>(
  tables: SageTables,
  limitMs: number,
  work: (tables: SageTables) => Promise<T>,
): Promise<T> {
  const late = new RetryableError('SAGE_READ_FAILED', `Sage did not answer within ${limitMs / 1000} s.`);
  const limit = new AbortController();
  const inTime: SageTables = {
    select: (company, query) => (limit.signal.aborted ? Promise.reject(late) : tables.select(company, query)),
    columns: (company, table) =>
      limit.signal.aborted ? Promise.reject(late) : tables.columns(company, table),
    close: () => tables.close(),
  };
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      limit.abort();
      reject(late);
    }, limitMs);
  });
  try {
    return await Promise.race([work(inTime), expired]);
  } finally {
    clearTimeout(timer);
  }
}
