import fs from 'node:fs';
import { t, type ApexType } from '../../compile/types.ts';
import { R, throwEx } from '../../runtime/rt.ts';
import { AList, SObj, type Value } from '../../runtime/values.ts';

/** The bytes of a static resource of the project. */
export function staticResource(name: Value): Buffer {
  const file = R.org.meta.staticResources.get(String(name).toLowerCase())?.file;
  return file
    ? fs.readFileSync(file)
    : throwEx('System.CalloutException', `Static resource not found: ${String(name)}`);
}

/** The cells of one line of CSV. Test.loadData takes no line breaks within cells. */
function cells(line: string): string[] {
  const found = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell);
  return found
    .slice(0, -1)
    .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replace(/""/g, '"') : cell));
}

/** Test.loadData: inserts the rows of a CSV file. */
function loadData(type: ApexType, resource: string): AList {
  if (type.kind !== 'sobject') return new AList(t.sobject);
  const lines = staticResource(resource).toString('utf8').split(/\r?\n/).filter(Boolean);
  const [head = [], ...rows] = lines.map(cells);
  const records = rows.map((row) => {
    const record = new SObj(type);
    for (const [position, name] of head.entries()) {
      const field = type.so?.field(name.toLowerCase());
      const text = row[position];
      if (field && text) record.set(field.key, R.fromText(field, text));
    }
    return record;
  });
  const list = new AList(type, records);
  R.dmlStmt('insert', [list], null, null);
  return list;
}
R.loadData = loadData;
