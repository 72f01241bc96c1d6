import { createHash } from 'node:crypto';
import type { ValueMapLine } from '../contract/mapping.ts';

/** A row as it is stored, also one that is not complete: both halves must tell its revision. */
export interface RevisionRow {
  readonly name: string;
  readonly object?: string | undefined;
  readonly table?: string | undefined;
  readonly direction?: string | undefined;
  readonly owner?: string | undefined;
  readonly kind?: string | undefined;
  readonly salesforceField?: string | undefined;
  readonly sageField?: string | undefined;
  readonly constant?: string | undefined;
  readonly values: readonly ValueMapLine[];
  readonly transforms: readonly string[];
  readonly defaultWhenBlank?: string | undefined;
  readonly active: boolean;
}

const hash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** A member as `<UTF-16 units>:<text>`, `-` when it is blank: no text can be mistaken for two. */
const part = (text: string | undefined): string => (text ? `${text.length}:${text}` : '-');

/**
 * The revision of a mapping: what both halves compute alike from its active rows (contract/README.md, "The field mapping"), whatever their
 * order. `none` without active rows. Hashes are sorted, not texts, because platforms collate texts differently.
 */
export function mappingRevision(rows: readonly RevisionRow[]): string {
  const hashes = rows.filter(({ active }) => active).map((row) => hash(rowText(row)));
  return hashes.length === 0 ? 'none' : hash(hashes.sort().join('\n')).slice(0, 12);
}

function rowText(row: RevisionRow): string {
  const lines = row.values.map(({ salesforce, sage }) => hash(part(salesforce) + part(sage)));
  return [
    row.name,
    row.object,
    row.table,
    row.direction,
    row.owner,
    row.kind,
    row.salesforceField,
    row.sageField,
    row.constant,
    row.kind === 'ValueMap' ? lines.sort().join('') : undefined,
    row.transforms.join(';'),
    row.defaultWhenBlank,
  ]
    .map(part)
    .join('');
}
