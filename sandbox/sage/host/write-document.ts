import type { BusinessObject, Result } from '../boi/business-object.ts';
import { SalesOrder } from '../boi/sales-order.ts';
import { HostError, type Cell, type ErrorBody, type RequestOf, type Warning } from './protocol.ts';

type Write = RequestOf<'write'>;
type Values = Record<string, string>;
type Place = Pick<ErrorBody, 'stage' | 'column' | 'line'>;

export interface Written {
  readonly existed: boolean;
  readonly warnings: readonly Warning[];
  readonly read: Values;
  readonly lines: readonly { readonly read: Values }[];
}

/** Carries out one document in the order of the message. Throws HostError at the first call that fails; nothing is saved then. */
export function writeDocument(object: BusinessObject, request: Write): Written {
  const warnings: Warning[] = [];
  const existed = openRecord(object, request);
  setCells(object, request.set, { stage: 'set' }, warnings);
  const lines = (request.lines ?? []).map((line, i) => {
    if (!(object instanceof SalesOrder)) {
      throw new HostError({
        kind: 'refused',
        stage: 'line',
        line: i,
        message: `${request.object} has no lines`,
      });
    }
    const { oLines } = object;
    if (line.delete === true) {
      const editKey = editKeyOf(oLines, line.lineKey ?? '', i);
      judge(oLines.nDeleteLine(editKey), oLines, { stage: 'line', line: i }, warnings);
      return { read: {} };
    }
    const opened =
      line.lineKey === undefined ? oLines.nAddLine() : oLines.nEditLine(editKeyOf(oLines, line.lineKey, i));
    judge(opened, oLines, { stage: 'line', line: i }, warnings);
    setCells(oLines, line.set, { stage: 'line', line: i }, warnings);
    const read = readValues(oLines, line.read, { stage: 'line', line: i });
    judge(oLines.nWrite(), oLines, { stage: 'linewrite', line: i }, warnings);
    return { read };
  });
  const read = readValues(object, request.read ?? [], { stage: 'write' });
  judge(object.nWrite(), object, { stage: 'write' }, warnings);
  return { existed, warnings, read, lines };
}

/** The edit key of a line that exists; none means that the order has no such line. */
function editKeyOf(lines: SalesOrder['oLines'], lineKey: string, line: number): string {
  if (!lines.areEditable) {
    throw new HostError({ kind: 'unsupported', stage: 'line', line, message: 'sGetEditKey is not there' });
  }
  const editKey = lines.sGetEditKey(lineKey);
  if (editKey !== '') return editKey;
  const message = `The order has no line ${lineKey}. ${lines.sLastErrorMsg}`;
  throw new HostError({ kind: 'refused', stage: 'line', line, message });
}

/** What a line of a document that is dropped would be, or why Sage refuses it. */
export interface Shown {
  readonly read: Values;
  readonly refused?: { readonly message: string; readonly column?: string };
}

/** Fills a new document without writing anything of it; a line that is refused is told at its place. */
export function previewDocument(
  object: BusinessObject,
  request: RequestOf<'preview'>,
): { readonly lines: readonly Shown[] } {
  openRecord(object, { ...request, mode: 'create' });
  setCells(object, request.set, { stage: 'set' }, []);
  if (!(object instanceof SalesOrder)) {
    throw new HostError({ kind: 'refused', stage: 'line', message: `${request.object} has no lines` });
  }
  const { oLines } = object;
  const lines = request.lines.map((line, i): Shown => {
    try {
      judge(oLines.nAddLine(), oLines, { stage: 'line', line: i }, []);
      setCells(oLines, line.set, { stage: 'set', line: i }, []);
      return { read: readValues(oLines, line.read, { stage: 'line', line: i }) };
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      const { message, column } = error.body;
      return { read: {}, refused: { message, ...(column === undefined ? {} : { column }) } };
    }
  });
  return { lines };
}

/** Opens and deletes a record; a record that is not there is no error. */
export function deleteDocument(
  object: BusinessObject,
  { key }: RequestOf<'delete'>,
): { readonly existed: boolean } {
  if (open(object, key) === 2) return { existed: false };
  judge(object.nDelete(), object, { stage: 'delete' }, []);
  return { existed: true };
}

function openRecord(object: BusinessObject, { key, mode }: Pick<Write, 'key' | 'mode'>): boolean {
  const found = open(object, key);
  const name = key.map(([, value]) => value).join('-');
  if (found === 1 && mode === 'create') {
    throw new HostError({ kind: 'exists', stage: 'key', message: `${name} exists already` });
  }
  if (found === 2 && mode === 'update') {
    throw new HostError({ kind: 'missing', stage: 'key', message: `${name} does not exist` });
  }
  return found === 1;
}

/** 1 existing, 2 new; a record that is in use or that may not be opened is an error. */
function open(object: BusinessObject, key: readonly Cell[]): 1 | 2 {
  const found = positionOn(object, key);
  if (found !== 0) return found;
  const kind = object.isInUse ? 'locked' : 'refused';
  throw new HostError({ kind, stage: 'key', message: object.sLastErrorMsg });
}

/** One part: nSetKey(value); several: nSetKeyValue for each, then nSetKey(). */
function positionOn(object: BusinessObject, key: readonly Cell[]): 0 | 1 | 2 {
  const [first, ...others] = key;
  if (first !== undefined && others.length === 0) return object.nSetKey(first[1]);
  for (const [column, value] of key)
    judge(object.nSetKeyValue(column, value), object, { stage: 'key', column }, []);
  return object.nSetKey();
}

function setCells(
  object: Pick<BusinessObject, 'nSetValue' | 'sLastErrorMsg'>,
  cells: readonly Cell[],
  place: Place,
  warnings: Warning[],
): void {
  for (const [column, value] of cells)
    judge(object.nSetValue(column, value), object, { ...place, column }, warnings);
}

function readValues(
  object: Pick<BusinessObject, 'nGetValue' | 'sLastErrorMsg'>,
  columns: readonly string[],
  place: Place,
): Values {
  const values: Values = {};
  for (const column of columns) {
    const value = object.nGetValue(column);
    if (value === undefined) {
      throw new HostError({ kind: 'refused', ...place, column, message: object.sLastErrorMsg });
    }
    values[column] = value;
  }
  return values;
}

/** 0 ends the document, -1 is kept as a warning; the text is of the object that was called. */
function judge(
  result: Result,
  { sLastErrorMsg }: { sLastErrorMsg: string },
  place: Place,
  warnings: Warning[],
): void {
  const { stage, ...where } = place;
  if (result === 0) throw new HostError({ kind: 'refused', stage, ...where, message: sLastErrorMsg });
  if (result === -1) warnings.push({ ...where, message: sLastErrorMsg });
}
