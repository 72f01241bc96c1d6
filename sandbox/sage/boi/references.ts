import type { Session } from './session.ts';
import type { Rule } from './business-object.ts';

interface Reference {
  readonly table: string;
  readonly label: string;
  readonly shared?: boolean;
}

/** Setup codes that a column must find on file; blank is left to the required columns. */
const references: Readonly<Record<string, Reference>> = {
  ARDivisionNo: { table: 'AR_Division', label: 'Division' },
  TermsCode: { table: 'AR_TermsCode', label: 'Terms Code' },
  TaxSchedule: { table: 'SY_SalesTaxSchedule', label: 'Tax Schedule', shared: true },
  ShipVia: { table: 'SO_ShippingRateHeader', label: 'Shipping Code' },
  ShipMethod: { table: 'SO_ShippingRateHeader', label: 'Shipping Code' },
  WarehouseCode: { table: 'IM_Warehouse', label: 'Warehouse Code' },
  DefaultWarehouseCode: { table: 'IM_Warehouse', label: 'Warehouse Code' },
  ProductLine: { table: 'IM_ProductLine', label: 'Product Line' },
  CancelReasonCode: { table: 'SO_CancelReasonCode', label: 'Cancel Reason Code' },
  PaymentType: { table: 'AR_PaymentType', label: 'Payment Type' },
  DefaultPaymentType: { table: 'AR_PaymentType', label: 'Payment Type' },
};

/** The rule "must be on file" of a column that refers to a setup code; undefined for other columns. */
export function referenceRule(session: Session, column: string): Rule | undefined {
  const reference = references[column];
  if (reference === undefined) return undefined;
  return (value) => {
    const store = reference.shared === true ? session.system : session.store;
    const known = value === '' || store.exists(reference.table, value);
    return known ? undefined : { refuse: `The ${reference.label} ${value} is not on file` };
  };
}

/** A salesperson is known by division and number together; blank number: none. */
export function salespersonRule(session: Session, division: () => string): Rule {
  return (number) => {
    const known = number === '' || session.store.exists('AR_Salesperson', division(), number);
    return known ? undefined : { refuse: `The Salesperson ${division()}-${number} is not on file` };
  };
}

/** Country codes are Sage's three letters. */
export const countryRule: Rule = (value) =>
  value === '' || /^[A-Z]{3}$/.test(value)
    ? undefined
    : { refuse: `The Country Code ${value} is not valid (3 letters)` };
