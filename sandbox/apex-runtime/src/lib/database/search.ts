/** SOSL: in tests the fixed search results, else the records that have the searched text in one of their fields. */
import { define, listOf, t } from '../../compile/types.ts';
import { runQuery } from '../../db/query.ts';
import { parseSoql } from '../../parse/soql.ts';
import { count } from '../../runtime/limits.ts';
import { notModelled, R } from '../../runtime/rt.ts';
import { AList, SObj, type Value } from '../../runtime/values.ts';
import { statics } from '../typed.ts';
import { callerBinds, queryError } from './query.ts';

/** One object of the RETURNING clause: its fields and what follows them, as written in the parentheses. */
interface Returned {
  readonly object: string;
  readonly body: string;
}

const OBJECT =
  /(\w+)\s*(?:\(((?:[^()']|'(?:\\.|[^'])*'|\([^()]*\))*)\))?\s*(?:,\s*|$|(?=\b(?:limit|with|update)\b))/iy;
const AFTER_OBJECTS = /^(limit|with|update)\b/i;

function returnedObjects(text: string): Returned[] {
  const rest = /returning\s+([\s\S]*)$/i.exec(text)?.[1] ?? '';
  const objects: Returned[] = [];
  const pattern = new RegExp(OBJECT);
  while (pattern.lastIndex < rest.length && !AFTER_OBJECTS.test(rest.slice(pattern.lastIndex))) {
    const [, object, body = 'Id'] = pattern.exec(rest) ?? [];
    if (object === undefined) break;
    objects.push({ object, body });
  }
  return objects;
}

/** The searched text, without wildcards, in lower case. */
function searchTerm(text: string, binds: readonly Value[]): string {
  const [, bind, quoted, braced] = /find\s+(?::__b(\d+)|'((?:\\.|[^'])*)'|\{([^}]*)\})/i.exec(text) ?? [];
  const term = bind === undefined ? (quoted ?? braced ?? '') : String(binds[Number(bind)]);
  return term.replace(/[*?"]/g, '').toLowerCase();
}

function isFound(record: Value, term: string): boolean {
  if (!(record instanceof SObj) || !record.so) return false;
  const id = record.get('id');
  const { test } = R;
  if (test) return Array.isArray(test.fixedSearch) && test.fixedSearch.includes(id);
  const row = R.org.db.get(record.so.key, String(id));
  return [...(row?.values() ?? [])].some(
    (value) => typeof value === 'string' && value.toLowerCase().includes(term),
  );
}

function search(text: string, binds: readonly Value[]): AList {
  count('sosl', 1);
  const term = searchTerm(text, binds);
  const lists = returnedObjects(text).map(({ object, body }) => {
    const [fields = '', ...clauses] = body.split(/\b(?=where\b|order\s+by\b|limit\b|offset\b)/i);
    const query = parseSoql(`SELECT ${fields.trim() || 'Id'} FROM ${object} ${clauses.join('')}`, queryError);
    const env = { bind: (index: number) => binds[index] ?? null, named: callerBinds };
    const rows = runQuery(query, env, { noCount: true });
    if (typeof rows === 'number') return new AList(t.sobject);
    return new AList(
      rows.e,
      rows.a.filter((record) => isFound(record, term)),
    );
  });
  return new AList(listOf(t.sobject), lists);
}
R.sosl = search;

define('System.Search', {
  s: statics({
    'query(String):List<List<SObject>>': (text) => search(text, []),
    'query(String,AccessLevel):List<List<SObject>>': (text) => search(text, []),
    'find(String):Object': () => notModelled('Search.find'),
  }),
});
