import { present } from '../mapping/fit.ts';
import type { SageTables } from '../sage/ports.ts';

export interface Division {
  readonly divisionNo: string;
  readonly name: string | null;
}

/** A/R divisions by their numbers; none where the table cannot be seen. The description's name is from public code that reads live companies. */
export async function readDivisions(tables: SageTables, company: string): Promise<Division[]> {
  const catalogue = await tables.columns(company, 'AR_Division');
  if (catalogue?.has('ARDIVISIONNO') !== true) return [];
  const [name] = present(catalogue, ['ARDivisionDesc']);
  const columns: string[] = ['ARDivisionNo', ...(name === undefined ? [] : [name])];
  const rows = await tables.select(company, { table: 'AR_Division', columns });
  return rows
    .flatMap((row): Division[] => {
      const divisionNo = row['ARDivisionNo'];
      return divisionNo ? [{ divisionNo, name: (name && row[name]) ?? null }] : [];
    })
    .sort((one, other) => (one.divisionNo < other.divisionNo ? -1 : 1));
}
