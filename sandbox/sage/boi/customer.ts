import { Decimal } from 'decimal.js';
import type { Row } from '../dictionary/table.ts';
import type { Result, Rule } from './business-object.ts';
import { Maintenance } from './maintenance.ts';
import { nextNumber } from './numbers.ts';
import { countryRule, referenceRule, salespersonRule } from './references.ts';
import type { Session } from './session.ts';
import { zipRule } from './zip-codes.ts';

const SHORT_CUSTOMER_NO = 7;

/** AR_Customer_bus. */
export class Customer extends Maintenance {
  constructor(session: Session) {
    super(session, session.store.table('AR_Customer'));
  }

  /** The next free number of the division given by nSetKeyValue, where customers are numbered automatically. undefined: see sLastErrorMsg. */
  nGetNextCustomerNo(): string | undefined {
    const { store } = this.session;
    const division = this.keyPart('ARDivisionNo');
    if (store.find('AR_Options', 'A/R')?.['AutoCustomerNo'] !== 'Y') {
      this.refuse('Customers are not numbered automatically');
      return undefined;
    }
    if (!store.exists('AR_Division', division)) {
      this.refuse(`The Division ${division} is not on file`);
      return undefined;
    }
    const taken = (no: string): boolean => store.exists('AR_Customer', division, no);
    const next = nextNumber(store, { table: 'AR_Options', key: 'A/R', column: 'NextCustomerNo', taken });
    if (next === undefined) this.refuse('There are no customer numbers left');
    return next;
  }

  protected override keyRefusal([division = '', customerNo = '']: readonly string[]): string | undefined {
    const expanded = this.session.store.find('AR_Options', 'A/R')?.['ExpandedCustomerNo'] === 'Y';
    if (!this.session.store.exists('AR_Division', division)) return `The Division ${division} is not on file`;
    if (customerNo !== customerNo.toUpperCase()) return `The Customer No ${customerNo} must be upper case`;
    const tooLong = !expanded && customerNo.length > SHORT_CUSTOMER_NO;
    return tooLong
      ? `The Customer No ${customerNo} is longer than ${SHORT_CUSTOMER_NO} characters`
      : undefined;
  }

  protected override fillNew(row: Row): void {
    const options = this.session.store.find('AR_Options', 'A/R');
    row['TermsCode'] = options?.['DefaultTermsCode'] ?? '';
    row['TaxSchedule'] = options?.['DefaultTaxSchedule'] ?? '';
    row['DateEstablished'] = this.session.moduleDate;
  }

  protected override rule(column: string): Rule | undefined {
    const rules: Readonly<Record<string, Rule>> = {
      SalespersonNo: salespersonRule(this.session, () => this.row?.['SalespersonDivisionNo'] ?? ''),
      CountryCode: countryRule,
      ZipCode: zipRule(this.session.store, () => this.row, ''),
      ContactCode: (code) => this.#onFile('AR_CustomerContact', 'Contact Code', code),
      PrimaryShipToCode: (code) => this.#onFile('SO_ShipToAddress', 'Ship To Code', code),
    };
    return rules[column] ?? referenceRule(this.session, column);
  }

  protected override save(row: Row): Result {
    const options = this.session.store.find('AR_Options', 'A/R');
    const commission = options?.['CommissionReporting'] === 'Y' ? ['SalespersonNo'] : [];
    const tax = options?.['SalesTaxReporting'] === 'Y' ? ['TaxSchedule'] : [];
    const missing = ['CustomerName', 'TermsCode', ...tax, ...commission].find(
      (column) => (row[column] ?? '') === '',
    );
    if (missing !== undefined) return this.refuse(`The ${missing} is required`);
    if (row['SortField'] === '')
      row['SortField'] = (row['CustomerName'] ?? '').toUpperCase().slice(0, 10).trimEnd();
    return this.write(row);
  }

  protected override erase(found: Row): 0 | 1 {
    const [division = '', customerNo = ''] = this.key ?? [];
    const orders = this.session.store.select('SO_SalesOrderHeader', 'ARDivisionNo = ? AND CustomerNo = ?', [
      division,
      customerNo,
    ]);
    const owes = !new Decimal(found['CurrentBalance'] ?? 0).isZero();
    if (orders.length > 0 || owes)
      return this.refuse('The customer has open orders or a balance and cannot be deleted');
    return super.erase(found);
  }

  #onFile(table: string, label: string, code: string): { refuse: string } | undefined {
    const known = code === '' || this.session.store.exists(table, ...(this.key ?? []), code);
    return known ? undefined : { refuse: `The ${label} ${code} is not on file` };
  }
}

/** AR_CustomerContact_bus and SO_ShipToAddress_bus: records under an existing customer. */
export class CustomerPart extends Maintenance {
  readonly #requiredColumn: string | undefined;

  constructor(session: Session, table: 'AR_CustomerContact' | 'SO_ShipToAddress', requiredColumn?: string) {
    super(session, session.store.table(table));
    this.#requiredColumn = requiredColumn;
  }

  protected override keyRefusal([division = '', customerNo = '', code = '']: readonly string[]):
    string | undefined {
    if (!this.session.store.exists('AR_Customer', division, customerNo)) {
      return `The Customer No ${division}-${customerNo} is not on file`;
    }
    return code === code.toUpperCase() ? undefined : `The code ${code} must be upper case`;
  }

  protected override rule(column: string): Rule | undefined {
    const rules: Readonly<Record<string, Rule>> = {
      CountryCode: countryRule,
      ShipToCountryCode: countryRule,
      ZipCode: zipRule(this.session.store, () => this.row, ''),
      ShipToZipCode: zipRule(this.session.store, () => this.row, 'ShipTo'),
      SalespersonNo: salespersonRule(this.session, () => this.row?.['SalespersonDivisionNo'] ?? ''),
    };
    return rules[column] ?? referenceRule(this.session, column);
  }

  protected override save(row: Row): Result {
    const required = this.#requiredColumn;
    if (required !== undefined && row[required] === '') return this.refuse(`The ${required} is required`);
    return this.write(row);
  }
}
