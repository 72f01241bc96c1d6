import { describe, expect, it } from '@jest/globals';
import { sageCompany } from '../testing/sage-company.ts';
import { findItems, type ItemSearch } from './find-items.ts';
import { spellingIndex } from './spelling-index.ts';

function search(
  changes: Partial<ItemSearch> = {},
  now = () => 0,
): ItemSearch & { tables: ReturnType<typeof sageCompany> } {
  const tables = sageCompany();
  return {
    company: 'ABC',
    policy: { matchSpelling: true, spellingMinutes: 10 },
    spellings: spellingIndex(tables, 10, now),
    owner: { divisionNo: '01', customerNo: '0000676' },
    ...changes,
    tables,
  };
}

const ItemCode = 'HELMET-R';

describe('finding items', () => {
  it.each([
    ['its exact code', 'BIKE-100', 'BIKE-100'],
    ['its code in lower case', 'bike-100', 'BIKE-100'],
    ['an alias', 'VELO 100', 'BIKE-100'],
    ['an alias in lower case', 'velo 100', 'BIKE-100'],
    ['the same letters and digits', 'Bike 100', 'BIKE-100'],
    ['the same letters and digits without blanks', 'helmetr', 'HELMET-R'],
  ])('takes %s: %j', async (_name, code, itemCode) => {
    const matches = await findItems(search(), [code]);

    expect(matches.get(code)).toMatchObject({ kind: 'found', item: { itemCode } });
  });

  it("takes the company's own table or list of codes last", async () => {
    const policy = { matchSpelling: true, spellingMinutes: 10 };
    const table = { table: 'UDT_PRODUCTS', productCode: 'UDF_PRODUCT', itemCode: 'UDF_ITEM' };
    const byTable = await findItems(search({ policy: { ...policy, itemLookup: table } }), ['P-77', 'P-78']);
    const codes = { codes: { 'P-79': 'BIKE-100', 'P-80': 'NOT-IN-SAGE' } };
    const byList = await findItems(search({ policy: { ...policy, itemLookup: codes } }), ['P-79', 'P-80']);

    expect(byTable.get('P-77')).toMatchObject({ item: { itemCode: 'HELMET-R' } });
    expect(byTable.get('P-78')).toEqual({ kind: 'unknown' });
    expect(byList.get('P-79')).toMatchObject({ item: { itemCode: 'BIKE-100' } });
    expect(byList.get('P-80')).toEqual({ kind: 'unknown' });
  });

  it('prefers the code itself to an alias, and the exact spelling to the upper-case one', async () => {
    const given = search();
    given.tables.table('ABC', 'IM_AliasItem').rows.push({ AliasItemNo: 'BIKE-100', ItemCode });
    given.tables
      .table('ABC', 'CI_Item')
      .rows.push({ ItemCode: 'bike-200', ItemType: '1' }, { ItemCode: 'BIKE-200', ItemType: '1' });

    const matches = await findItems(given, ['BIKE-100', 'bike-200']);

    expect(matches.get('BIKE-100')).toMatchObject({ item: { itemCode: 'BIKE-100' } });
    expect(matches.get('bike-200')).toMatchObject({ item: { itemCode: 'bike-200' } });
  });

  it("prefers the customer's own alias, and leaves those of other customers and of vendors alone", async () => {
    const given = search();
    const AliasItemNo = 'MY-1';
    given.tables
      .table('ABC', 'IM_AliasItem')
      .rows.push(
        { AliasItemNo, ItemCode: 'OLD-1', ARDivisionNo: '00', CustomerNo: 'OTHER' },
        { AliasItemNo, ItemCode: 'AB-1', APDivisionNo: '00', VendorNo: 'V1' },
        { AliasItemNo, ItemCode: 'BIKE-100' },
        { AliasItemNo, ItemCode, ARDivisionNo: '01', CustomerNo: '0000676' },
      );

    const own = await findItems(given, ['MY-1']);
    const general = await findItems({ ...given, owner: undefined }, ['MY-1']);

    expect(own.get('MY-1')).toMatchObject({ item: { itemCode: 'HELMET-R' } });
    expect(general.get('MY-1')).toMatchObject({ item: { itemCode: 'BIKE-100' } });
  });

  it('does not choose between two items', async () => {
    const given = search();
    given.tables
      .table('ABC', 'IM_AliasItem')
      .rows.push({ AliasItemNo: 'TWO', ItemCode }, { AliasItemNo: 'TWO', ItemCode: 'AB-1' });

    const matches = await findItems(given, ['TWO', 'A B 1']);

    expect(matches.get('TWO')).toMatchObject({ kind: 'ambiguous' });
    expect(matches.get('A B 1')).toEqual({
      kind: 'ambiguous',
      by: 'spelling',
      itemCodes: expect.arrayContaining(['A-B1', 'AB-1']),
    });
  });

  it('does without spelling, aliases and lookup where there are none', async () => {
    const tables = sageCompany(['IM_AliasItem']);
    const policy = { matchSpelling: false, spellingMinutes: 10 };

    const matches = await findItems({ ...search(), tables, policy }, ['Bike 100', 'VELO 100']);

    expect([...matches.values()]).toEqual([{ kind: 'unknown' }, { kind: 'unknown' }]);
  });

  it('reads many codes by 200 at a time', async () => {
    const given = search();
    const codes = Array.from({ length: 450 }, (_, at) => `N-${at}`);
    for (const code of codes)
      given.tables.table('ABC', 'CI_Item').rows.push({ ItemCode: code, ItemType: '1' });

    const matches = await findItems(given, codes);

    expect([...matches.values()].every((match) => match.kind === 'found')).toBe(true);
    expect(given.tables.reads).toHaveLength(3);
  });
});

describe('the index of spellings', () => {
  const scans = (tables: ReturnType<typeof sageCompany>) =>
    tables.reads.filter(({ where }) => where.every(({ op }) => op !== 'in')).length;

  it('is read once, and again when it is old', async () => {
    let time = 0;
    const given = search({}, () => time);
    const spellings = spellingIndex(given.tables, 10, () => time);

    await findItems({ ...given, spellings }, ['bike 100']);
    await findItems({ ...given, spellings }, ['Bike/100']);
    expect(scans(given.tables)).toBe(1);

    time = 10 * 60_000;
    given.tables.table('ABC', 'CI_Item').rows.push({ ItemCode: 'NEW-7', ItemType: '1' });
    const matches = await findItems({ ...given, spellings }, ['new 7']);
    expect(matches.get('new 7')).toMatchObject({ item: { itemCode: 'NEW-7' } });
    expect(scans(given.tables)).toBe(2);
  });

  it('is complete for more items than one read returns, whatever their order', async () => {
    const given = search();
    const { rows } = given.tables.table('ABC', 'CI_Item');
    // 7919 is prime to 12,000, so this is every number once, well shuffled.
    for (let at = 0; at < 12_000; at += 1)
      rows.push({ ItemCode: `N-${(at * 7919) % 12_000}`, ItemType: '1' });
    const codes = Array.from({ length: 12_000 }, (_, at) => `n ${at}`);

    const matches = await findItems(given, codes);

    expect(codes.filter((code) => matches.get(code)?.kind !== 'found')).toEqual([]);
  });

  it('does not keep a failed read', async () => {
    const given = search();
    given.tables.failures.push(new Error('the connection broke'));

    await expect(given.spellings.alike('ABC', 'bike 100')).rejects.toThrow('the connection broke');
    expect(await given.spellings.alike('ABC', 'bike 100')).toEqual(['BIKE-100']);
  });
});
