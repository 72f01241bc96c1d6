import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

/**
 * One JSON line an event on standard output. Callers log keys, codes and counts; payloads, names and addresses never.
 * Secrets that slip into an object are blanked by name.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service: 'sage-gateway' },
    redact: {
      paths: ['*.password', '*.authorization', '*.headers', 'err.config', 'err.request', 'err.response'],
      remove: true,
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
