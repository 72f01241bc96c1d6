import { Decimal } from 'decimal.js';
import { changeItemPriceMessage } from '../contract/change-messages.ts';
import { decimalsOf } from '../currency/minor-units.ts';
import { brief, fitNumber, numberWidth, present } from '../mapping/fit.ts';
import { Findings } from '../mapping/findings.ts';
import { alreadySo, change, refused, unknownCompany } from '../requests/change-outcome.ts';
import type { RequestHandler } from '../requests/port.ts';
import { columnsOf, selectIn } from '../sage/read.ts';
import type { Row, SageDocuments, SageTables } from '../sage/ports.ts';
import type { PricePolicy } from './policy.ts';
import { unitOf } from './priced-item.ts';

type ItemPricePolicy = PricePolicy & { readonly currency: string };

export interface ChangeItemPriceParts {
  readonly tables: SageTables;
  readonly documents: SageDocuments;
  /** The policy of a company; undefined for a company that the gateway does not serve. */
  readonly policies: (company: string) => ItemPricePolicy | undefined;
}

/** CI_Item.StandardUnitPrice of stock Sage, for a catalogue that does not tell. */
const priceWidth = { precision: 15, scale: 6 };
const units = ['StandardUnitOfMeasure', 'SalesUnitOfMeasure', 'SalesUMConvFctr'] as const;
const path = 'standardUnitPrice';

/**
 * Sets standard prices of items, each once: looks first, a price that stands already is done. A price that is neither the wish nor the expected
 * one was changed in Sage: it is told and not written over. Messages speak of one sales unit, Sage keeps the price of one standard unit.
 */
export function changeItemPrice({ tables, documents, policies }: ChangeItemPriceParts): RequestHandler {
  return async (request, signal) => {
    const message = changeItemPriceMessage.parse(request.payload);
    const { company } = request;
    const policy = policies(company);
    if (policy === undefined) return unknownCompany(company);
    const columns = await columnsOf(tables, company, 'CI_Item');
    const findings = new Findings();
    if (message.currency !== undefined && message.currency !== policy.currency) {
      const sentence = `The price is in ${message.currency}, the Sage company keeps ${policy.currency}.`;
      findings.fault('CURRENCY_MISMATCH', sentence, 'currency');
    }
    const price = new Decimal(message.standardUnitPrice);
    if (price.isNegative() && !price.isZero())
      findings.fault('PRICE_INVALID', `The price ${price.toFixed()} is negative.`, path);
    const row = await readItem(tables, company, message.itemCode, [
      'ItemCode',
      'StandardUnitPrice',
      ...present(columns, units),
    ]);
    if (row === undefined)
      findings.fault('ITEM_UNKNOWN', `Sage does not know the item "${brief(message.itemCode)}".`, 'itemCode');
    if (row === undefined || findings.faults.length > 0) return refused(findings.faults);

    const factor = unitOf(row, undefined)?.factor ?? new Decimal(1);
    const inSage = (perSalesUnit: Decimal.Value) =>
      new Decimal(perSalesUnit).div(factor).toDecimalPlaces(policy.priceDecimals, Decimal.ROUND_HALF_UP);
    const width = numberWidth(columns, 'StandardUnitPrice', priceWidth);
    const wish = fitNumber(inSage(price).toFixed(), width, path, 'PRICE_INVALID', findings);
    if (wish === undefined) return refused(findings.faults);
    const now = new Decimal(row['StandardUnitPrice'] ?? 0);
    const shown = now.times(factor);
    if (now.equals(wish))
      return alreadySo(request, {}, `The standard price was ${shown.toFixed()} already.`, path);
    const { expectedStandardUnitPrice: expected } = message;
    // Price books that followed Sage have its price in the decimals of the currency.
    const rounded = shown.toDecimalPlaces(decimalsOf(policy.currency), Decimal.ROUND_HALF_UP);
    if (expected !== undefined && !now.equals(inSage(expected)) && !rounded.equals(expected)) {
      const told = { inSage: shown.toFixed(), expected: new Decimal(expected).toFixed() };
      const sentence = `The standard price in Sage is ${told.inSage} now, not ${told.expected}.`;
      return refused([{ code: 'CHANGED_IN_SAGE', message: sentence, path, difference: told }]);
    }
    signal.throwIfAborted();
    return change(
      {},
      () => documents.changeItem(company, row['ItemCode'] ?? '', { standardUnitPrice: wish.toFixed() }),
      () => path,
    );
  };
}

/** The item by its code, as given or in upper case; no alias and no other spelling, because a price must not hit a neighbour. */
async function readItem(
  tables: SageTables,
  company: string,
  itemCode: string,
  columns: readonly string[],
): Promise<Row | undefined> {
  const values = [itemCode, itemCode.toUpperCase()];
  const rows = await selectIn(tables, company, { table: 'CI_Item', columns, column: 'ItemCode', values });
  return rows.find((row) => row['ItemCode'] === itemCode) ?? rows[0];
}
