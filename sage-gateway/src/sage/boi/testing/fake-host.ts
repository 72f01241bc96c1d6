import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { boiSettings, openBoi, type BoiDocuments, type BoiOptions, type BoiSettings } from '../index.ts';

/** What the fake host does with one message; nothing said: it answers as a good host. */
export interface Step {
  /** Members laid over the usual answer. */
  readonly reply?: Record<string, unknown>;
  readonly delayMs?: number;
  /** Never answers. */
  readonly hang?: boolean;
  /** Written as it is, instead of an answer. */
  readonly raw?: string;
  /** Base64 pieces of bytes written one after another, instead of an answer. */
  readonly pieces?: readonly string[];
  /** Writes without ever ending the line. */
  readonly endless?: boolean;
  /** Ends the process, after `raw` if that is given. */
  readonly exit?: number;
  /** Does not end although it was told to close. */
  readonly staysOpen?: boolean;
}

/** For each start of the host: a step for each message, the first of which is `open`. */
export type Script = readonly (readonly Step[])[];

export interface FakeHost {
  readonly sage: BoiDocuments;
  readonly settings: BoiSettings;
  /** The messages received so far, over all starts. */
  received(): Record<string, unknown>[];
  /** The process ids of all starts. */
  pids(): number[];
  /** What the adapter logged. */
  log(): string;
  /** Closes the adapter and removes the folder. */
  dispose(): Promise<void>;
}

const program = fileURLToPath(new URL('./fake-host-program.ts', import.meta.url));

/** Opens the real adapter on a scripted host process. */
export function fakeHost(script: Script, settings: Partial<BoiOptions> = {}, now?: () => Date): FakeHost {
  const folder = mkdtempSync(join(tmpdir(), 'boi-host-'));
  const received = join(folder, 'received.jsonl');
  writeFileSync(join(folder, 'script.json'), JSON.stringify(script));
  appendFileSync(received, '');
  const logged: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const { password, ...rest } = settings;
  const parsed = boiSettings.parse({
    kind: 'command',
    command: [process.execPath, '--no-warnings', program, folder],
    closeSeconds: 5,
    ...rest,
  });
  const sage = openBoi({ ...parsed, ...(password && { password }) }, logger, now);
  const lines = () =>
    readFileSync(received, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    sage,
    settings: parsed,
    received: () => lines().filter((message) => !('started' in message)),
    pids: () => lines().flatMap((message) => ('started' in message ? [Number(message['started'])] : [])),
    log: () => logged.join(''),
    async dispose() {
      await sage.close();
      rmSync(folder, { recursive: true });
    },
  };
}
