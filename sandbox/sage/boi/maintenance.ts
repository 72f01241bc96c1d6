import type { Row } from '../dictionary/table.ts';
import { createdBy, updatedBy } from './audit.ts';
import { BusinessObject, type Result } from './business-object.ts';

/** A maintenance object of one table: stamped and written as it is. */
export abstract class Maintenance extends BusinessObject {
  protected write(row: Row): Result {
    const { store, userKey, now, duringWrite } = this.session;
    const key = this.key ?? [];
    const stampNow = now();
    store.transaction(() => {
      if (this.original === undefined)
        store.insert(this.table.name, { ...row, ...createdBy(userKey, stampNow) });
      else store.update(this.table.name, key, { ...this.#changes(row), ...updatedBy(userKey, stampNow) });
      duringWrite();
    });
    return 1;
  }

  protected override erase(_found: Row): 0 | 1 {
    const { store, duringWrite } = this.session;
    const condition = this.table.primaryKey.map((part) => `${part} = ?`).join(' AND ');
    store.transaction(() => {
      store.remove(this.table.name, condition, this.key ?? []);
      duringWrite();
    });
    return 1;
  }

  /** Only what was changed, so that amounts which orders moved meanwhile are not written back. */
  #changes(row: Row): Row {
    return Object.fromEntries(
      Object.entries(row).filter(([column, value]) => value !== this.original?.[column]),
    );
  }
}
