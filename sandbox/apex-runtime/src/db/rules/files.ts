import { R } from '../../runtime/rt.ts';
import { Blob, type Value } from '../../runtime/values.ts';
import { indexedBy } from '../indexed.ts';
import { edited, idOf, textOf, valueOf, type Row } from '../row.ts';
import { setIfEmpty, type SaveRule } from './rule.ts';

/** FileType by extension; others are the extension in capitals. */
const FILE_TYPES: Readonly<Record<string, string>> = {
  jpg: 'JPG',
  jpeg: 'JPG',
  png: 'PNG',
  pdf: 'PDF',
  txt: 'TEXT',
  csv: 'CSV',
  docx: 'WORD_X',
  doc: 'WORD',
  xlsx: 'EXCEL_X',
  xls: 'EXCEL',
  html: 'HTML',
  json: 'JSON',
  zip: 'ZIP',
};

const sizeOf = (value: Value): number => (value instanceof Blob ? value.b.length : 0);

export const saveAttachment: SaveRule = (row) => {
  row.set('bodylength', sizeOf(valueOf(row, 'body')));
  return null;
};

export const saveContentVersion: SaveRule = (row, old) => {
  if (old) return null;
  const path = textOf(row, 'pathonclient') || textOf(row, 'title') || '';
  const extension = path.includes('.') ? (path.split('.').at(-1) ?? null) : null;
  row.set('islatest', true);
  row.set('fileextension', extension);
  row.set(
    'filetype',
    extension ? (FILE_TYPES[extension.toLowerCase()] ?? extension.toUpperCase()) : 'UNKNOWN',
  );
  setIfEmpty(row, 'title', path.replace(/\.[^.]+$/, ''));
  row.set('contentsize', sizeOf(valueOf(row, 'versiondata')));
  return null;
};

/** After a version is in the store: its document is made, or shows the new version. */
export function contentVersionSaved(version: Row): void {
  const { db } = R.org;
  const known = textOf(version, 'contentdocumentid');
  if (known)
    for (const other of indexedBy('ContentVersion', 'contentdocumentid', known))
      if (idOf(other) !== idOf(version))
        db.write('contentversion', idOf(other), edited(other, { islatest: false }));
  const id = known ?? newDocument(version);
  const document = db.get('contentdocument', id);
  if (!document) return;
  const next = edited(document, { latestpublishedversionid: idOf(version) });
  for (const key of ['title', 'filetype', 'fileextension', 'contentsize'])
    next.set(key, valueOf(version, key));
  db.write('contentdocument', id, next);
}

function newDocument(version: Row): string {
  const { db } = R.org;
  const id = insert('ContentDocument', {
    createddate: valueOf(version, 'createddate'),
    createdbyid: R.user,
    ownerid: R.user,
  });
  db.write('contentversion', idOf(version), edited(version, { contentdocumentid: id }));
  const location = textOf(version, 'firstpublishlocationid');
  if (location)
    insert('ContentDocumentLink', { contentdocumentid: id, linkedentityid: location, sharetype: 'V' });
  return id;
}

function insert(object: string, values: Record<string, Value>): string {
  const { db, schema } = R.org;
  const so = schema.need(object);
  const id = db.newId(so);
  db.write(so.key, id, new Map(Object.entries({ id, isdeleted: false, ...values })));
  return id;
}
