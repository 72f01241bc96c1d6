import type { Row } from '../dictionary/table.ts';
import type { TableStore } from '../store/table-store.ts';

/**
 * The price level of a customer for an item: with the S/O option, the level by product line that is in date, one that names the order's
 * ship-to address or the item's price code before one for the whole line, the newest first; else the customer's own.
 */
export function priceLevelOf(
  store: TableStore,
  item: Row,
  customer: Row,
  date: string,
  shipToCode = '',
): string {
  const own = customer['PriceLevel'] ?? '';
  if (store.find('SO_Options', 'S/O')?.['EnableDefaultPriceLevelByCust'] !== 'Y') return own;
  const rows = store.select(
    'AR_PriceLevelByCustomer',
    "ARDivisionNo = ? AND CustomerNo = ? AND ProductLine = ? AND ShipToCode IN ('', ?)",
    [customer['ARDivisionNo'] ?? '', customer['CustomerNo'] ?? '', item['ProductLine'] ?? '', shipToCode],
  );
  const fitting = rows.filter((row) => {
    const { PriceCode = '', EffectiveDate = '', EndDate = '' } = row;
    const forItem = PriceCode === '' || PriceCode === item['PriceCode'];
    return forItem && EffectiveDate <= date && (EndDate === '' || date <= EndDate);
  });
  const newestFirst = fitting.toSorted((one, other) =>
    (one['EffectiveDate'] ?? '') < (other['EffectiveDate'] ?? '') ? 1 : -1,
  );
  const best =
    newestFirst.find((row) => row['ShipToCode'] !== '') ??
    newestFirst.find((row) => row['PriceCode'] !== '') ??
    newestFirst[0];
  return best?.['CustomerPriceLevel'] ?? own;
}
