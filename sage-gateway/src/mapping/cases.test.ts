import { describe, expect, it } from '@jest/globals';
import cases from '../../../contract/mapping-cases.json' with { type: 'json' };
import { mappingRow } from '../contract/mapping.ts';
import { mapped } from './value-map.ts';
import { mappingRevision } from './revision.ts';
import { transform } from './transforms.ts';

interface Case {
  readonly direction?: string;
  readonly value: string;
  readonly result?: string | null;
  readonly fault?: string;
  readonly warning?: boolean;
}

const here = ({ direction }: Case) => direction !== 'ToSage';

describe('the cases of the contract', () => {
  it.each((cases.transforms as (Case & { transforms: string[] })[]).filter(here))(
    'transform $value by $transforms',
    (given) => {
      const result = transform(given.transforms, given.value);

      if (given.fault) expect(result).toMatchObject({ ok: false, code: given.fault });
      else expect(result).toMatchObject({ ok: true, value: given.result });
      if (given.warning !== undefined) expect('warning' in result).toBe(given.warning);
    },
  );

  it.each((cases.valueMaps as (Case & { lines: { salesforce: string; sage: string }[] })[]).filter(here))(
    'map the value $value',
    ({ lines, value, result, fault }) => {
      const found = mapped(lines, value);

      if (fault) expect(found).toMatchObject({ ok: false, code: fault });
      else expect(found).toEqual({ ok: true, value: result });
    },
  );

  it.each(cases.revisions)('give the revision $revision', ({ rows, revision }) => {
    expect(mappingRevision(rows.map((row) => mappingRow.parse(row)))).toBe(revision);
  });
});
