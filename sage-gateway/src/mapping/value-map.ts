import type { ValueMapLine } from '../contract/mapping.ts';
import { brief } from './fit.ts';
import type { Transformed } from './transforms.ts';

/** The value of Salesforce that stands for a value of Sage; compared as it is written. */
export function mapped(lines: readonly ValueMapLine[], sage: string): Transformed {
  const line = lines.find((candidate) => candidate.sage === sage);
  return line
    ? { ok: true, value: line.salesforce }
    : { ok: false, code: 'VALUE_UNMAPPED', message: `"${brief(sage)}" is not in the value map.` };
}
