/** A SOQL query as the parser reads it and the record store runs it. */
export interface Query {
  /** The query as it was written. */
  text: string;
  select: SelectItem[];
  /** The object, or for a subquery the child relationship. */
  from: string;
  alias: string | null;
  where: Condition | null;
  groupBy: SelectItem[] | null;
  having: Condition | null;
  orderBy: OrderItem[] | null;
  limit: QueryValue | null;
  offset: QueryValue | null;
  /** `SELECT COUNT() FROM ...`: the result is a number. */
  isCount: boolean;
  /** The result is AggregateResult rows. */
  isAggregate: boolean;
  allRows: boolean;
  /** `security_enforced`, `user_mode` or `system_mode`. */
  mode: string | null;
  forUpdate: boolean;
}

/** A field, with the relationships that lead to it: `['Account', 'Owner', 'Name']`. */
export type FieldPath = string[];

export interface FieldItem {
  k: 'field';
  path: FieldPath;
  alias?: string;
}
/** `COUNT(Id)`, `SUM(Amount)`...; `COUNT()` has no path. */
export interface AggregateItem {
  k: 'agg';
  fn: string;
  path: FieldPath | null;
  alias?: string;
}
/** A date function, `FORMAT`, `toLabel`... */
export interface FunctionItem {
  k: 'fn';
  fn: string;
  arg: SelectItem;
  path: FieldPath | null;
  alias?: string;
}
/** A subquery of a child relationship. */
export interface SubqueryItem {
  k: 'sub';
  q: Query;
}
export interface TypeofItem {
  k: 'typeof';
  path: FieldPath;
  whens: { type: string; fields: FieldPath[] }[];
  els: FieldPath[] | null;
}
/** `FIELDS(ALL)`, `FIELDS(CUSTOM)` or `FIELDS(STANDARD)`. */
export interface FieldsItem {
  k: 'fields';
  which: string;
}
export type SelectItem = FieldItem | AggregateItem | FunctionItem | SubqueryItem | TypeofItem | FieldsItem;

/** A sort key: a field's path, or another item. */
export interface OrderItem {
  path: FieldPath | null;
  item: SelectItem | null;
  desc: boolean;
  /** `first` or `last`. */
  nulls: string | null;
}

export interface Comparison {
  k: 'cmp';
  path: FieldPath | null;
  /** The function or aggregate that is compared; null for a plain field. */
  item: SelectItem | null;
  op: string;
  v: QueryValue;
}
export type Condition = { k: 'and' | 'or'; a: Condition[] } | { k: 'not'; a: Condition } | Comparison;

export type QueryValue =
  | { k: 'lit'; v: string | boolean | null; str?: boolean }
  /** A number, date, time or date-time as it is written. */
  | { k: 'num' | 'date' | 'time' | 'dt'; v: string }
  /** A date literal such as `LAST_N_DAYS:30`, in lower case. */
  | { k: 'dlit'; n: string; arg: number | null }
  /** A bind of an inline query, by its position. */
  | { k: 'bind'; i: number }
  /** A bind of a dynamic query, by its name. */
  | { k: 'nbind'; n: string }
  | { k: 'list'; a: QueryValue[] }
  | { k: 'subq'; q: Query };
