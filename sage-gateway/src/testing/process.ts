import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { testClient, type TestGateway } from './gateway.ts';

export interface GatewayProcess extends TestGateway {
  /** kill -9, and waits until it has gone. */
  kill(): Promise<void>;
}

const script = fileURLToPath(new URL('./gateway-process.ts', import.meta.url));

/** Starts gateway-process.ts and waits until it listens. */
export async function startGatewayProcess(
  place: string,
  journal: string,
  workMilliseconds: number,
  companies = ['ABC'],
): Promise<GatewayProcess> {
  const given = [script, place, journal, String(workMilliseconds), companies.join(',')];
  const child: ChildProcess = spawn(process.execPath, ['--no-warnings', ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const ended = once(child, 'exit');
  if (!child.stdout) throw new Error('no output of the gateway process');
  const lines = createInterface({ input: child.stdout });
  const [url] = (await Promise.race([once(lines, 'line'), ended])) as [string | number];
  if (typeof url !== 'string') throw new Error(`the gateway process ended with ${String(url)}`);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return {
    ...testClient({ url, stop: () => end('SIGTERM').then(() => ({ alone: false })) }),
    kill: () => end('SIGKILL'),
  };
}
