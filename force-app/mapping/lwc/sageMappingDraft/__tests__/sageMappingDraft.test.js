import { matches, nameOf, newRow, replaced, same } from 'c/sageMappingDraft';

const header = { name: 'Opportunity', table: 'SO_SalesOrderHeader' };
const udf = { name: 'UDF_SHIP_NOTE', udf: true };

describe('a draft of the field mapping', () => {
  it('names rows by object and field, in forty characters and once', () => {
    expect(nameOf([], 'Opportunity', 'UDF_SHIP__NOTE_')).toBe('Opportunity_SHIP_NOTE');
    expect(nameOf([{ name: 'opportunity_ship_note' }], 'Opportunity', 'UDF_SHIP_NOTE')).toBe(
      'Opportunity_SHIP_NOTE_2',
    );
    expect(nameOf([], 'OpportunityLineItem', `UDF_${'X'.repeat(26)}`).length).toBeLessThanOrEqual(40);
  });

  it('makes a row toward Sage of a custom field, and toward Salesforce of any other', () => {
    expect(newRow([{ name: 'A', order: 4 }], header, { name: 'Note__c', kind: 'text' }, udf)).toMatchObject({
      direction: 'ToSage',
      owner: 'Salesforce',
      kind: 'Field',
      salesforceField: 'Note__c',
      sageField: 'UDF_SHIP_NOTE',
      table: 'SO_SalesOrderHeader',
      order: 5,
    });
    expect(newRow([], header, { name: 'Note__c', kind: 'text' }, { name: 'Comment' })).toMatchObject({
      direction: 'ToSalesforce',
      owner: 'Sage',
    });
    expect(newRow([], { name: 'Product2', table: 'CI_Item' }, { name: 'Family' }, udf).direction).toBe(
      'ToSalesforce',
    );
  });

  it('writes checkboxes as Y and N, and makes a constant where there is no field of Salesforce', () => {
    expect(newRow([], header, { name: 'Rush__c', kind: 'boolean' }, udf)).toMatchObject({
      kind: 'Transform',
      transforms: ['yesno'],
    });
    expect(newRow([], header, undefined, udf)).toMatchObject({ kind: 'Constant', salesforceField: null });
  });

  it('puts a row in the place of the one of its name, and knows what is the same', () => {
    const rows = [{ name: 'A' }, { name: 'B' }];

    expect(replaced(rows, { name: 'B', x: 1 })).toEqual([{ name: 'A' }, { name: 'B', x: 1 }]);
    expect(same(rows, [{ name: 'A' }, { name: 'B' }])).toBe(true);
    expect(same(rows, [{ name: 'A' }])).toBe(false);
  });

  it('finds texts whatever their case', () => {
    expect(matches(' note ', 'Ship Note', undefined)).toBe(true);
    expect(matches('', undefined)).toBe(true);
    expect(matches('x', 'note', null)).toBe(false);
  });
});
