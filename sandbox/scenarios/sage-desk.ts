import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const program = join(import.meta.dirname, '..', 'sage', 'cli.ts');
const run = promisify(execFile);

/** Somebody at Sage's own screens: runs a command of the simulator (sandbox/sage/README.md). Rejects with what it says. */
export type SageDesk = (...command: string[]) => Promise<string>;

export function sageDesk(folder: string, company?: string): SageDesk {
  return async (...command) => {
    const [first = '', ...rest] = command;
    const of = company === undefined ? [] : ['--company', company];
    return (await run(process.execPath, [program, '--data', folder, ...of, first, ...rest])).stdout;
  };
}
