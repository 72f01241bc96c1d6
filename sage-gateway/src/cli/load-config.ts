import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ConfigError, readConfig, type Environment, type Secrets, type Settings } from '../config.ts';
import { openEmbeddedPostgres, type EmbeddedPostgres } from '../database/embedded.ts';

export interface LoadedConfig {
  readonly settings: Settings;
  readonly secrets: Secrets;
  /** Absolute path of the data folder. */
  readonly dataFolder: string;
}

/** Reads the settings file and the secrets; throws ConfigError with all faults. `path` wins over GATEWAY_CONFIG. */
export function loadConfig(path: string | undefined, environment: Environment): LoadedConfig {
  const file = path ?? environment['GATEWAY_CONFIG'];
  if (!file) {
    throw new ConfigError([
      { path: 'settings file', message: 'is not named: give --config FILE or set GATEWAY_CONFIG' },
    ]);
  }
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new ConfigError([
      { path: 'settings file', message: `cannot be read: ${(error as Error).message}` },
    ]);
  }
  const config = readConfig(text, environment, (secret) => readFileSync(secret, 'utf8'));
  return { ...config, dataFolder: resolve(dirname(file), config.settings.dataFolder) };
}

export type Postgres = Pick<EmbeddedPostgres, 'url' | 'ended' | 'stop'>;

/** The PostgreSQL server of DATABASE_URL, else the gateway's own, started or adopted in the data folder. */
export async function openPostgres(config: LoadedConfig): Promise<Postgres> {
  const { databaseUrl } = config.secrets;
  if (databaseUrl)
    return { url: databaseUrl, ended: new Promise(() => undefined), stop: () => Promise.resolve() };
  return openEmbeddedPostgres(join(config.dataFolder, 'postgres'));
}
