import type { Logger } from 'pino';
import type { SageStreams, SageTables } from '../ports.ts';
import { embeddedConnect } from './embedded-connection.ts';
import { odbcConnect } from './odbc-connection.ts';
import type { OdbcOptions } from './settings.ts';
import { sageTables } from './tables.ts';

export { odbcSettings, type OdbcKind, type OdbcOptions, type OdbcSettings } from './settings.ts';

/** Opens Sage's tables for reading. Nothing is connected before the first read. */
export function openOdbc(options: OdbcOptions, logger: Logger): SageTables & SageStreams {
  if (options.kind === 'sqlite-embedded') {
    return sageTables(options, embeddedConnect(options.folder, options.readSeconds * 1000), logger);
  }
  const threads = Number(process.env['UV_THREADPOOL_SIZE'] ?? 4);
  if (threads < options.connections + 2) {
    logger.warn(
      { threads, connections: options.connections },
      'reads by ODBC may hold up files and name look-ups: set UV_THREADPOOL_SIZE=16 in the environment of the gateway',
    );
  }
  return sageTables(options, odbcConnect(options), logger);
}
