import type { Row } from '../dictionary/table.ts';
import type { TableStore } from '../store/table-store.ts';
import type { Rule } from './business-object.ts';

/** A known ZipCode overwrites city and state, as Sage does: callers set them after it. */
export function zipRule(store: TableStore, row: () => Row | undefined, prefix: '' | 'ShipTo'): Rule {
  return (zipCode) => {
    const known = zipCode === '' ? undefined : store.find('SY_ZipCode', zipCode);
    if (known !== undefined) {
      Object.assign(row() ?? {}, { [`${prefix}City`]: known['City'], [`${prefix}State`]: known['State'] });
    }
    return undefined;
  };
}
