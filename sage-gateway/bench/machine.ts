import { cpus, release, totalmem, type } from 'node:os';

/** What the figures were measured on, in one line. */
export function machineLine(postgresVersion: string): string {
  const [processor] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `${cpus().length} x ${processor?.model.trim() ?? 'unknown processor'}`,
    `${memory} GB`,
    `${type()} ${release().split('-')[0]}`,
    `Node ${process.versions.node}`,
    `PostgreSQL ${postgresVersion.split(' ')[0]}`,
  ].join(', ');
}
