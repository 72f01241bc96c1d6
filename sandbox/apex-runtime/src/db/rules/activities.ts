import { ADatetime } from '../../runtime/temporal.ts';
import { R } from '../../runtime/rt.ts';
import { textOf } from '../row.ts';
import { setIfEmpty, type SaveRule } from './rule.ts';

const is = (text: string | null, wanted: string): boolean => text?.toLowerCase() === wanted;

export const saveCase: SaveRule = (row) => {
  const closed = is(textOf(row, 'status'), 'closed');
  row.set('isclosed', closed);
  if (closed) setIfEmpty(row, 'closeddate', ADatetime.now());
  return null;
};

/** A task of an account or an opportunity belongs to that account. */
export const saveTask: SaveRule = (row) => {
  row.set('isclosed', is(textOf(row, 'status'), 'completed'));
  row.set('ishighpriority', is(textOf(row, 'priority'), 'high'));
  const what = textOf(row, 'whatid');
  if (what?.startsWith('001')) row.set('accountid', what);
  else if (what?.startsWith('006')) row.set('accountid', R.org.db.find(what)?.get('accountid') ?? null);
  return null;
};
