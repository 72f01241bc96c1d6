import { textOf } from '../row.ts';
import { joined, setIfEmpty, type SaveRule } from './rule.ts';

/** The name of a person is put together. */
export const savePerson: SaveRule = (row) => {
  row.set('name', joined(textOf(row, 'firstname'), textOf(row, 'lastname')));
  return null;
};

export const saveUser: SaveRule = (row, old, so) => {
  if (!old) {
    setIfEmpty(row, 'communitynickname', String(textOf(row, 'username')).split('@')[0] ?? null);
    setIfEmpty(row, 'usertype', 'Standard');
  }
  return savePerson(row, old, so);
};

export const saveGroup: SaveRule = (row) => {
  setIfEmpty(row, 'developername', String(textOf(row, 'name')).replace(/\W+/g, '_'));
  setIfEmpty(row, 'type', 'Regular');
  return null;
};
