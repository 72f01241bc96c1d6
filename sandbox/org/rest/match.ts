import type { FieldDescribe } from 'apex-runtime';
import type { ObjectInfo } from '../schema.ts';
import type { Services } from './call.ts';
import { literal } from './literal.ts';
import { notWritable, type ReadRow } from './rows.ts';

/**
 * The rows of an upsert, with the Id in place of the external id where exactly one record has it. So the key is only read
 * when the record exists, and a user who may not edit the key can still write the rest; creating needs the key's edit right.
 */
export async function matchKeys(
  { org }: Services,
  info: ObjectInfo,
  key: FieldDescribe,
  rows: readonly ReadRow[],
): Promise<readonly ReadRow[]> {
  const values = rows.flatMap((row) => ('row' in row && given(row.row[key.name]) ? [row.row[key.name]] : []));
  if (key.name === 'Id' || values.length === 0) return rows;
  const list = values.map((value) => literal(key, String(value))).join(', ');
  const found = await org.query(
    `SELECT Id, ${key.name} FROM ${info.describe.name} WHERE ${key.name} IN (${list})`,
  );
  const records = countedBy(found, (record) => same(key, record[key.name]));
  const asked = countedBy(values, (value) => same(key, value));
  return rows.map((row) => {
    const text = 'row' in row ? same(key, row.row[key.name]) : '';
    const [record, other] = records.get(text) ?? [];
    if (!('row' in row) || !record || other || asked.get(text)?.length !== 1) return row;
    const rest = Object.entries(row.row).filter(([name]) => name !== key.name);
    const fixed = rest.map(([name]) => info.field(name) ?? info.lookup(name)).find(isFixed);
    if (fixed) return { error: notWritable([fixed.name]) };
    return { row: { ...Object.fromEntries(rest), Id: record['Id'] } };
  });
}

/** Such as a master that cannot be changed: refused even when the record has the value already. */
const isFixed = (field: FieldDescribe | undefined) =>
  field !== undefined && field.name !== 'Id' && field.createable && !field.updateable;

const given = (value: unknown) => value !== undefined && value !== null && value !== '';
const same = (key: FieldDescribe, value: unknown) => {
  const text = String(value);
  return key.type !== 'string' ? String(Number(text)) : key.caseSensitive ? text : text.toLowerCase();
};

function countedBy<T>(items: readonly T[], name: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(name(item), [...(groups.get(name(item)) ?? []), item]);
  return groups;
}
