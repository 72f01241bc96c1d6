import { Field, type FieldSpec } from '../field.ts';
import { SObjectInfo } from '../sobject-info.ts';

/**
 * Reads the notation of the files in this folder. An object begins at the margin, with name, key prefix and words: `owned`
 * has OwnerId, `setup` is an object of Setup (for the reader only), `readonly` allows no DML, `internal` is not seen by programs, `event` is a platform event.
 * The indented lines are its fields, `Name:type`, then `!` for required or `~` for read-only. Types with a number or
 * arguments: `text80` (255 without), `number(precision,scale)`, `picklist(A|B*)` with `*` at the default, `restricted(A|B)`
 * for a restricted one, `lookup(To+OrTo,Relationship,ChildRelationship)`. A required lookup deletes with its parent. A line
 * may end within a picklist, after `|`.
 */
export function readObjects(notation: string): { so: SObjectInfo; fields: Field[] }[] {
  return notation
    .trim()
    .replace(/\|\n +/g, '|')
    .split(/\n(?=\S)/)
    .map((text) => {
      const end = text.indexOf('\n');
      return { so: readObject(text.slice(0, end)), fields: readFields(text.slice(end)) };
    });
}

function readObject(line: string): SObjectInfo {
  const [name = '', prefix = '', ...words] = line.split(' ');
  return new SObjectInfo({
    name,
    prefix,
    owner: words.includes('owned'),
    noDml: words.includes('readonly'),
    internal: words.includes('internal'),
    kind: words.includes('event') ? 'event' : 'standard',
  });
}

function readFields(text: string): Field[] {
  const matches = text.matchAll(/(\w+):([a-z]+(?:64)?)(\d*)(?:\(([^)]*)\))?([!~])?(?=\s|$)/g);
  return [...matches].map(([, name = '', type = '', length, args = '', mark]) => {
    const required = mark === '!';
    const described = describe(name, type, Number(length) || 255, args);
    return new Field({
      ...described,
      required,
      readonly: mark === '~' || described.readonly === true,
      cascade: required && type === 'lookup' && name !== 'ProfileId',
    });
  });
}

/** Types that need no more than their name. */
const PLAIN: Readonly<Record<string, Omit<FieldSpec, 'name'>>> = {
  textarea: { type: 'textarea', length: 32_000 },
  email: { type: 'email', length: 80 },
  phone: { type: 'phone', length: 40 },
  url: { type: 'url', length: 255 },
  checkbox: { type: 'boolean' },
  base64: { type: 'base64' },
  integer: { type: 'int', precision: 9 },
  currency: { type: 'currency', precision: 18, scale: 2 },
  percent: { type: 'percent', precision: 5, scale: 2 },
  date: { type: 'date' },
  datetime: { type: 'datetime' },
  time: { type: 'time' },
  autonumber: { type: 'string', length: 30, autonumber: true, readonly: true, autoFmt: '{00000000}' },
};

function describe(name: string, type: string, length: number, args: string): FieldSpec {
  const plain = PLAIN[type];
  if (plain) return { name, ...plain };
  switch (type) {
    case 'text':
      return { name, type: 'string', length };
    case 'number': {
      const [precision, scale] = args.split(',').map(Number);
      return { name, type: 'double', precision: precision ?? 18, scale: scale ?? 0 };
    }
    case 'picklist':
    case 'restricted':
      return { name, type: 'picklist', restricted: type === 'restricted', ...picklist(args) };
    case 'multipicklist':
      return { name, type: 'multipicklist', ...picklist(args) };
    case 'lookup': {
      const [to = '', relationship, children] = args.split(',');
      return {
        name,
        type: 'reference',
        refTo: to.split('+'),
        relName: relationship ?? null,
        childRel: children ?? null,
      };
    }
    default:
      throw new Error(`apex-runtime internal: ${name}:${type} in the notation of standard objects`);
  }
}

function picklist(args: string): Pick<FieldSpec, 'length'> & Partial<Pick<FieldSpec, 'picklist' | 'def'>> {
  const values = args
    .split('|')
    .filter(Boolean)
    .map((text) => {
      const value = text.replace(/\*$/, '');
      return { value, label: value, def: text.endsWith('*'), active: true };
    });
  const chosen = values.find(({ def }) => def);
  return { length: 255, picklist: values, def: chosen ? { lit: chosen.value } : null };
}
