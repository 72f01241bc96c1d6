import { Dec } from '../../runtime/decimal.ts';
import { ADate } from '../../runtime/temporal.ts';
import { stageNamed } from '../../schema/standard/stages.ts';
import { indexedBy } from '../indexed.ts';
import { valueOf, type Row, type RowDraft } from '../row.ts';
import { integrity, numberOf, setIfEmpty, type SaveRule } from './rule.ts';

export const saveOpportunity: SaveRule = (row, old) => {
  setStage(row, old);
  if (old && changesUsed('pricebook2id', row, old))
    return integrity(
      'field integrity exception: Pricebook2Id (the price book cannot change while the opportunity has products)',
      ['Pricebook2Id'],
    );
  if (old && changesUsed('currencyisocode', row, old))
    return integrity(
      'field integrity exception: CurrencyIsoCode (the currency cannot change while there are products)',
      ['CurrencyIsoCode'],
    );
  setIfEmpty(row, 'hasopportunitylineitem', false);
  setExpectedRevenue(row);
  const close = valueOf(row, 'closedate');
  if (close instanceof ADate) {
    const quarter = Math.ceil(close.month / 3);
    row.set('fiscalyear', close.year);
    row.set('fiscalquarter', quarter);
    row.set('fiscal', `${close.year} ${quarter}`);
  }
  return null;
};

/** A new stage sets forecast and probability, unless the save sets another probability. */
function setStage(row: RowDraft, old: Row | null): void {
  const stage = stageNamed(String(valueOf(row, 'stagename')));
  row.set('isclosed', stage.closed);
  row.set('iswon', stage.won);
  if (old && valueOf(old, 'stagename') === valueOf(row, 'stagename')) return;
  const probability = numberOf(row, 'probability');
  const before = old && numberOf(old, 'probability');
  if (!probability || before?.cmp(probability) === 0) row.set('probability', Dec.int(stage.probability));
  row.set('forecastcategory', stage.forecast);
  row.set('forecastcategoryname', stage.forecast);
}

/** Would a field change that is fixed while the opportunity has products? */
function changesUsed(key: string, row: Row, old: Row): boolean {
  const before = valueOf(old, key);
  if (before === null || before === valueOf(row, key)) return false;
  return indexedBy('OpportunityLineItem', 'opportunityid', valueOf(row, 'id')).length > 0;
}

/** Amount times probability. */
export function setExpectedRevenue(row: RowDraft): void {
  const amount = numberOf(row, 'amount');
  const probability = numberOf(row, 'probability');
  const revenue = amount && probability && amount.mul(probability).mul(new Dec(1n, 2)).setScale(2);
  row.set('expectedrevenue', revenue);
}
