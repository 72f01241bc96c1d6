import type { Column, Row } from '../dictionary/table.ts';
import type { Result, Rule } from './business-object.ts';
import { Maintenance } from './maintenance.ts';
import { referenceRule } from './references.ts';
import type { Session } from './session.ts';

/** What postings keep of an item. */
const KEPT = [
  'TotalQuantityOnHand',
  'AverageUnitCost',
  'LastTotalUnitCost',
  'LastSoldDate',
  'LastReceiptDate',
];

/** CI_ItemCode_bus: items of all types (table CI_Item). */
export class Item extends Maintenance {
  constructor(session: Session) {
    super(session, session.store.table('CI_Item'));
  }

  protected override keyRefusal([itemCode = '']: readonly string[]): string | undefined {
    return itemCode === itemCode.toUpperCase() ? undefined : `The Item Code ${itemCode} must be upper case`;
  }

  protected override readOnlyReason(column: Column): string | undefined {
    const isTypeOfExisting = column.name === 'ItemType' && this.original !== undefined;
    return KEPT.includes(column.name) || isTypeOfExisting
      ? `The ${column.name} cannot be changed`
      : super.readOnlyReason(column);
  }

  protected override rule(column: string): Rule | undefined {
    return referenceRule(this.session, column);
  }

  protected override save(row: Row): Result {
    const isRegular = row['ItemType'] === '1';
    const required = ['ItemCodeDesc', ...(isRegular ? ['StandardUnitOfMeasure'] : [])];
    const missing = required.find((column) => (row[column] ?? '') === '');
    return missing === undefined ? this.write(row) : this.refuse(`The ${missing} is required`);
  }
}
