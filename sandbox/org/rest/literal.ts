import type { FieldDescribe } from 'apex-runtime';

const NUMERIC = new Set(['int', 'double', 'currency', 'percent']);

/** A field's value as SOQL writes it; a number field's text that is no number becomes `null`, which no key equals. */
export function literal(field: FieldDescribe, value: string): string {
  if (!NUMERIC.has(field.type)) return `'${escaped(value)}'`;
  return /^-?\d{1,18}(\.\d{1,18})?$/.test(value) ? value : 'null';
}

function escaped(text: string): string {
  return text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t');
}
