import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../testing/gateway.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const settings = {
  listen: { port: 0 },
  sage: {
    defaultCompany: 'ABC',
    boi: { kind: 'command', command: ['a-host-that-does-not-exist'] },
    odbc: { kind: 'sqlite-embedded', folder: 'no-tables' },
    companies: { ABC: {} },
  },
};
const key = 'a-key-of-the-command-line-1';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sage-gateway-cli-'));
  await chmod(folder, 0o755);
  await writeFile(join(folder, 'gateway.json'), JSON.stringify(settings));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function run(environment: Record<string, string>, ...given: string[]) {
  const child = spawn(process.execPath, ['--no-warnings', main, ...given], {
    env: { ...process.env, NODE_OPTIONS: '', GATEWAY_CONFIG: join(folder, 'gateway.json'), ...environment },
  });
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output.text += String(chunk)));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { child, output, ended };
}

describe('the command line', () => {
  it('runs the gateway until it is asked to end, and ends its PostgreSQL last', async () => {
    const { child, output, ended } = run({ GATEWAY_KEY: key });
    const ready = await eventually(
      () => /"url":"(http:[^"]+)"/.exec(output.text)?.[1] ?? (child.exitCode === null ? '' : output.text),
      (url) => url !== '',
    );
    const answer = await fetch(`${ready}/readyz`);
    const pidFile = join(folder, 'data', 'postgres', 'data', 'postmaster.pid');
    const running = await readFile(pidFile, 'utf8');
    child.kill('SIGTERM');
    const code = await ended;

    expect(answer.status).toBe(200);
    expect(Number(running.split('\n')[0])).toBeGreaterThan(1);
    expect(code).toBe(0);
    await expect(stat(pidFile)).rejects.toThrow('ENOENT');
    expect((await stat(join(folder, 'data', 'postgres', 'embedded.json'))).mode & 0o077).toBe(0);
    expect(output.text).not.toContain(key);
  }, 60_000);

  it('ends with 78 and all faults when the settings are wrong', async () => {
    await writeFile(join(folder, 'gateway.json'), JSON.stringify({ ...settings, colour: 'red' }));

    const { output, ended } = run({});

    expect(await ended).toBe(78);
    expect(output.text).toContain('colour is not a setting');
    expect(output.text).toContain('GATEWAY_KEY is missing');
  });

  it('has a doctor that says what works, what does not, and what to do', async () => {
    const { output, ended } = run({ GATEWAY_KEY: key }, 'doctor');

    expect(await ended).toBe(1);
    expect(output.text).toMatch(/^ok {4}settings: companies ABC/m);
    expect(output.text).toMatch(/^ok {4}database: PostgreSQL \d/m);
    expect(output.text).toMatch(/^FAIL {2}Sage ABC, reads \(ODBC\): .+\n {6}\S+/m);
    expect(output.text).toMatch(/^FAIL {2}Sage ABC, writes \(BOI\): .+\n {6}\S+/m);
    expect(output.text).toMatch(/^ok {4}Salesforce: not set up/m);
  }, 60_000);
});
