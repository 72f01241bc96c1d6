/** Queries: those of the source, whose binds are positions, and dynamic ones, whose binds are names. */
import { t } from '../../compile/types.ts';
import { runQuery } from '../../db/query.ts';
import type { Query } from '../../parse/query.ts';
import { parseSoql } from '../../parse/soql.ts';
import { arg, mkEx, R, throwEx } from '../../runtime/rt.ts';
import { AList, SObj, type AMap, type Value } from '../../runtime/values.ts';
import type { AccessLevel } from './options.ts';

/** Finds the value of `:name`. */
export type Binds = (name: string) => Value;

const MAX_PARSED = 2000;
const parsed = new Map<string, Query>();
export const queryError = (message: string) => mkEx('System.QueryException', message);

/** Parses a dynamic query; the last 2,000 texts are remembered. */
export function parseQuery(text: string): Query {
  const known = parsed.get(arg(text));
  if (known) return known;
  const query = parseSoql(text, queryError);
  if (parsed.size > MAX_PARSED) parsed.clear();
  parsed.set(text, query);
  return query;
}

/** Runs a dynamic query; a number for `SELECT COUNT()`. Mode `user_mode` enforces the user's access. */
export function dynamic(text: string, named: Binds, mode: string | null = null): AList | number {
  return runQuery(parseQuery(text), { bind: () => null, named }, { mode });
}

R.soql = (query, binds) =>
  runQuery(query, { bind: (index: number) => binds[index] ?? null, named: () => null });

/** The variables of the method that runs the query: the compiler provides them where a query is run. */
export const callerBinds: Binds = (name) => {
  const value = R.bindScope?.(name);
  return value === undefined ? throwEx('System.QueryException', `Variable does not exist: ${name}`) : value;
};

/** The entries of a bind map, whatever the case of their names. */
export const mapBinds =
  (map: AMap): Binds =>
  (name) => {
    for (const [key, value] of arg(map).entries())
      if (String(key).toLowerCase() === name.toLowerCase()) return value;
    return throwEx('System.QueryException', `Key '${name}' does not exist in the bindMap`);
  };

export const modeOf = (level: AccessLevel | null): string | null =>
  level?.mode === 'USER_MODE' ? 'user_mode' : null;

/** The rows of a query; none for `SELECT COUNT()`. */
export function queryRows(text: string, binds: Binds, level: AccessLevel | null = null): AList {
  const result = dynamic(text, binds, modeOf(level));
  return typeof result === 'number' ? new AList(t.sobject) : result;
}

/** Database.countQuery: the number a query answers, in a single row or as such, or else how many rows there are. */
export function countRows(text: string, binds: Binds, level: AccessLevel | null = null): number {
  const result = dynamic(text, binds, modeOf(level));
  if (typeof result === 'number') return result;
  const [first] = result.a;
  if (first instanceof SObj && first.f.size === 1) {
    const [value] = first.f.values();
    if (typeof value === 'number') return value;
  }
  return result.a.length;
}
