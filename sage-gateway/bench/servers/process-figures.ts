import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Resident memory of a process, in MB (10^6 bytes). */
export interface Memory {
  readonly nowMb: number;
  /** Largest so far; undefined where the system does not tell. */
  readonly peakMb: number | undefined;
}

export function memoryOf(pid: number | undefined): Memory {
  const status = `/proc/${pid}/status`;
  if (existsSync(status)) {
    const text = readFileSync(status, 'utf8');
    return { nowMb: kilobytes(text, 'VmRSS') / 1000, peakMb: kilobytes(text, 'VmHWM') / 1000 };
  }
  const told = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return { nowMb: (Number(told.stdout) * 1024) / 1e6, peakMb: undefined };
}

function kilobytes(status: string, name: string): number {
  return Number(new RegExp(`${name}:\\s+(\\d+)`, 'u').exec(status)?.[1]) * 1.024;
}

/** Processor time a process has used so far, in ms; undefined where the system does not tell. */
export function processorMs(pid: number | undefined): number | undefined {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return undefined;
  // Fields 14 and 15 of proc(5), counted after the name in brackets: user and system time in ticks of 10 ms.
  const fields = readFileSync(stat, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
