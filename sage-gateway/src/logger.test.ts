import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.ts';

describe('the log', () => {
  it('keeps the words, code and cause of an error and nothing else that hangs on it', () => {
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line) => void lines.push(line) });
    const error = Object.assign(new Error('lost', { cause: new Error('cut') }), {
      code: '57P01',
      detail: 'Ann Rider',
      client: { password: 'geheim' },
    });

    logger.error({ err: error }, 'broken');

    const entry = JSON.parse(lines[0] ?? '') as { err: Record<string, unknown> };
    expect(entry.err).toMatchObject({
      type: 'Error',
      message: 'lost',
      code: '57P01',
      cause: { message: 'cut' },
    });
    expect(lines[0]).not.toMatch(/Ann Rider|geheim/);
  });
});
