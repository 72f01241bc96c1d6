/** What a column can hold. Blank is the empty text for every kind but numbers, whose blank is 0. */
export type ColumnKind = 'text' | 'memo' | 'number' | 'date';

/** A column as Sage's data dictionary has it. `length` is characters, or all digits of a number of which `scale` are decimals. */
export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly length: number;
  readonly scale: number;
  /** Kept by Sage itself: nSetValue refuses it. */
  readonly readOnly: boolean;
  /** An all-digit value is stored zero-filled to the full length. */
  readonly zeroFill: boolean;
  /** Valid one-character values; blank is always allowed unless a default stands. */
  readonly values: string | undefined;
  readonly default: string;
}

/** A table: columns by their exact name, keys by Sage's key name with KPRIMARY first. */
export interface Table {
  readonly name: string;
  readonly columns: ReadonlyMap<string, Column>;
  readonly keys: Readonly<Record<string, readonly string[]>>;
  readonly primaryKey: readonly string[];
}

/** A row in memory: every value is text; dates `YYYY-MM-DD`; '' is blank. */
export type Row = Record<string, string>;

const MEMO_LENGTH = 2048;
const AUDIT =
  'DateCreated D ro; TimeCreated C8 ro; UserCreatedKey C10 ro; DateUpdated D ro; TimeUpdated C8 ro; UserUpdatedKey C10 ro';

/**
 * Reads a table's columns from its compact text: entries `Name Type flag...` separated by `;` or line ends.
 * Type: `C7` text, `N15.6` number, `D` date, `M` memo. `Name1..3` stands for Name1, Name2, Name3. The entry `AUDIT` stands
 * for the six audit columns. Flags: `ro` read-only, `z` zero-filled, `[ABC]` valid values, `=X` default.
 * Throws on an entry it cannot read, because the dictionary is code.
 */
export function table(name: string, columns: string, keys: Record<string, string>): Table {
  const entries = columns
    .split(/[;\n]/)
    .map((entry) => entry.trim())
    .flatMap((entry) => (entry === 'AUDIT' ? AUDIT.split('; ') : [entry]))
    .filter((entry) => entry !== '')
    .flatMap(expand)
    .map(parseColumn);
  const keyColumns = Object.fromEntries(
    Object.entries(keys).map(([key, parts]) => [key, parts.split('+')] as const),
  );
  const primaryKey = keyColumns['KPRIMARY'];
  if (primaryKey === undefined) throw new Error(`table ${name} has no KPRIMARY`);
  return {
    name,
    columns: new Map(entries.map((column) => [column.name, column])),
    keys: keyColumns,
    primaryKey,
  };
}

/** A user-defined text column, as Custom Office makes them. */
export function textColumn(name: string, length: number): Column {
  return parseColumn(`${name} C${length}`);
}

/** The declared type in the SQLite file: the ODBC catalogue tells widths from it, and its affinity keeps every value as text. */
export function declaredType(column: Column): string {
  switch (column.kind) {
    case 'text':
      return `VARCHAR(${column.length})`;
    case 'memo':
      return `LONGVARCHAR(${column.length})`;
    case 'number':
      return `NUMERIC_TEXT(${column.length},${column.scale})`;
    case 'date':
      return 'DATE';
  }
}

/** The opposite of {@link declaredType}, for columns found in a file (UDFs). */
export function columnOfDeclaredType(name: string, type: string): Column {
  const [, word, length = '0', scale = '0'] = /^([A-Z_]+)(?:\((\d+)(?:,(\d+))?\))?$/.exec(type) ?? [];
  if (word === 'VARCHAR') return parseColumn(`${name} C${length}`);
  if (word === 'LONGVARCHAR') return parseColumn(`${name} M`);
  if (word === 'NUMERIC_TEXT') return parseColumn(`${name} N${length}.${scale}`);
  if (word === 'DATE') return parseColumn(`${name} D`);
  throw new Error(`column ${name} has the unknown type ${type}`);
}

/** A row with every column at its default. */
export function blankRow(of: Table): Row {
  const row: Row = {};
  for (const column of of.columns.values()) row[column.name] = column.default;
  return row;
}

const kinds: ReadonlyMap<string, ColumnKind> = new Map([
  ['C', 'text'],
  ['N', 'number'],
  ['D', 'date'],
  ['M', 'memo'],
]);

function expand(entry: string): string[] {
  const range = /^(\w*?)(\d)\.\.(\d) (.+)$/.exec(entry);
  if (range === null) return [entry];
  const [, name, first, last, rest] = range;
  const count = Number(last) - Number(first) + 1;
  return Array.from({ length: count }, (_, i) => `${name}${Number(first) + i} ${rest}`);
}

export function parseColumn(entry: string): Column {
  const [name = '', type = '', ...flags] = entry.split(/\s+/);
  const [, letter, digits = '0', scale = '0'] = /^([CNDM])(?:(\d+)(?:\.(\d+))?)?$/.exec(type) ?? [];
  const kind = kinds.get(letter ?? '');
  if (kind === undefined || !/^\w+$/.test(name)) throw new Error(`dictionary entry not understood: ${entry}`);
  const given = (pattern: RegExp): string | undefined =>
    flags.map((flag) => pattern.exec(flag)?.[1]).find((found) => found !== undefined);
  return {
    name,
    kind,
    length: kind === 'memo' ? MEMO_LENGTH : kind === 'date' ? 10 : Number(digits),
    scale: Number(scale),
    readOnly: flags.includes('ro'),
    zeroFill: flags.includes('z'),
    values: given(/^\[(.+)\]$/),
    default: given(/^=(.*)$/) ?? (kind === 'number' ? '0' : ''),
  };
}
