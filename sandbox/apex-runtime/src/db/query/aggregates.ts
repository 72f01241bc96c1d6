import type { AggregateItem, Comparison, Query, SelectItem } from '../../parse/query.ts';
import { Dec, toDec } from '../../runtime/decimal.ts';
import { R } from '../../runtime/rt.ts';
import { AList, SObj, type Value } from '../../runtime/values.ts';
import type { Row } from '../row.ts';
import { predicate, type ConditionContext } from './conditions.ts';
import { queryError, type QueryContext, type Reader } from './context.ts';
import { itemReader } from './items.ts';
import { pathReader } from './paths.ts';
import { page, sorted } from './sort.ts';
import { compareValues, keyOf } from './values.ts';

/** Rows with the same values of the GROUP BY items. */
interface Group {
  readonly values: readonly Value[];
  readonly rows: Row[];
}
interface Column {
  readonly name: string;
  readonly read: Reader<Group>;
}

/** The rows of a query with aggregates or GROUP BY. */
export function aggregate(
  query: Query,
  rows: readonly Row[],
  context: QueryContext,
  subquery: ConditionContext<Group>['subquery'],
): AList {
  const grouping = query.groupBy ?? [];
  const columns = columnsOf(query, context);
  const reader = (item: SelectItem): Reader<Group> => groupReader(item, grouping, columns, context);
  let groups = grouped(rows, grouping, context);
  if (query.having)
    groups = groups.filter(
      predicate<Group>(query.having, {
        ...context,
        subquery,
        reader: ({ item, path }: Comparison) => reader(item ?? { k: 'field', path: path ?? [] }),
      }),
    );
  if (query.orderBy)
    groups = sorted(
      groups,
      query.orderBy.map((order) => ({
        read: reader(order.item ?? { k: 'field', path: order.path ?? [] }),
        order,
        compare: compareValues,
      })),
    );
  const type = R.org.schema.need('AggregateResult').T;
  const results = page(groups, query, context.binds).map((group) => {
    const record = new SObj(type);
    for (const { name, read } of columns) record.f.set(name, read(group));
    return record;
  });
  return new AList(type, results);
}

/** Without GROUP BY all rows are one group, even when there are none. */
function grouped(rows: readonly Row[], grouping: readonly SelectItem[], context: QueryContext): Group[] {
  const readers = grouping.map((item) => itemReader(item, context));
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const values = readers.map((read) => read(row));
    const key = values.map((value) => (value === null ? '\0' : String(keyOf(value, null)))).join('\u0001');
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { values, rows: [row] });
  }
  if (grouping.length === 0 && groups.size === 0) return [{ values: [], rows: [] }];
  return [...groups.values()];
}

/** Aggregates and functions without an alias are called expr0, expr1... */
function columnsOf(query: Query, context: QueryContext): Column[] {
  let unnamed = 0;
  const numbered = (): string => {
    unnamed += 1;
    return `expr${unnamed - 1}`;
  };
  return query.select.map((item) => {
    if (item.k === 'agg')
      return { name: (item.alias || numbered()).toLowerCase(), read: aggregateReader(item, context) };
    const path = pathOf(item);
    const alias = 'alias' in item ? item.alias : undefined;
    const name = alias || (item.k === 'fn' ? numbered() : (path.at(-1) ?? ''));
    const position = positionIn(query.groupBy ?? [], item);
    if (position < 0) queryError(`Field must be grouped or aggregated: ${path.join('.')}`);
    return { name: name.toLowerCase(), read: ({ values }) => values[position] ?? null };
  });
}

/** What HAVING and ORDER BY may name: an aggregate, what is grouped by, or a column by its alias. */
function groupReader(
  item: SelectItem,
  grouping: readonly SelectItem[],
  columns: readonly Column[],
  context: QueryContext,
): Reader<Group> {
  if (item.k === 'agg') return aggregateReader(item, context);
  const position = positionIn(grouping, item);
  if (position >= 0) return ({ values }) => values[position] ?? null;
  const name = pathOf(item)[0]?.toLowerCase();
  const column = columns.find((candidate) => candidate.name === name);
  return column ? column.read : queryError('Field must be grouped or aggregated');
}

const pathOf = (item: SelectItem): string[] => ('path' in item ? (item.path ?? []) : []);

function positionIn(grouping: readonly SelectItem[], item: SelectItem): number {
  const describe = (part: SelectItem): string =>
    `${part.k} ${'fn' in part ? part.fn : ''} ${pathOf(part).join('.').toLowerCase()}`;
  return grouping.findIndex((candidate) => describe(candidate) === describe(item));
}

const total = (values: readonly Value[]): Dec =>
  values.reduce<Dec>((sum, value) => sum.add(toDec(value) ?? ZERO), ZERO);
const ZERO = new Dec(0n, 0);

function extreme(values: readonly Value[], sign: 1 | -1): Value {
  return values.reduce((best, value) => (compareValues(value, best) * sign > 0 ? value : best));
}

function aggregateReader({ fn, path }: AggregateItem, context: QueryContext): Reader<Group> {
  const read = path && pathReader(path, context);
  if (!read) return ({ rows }) => rows.length; // COUNT()
  return ({ rows }) => {
    const values = rows.map(read).filter((value) => value !== null);
    if (fn === 'count') return values.length;
    if (fn === 'count_distinct') return new Set(values.map((value) => keyOf(value, null))).size;
    if (values.length === 0) return null;
    if (fn === 'sum') return total(values);
    if (fn === 'avg') return total(values).div(Dec.int(values.length));
    return extreme(values, fn === 'min' ? -1 : 1);
  };
}
