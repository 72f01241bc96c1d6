import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadSalesforce, type LoadedOpportunity } from '../src/load/salesforce.ts';
import { until } from '../src/until.ts';
import { Person } from './person.ts';
import { temporaryStack, writeOrders } from './testing.ts';

jest.setTimeout(120_000);

interface Field {
  readonly name: string;
  readonly kind: string;
  readonly length: number;
  readonly udf?: boolean;
}
type Row = Record<string, unknown> & { readonly name: string };
interface Finding {
  readonly row: string;
  readonly isError: boolean;
  readonly message: string;
}
interface Previewed {
  readonly sageKey: string | null;
  readonly foundInSage?: boolean;
  readonly values: { row: string; direction: string; value?: string; faults: string[] }[];
}
interface Mapping {
  readonly rows: Row[];
  readonly revision: string;
  readonly objects: { name: string; table: string }[];
}

const table = 'SO_SalesOrderHeader';
const row = (changes: object): Row => ({
  name: 'Opportunity_RUSH',
  object: 'Opportunity',
  table,
  direction: 'ToSage',
  owner: 'Salesforce',
  kind: 'Field',
  active: true,
  order: 1,
  ...changes,
});
const rows = [
  row({ kind: 'Transform', salesforceField: 'Rush__c', sageField: 'UDF_RUSH', transforms: ['yesno'] }),
  row({
    name: 'Opportunity_PRIORITY',
    kind: 'ValueMap',
    direction: 'Both',
    salesforceField: 'Priority__c',
    sageField: 'UDF_PRIORITY',
    values: [
      { salesforce: 'High', sage: 'H' },
      { salesforce: 'Normal', sage: 'N' },
    ],
    order: 2,
  }),
  row({
    name: 'Opportunity_ORIGIN',
    kind: 'Constant',
    sageField: 'UDF_ORIGIN',
    constant: 'Salesforce',
    order: 3,
  }),
];

/** One story; each part goes on where the one before it stopped. */
describe('an admin maps fields, and orders carry them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sage-orders-'));
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  let admin: Person;
  let loaded: LoadedOpportunity[];
  let header: Field[];
  beforeAll(async () => {
    stack = await temporaryStack();
    loaded = await loadSalesforce(stack.org, writeOrders(folder, 3, 'MAP'));
    admin = await Person.login(stack.orgUrl, 'admin@sandbox.example');
  });
  afterAll(async () => {
    await stack.stop();
    stack.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const call = <Answer>(method: string, values: object = {}) =>
    admin.call<Answer>(`SageMappingController.${method}`, values);
  const known = () => JSON.stringify({ [table]: header });
  const opportunity = (index: number) => loaded[index]?.id ?? '';
  const tryOn = (recordId: string, draft = rows) =>
    call<Previewed>('preview', { objectName: 'Opportunity', recordId, rows: JSON.stringify(draft) });
  const orderNo = async (id: string) => {
    const [sale] = await stack.org.query<{ SageOrderNo__c?: string; SageMessage__c?: string }>(
      `SELECT SageOrderNo__c, SageMessage__c FROM Opportunity WHERE Id = '${id}'`,
    );
    return sale;
  };

  it('sees the fields of both sides', async () => {
    const { objects, revision } = await call<Mapping>('load');
    expect(objects.map(({ name }) => name)).toContain('Opportunity');
    expect(revision).toBe('none');

    const salesforce = await call<Field[]>('salesforceFields', { objectName: 'Opportunity' });
    expect(salesforce.find(({ name }) => name === 'Rush__c')).toMatchObject({ kind: 'boolean' });
    expect(salesforce.map(({ name }) => name)).toContain('Account.Tier__c');
    ({ fields: header } = await call<{ fields: Field[] }>('sageFields', { table }));
    expect(header.find(({ name }) => name === 'UDF_PRIORITY')).toMatchObject({ length: 1, udf: true });
    for (const other of ['SO_SalesOrderDetail', 'AR_Customer', 'CI_Item']) {
      const { fields } = await call<{ fields: Field[] }>('sageFields', { table: other });
      expect(fields.some(({ udf }) => udf)).toBe(true);
    }
  });

  it('is suggested rows for fields of one name', async () => {
    const suggested = await call<Row[]>('suggest', {
      objectName: 'Opportunity',
      rows: '[]',
      sageFields: known(),
    });

    expect(suggested.map(({ sageField, transforms }) => [sageField, transforms])).toEqual(
      expect.arrayContaining([
        ['UDF_RUSH', ['yesno']],
        ['UDF_PROMO_DATE', []],
      ]),
    );
  });

  it('is told before saving what does not fit', async () => {
    const wrong = [row({ salesforceField: 'Rush__c', sageField: 'UDF_RUSH' })];
    const { jobId, findings } = await call<{ jobId: string | null; findings: Finding[] }>('save', {
      rows: JSON.stringify(wrong),
      sageFields: known(),
      revision: 'none',
    });

    expect(jobId).toBeNull();
    expect(findings).toMatchObject([{ row: 'Opportunity_RUSH', isError: true }]);
  });

  it('tries a draft on an opportunity that Sage does not have yet', async () => {
    await stack.org.update('Opportunity', [{ Id: opportunity(0), Priority__c: 'High', Rush__c: true }]);
    const [first] = await call<{ id: string }[]>('findRecords', {
      objectName: 'Opportunity',
      text: 'Scenario 1',
    });
    expect(first?.id.slice(0, 15)).toBe(opportunity(0).slice(0, 15));

    const { sageKey, values } = await tryOn(opportunity(0));

    expect(sageKey).toBeNull();
    expect(values.map(({ value, faults }) => [value, faults])).toEqual([
      ['Y', []],
      ['H', []],
      ['Salesforce', []],
    ]);
  });

  it('saves by a deployment, and both halves come to the same revision', async () => {
    const { jobId, findings } = await call<{ jobId: string; findings: Finding[] }>('save', {
      rows: JSON.stringify(rows),
      sageFields: known(),
      revision: 'none',
    });
    expect(findings).toMatchObject([{ row: 'Opportunity_PRIORITY', isError: false }]);
    expect(jobId).toMatch(/^0Af/);

    await until(async () => (await call<Mapping>('load')).rows.length === 3, 'the rows are stored');
    const { revision } = await call<Mapping>('load');
    expect(revision).toMatch(/^[0-9a-f]{12}$/);
    await until(
      async () => (await call<{ revision: string }>('gatewayRevision')).revision === revision,
      'the gateway works with the same revision',
    );
  });

  it('closes an opportunity, and the custom fields are in Sage', async () => {
    await stack.org.update('Opportunity', [{ Id: opportunity(0), StageName: 'Closed Won' }]);
    await until(async () => Boolean((await orderNo(opportunity(0)))?.SageOrderNo__c), 'the order is in Sage');

    const number = (await orderNo(opportunity(0)))?.SageOrderNo__c ?? '';
    expect(await stack.sage.orderFields(number, ['UDF_RUSH', 'UDF_PRIORITY', 'UDF_ORIGIN'])).toEqual({
      UDF_RUSH: 'Y',
      UDF_PRIORITY: 'H',
      UDF_ORIGIN: 'Salesforce',
    });
    const [request] = await stack.org.query<{ MappingRevision__c: string }>(
      'SELECT MappingRevision__c FROM SageRequest__c',
    );
    expect(request?.MappingRevision__c).toBe((await call<Mapping>('load')).revision);
  });

  it('sees what would come back from Sage', async () => {
    const { foundInSage, values } = await tryOn(opportunity(0));

    expect(foundInSage).toBe(true);
    expect(values.find(({ direction }) => direction === 'ToSalesforce')).toMatchObject({
      row: 'Opportunity_PRIORITY',
      value: 'High',
    });
  });

  it('is told of a value that has no code, by the order it stops', async () => {
    await stack.org.update('Opportunity', [{ Id: opportunity(1), Priority__c: 'Low' }]);
    expect((await tryOn(opportunity(1))).values[1]?.faults[0]).toContain('"Low"');

    await stack.org.update('Opportunity', [{ Id: opportunity(1), StageName: 'Closed Won' }]);
    await until(async () => Boolean((await orderNo(opportunity(1)))?.SageMessage__c), 'the order is refused');

    expect((await orderNo(opportunity(1)))?.SageMessage__c).toContain('UDF_PRIORITY');
  });

  it('takes a row away again, and orders go without it', async () => {
    const { rows: stored, revision } = await call<Mapping>('load');
    const less = stored.filter(({ name }) => name !== 'Opportunity_PRIORITY');
    await call('save', { rows: JSON.stringify(less), sageFields: known(), revision });
    await until(
      async () => (await call<Mapping>('load')).revision !== revision,
      'the mapping is another one',
    );

    await stack.org.update('Opportunity', [
      { Id: opportunity(2), Priority__c: 'Low', StageName: 'Closed Won' },
    ]);
    await until(async () => Boolean((await orderNo(opportunity(2)))?.SageOrderNo__c), 'the order is in Sage');

    const number = (await orderNo(opportunity(2)))?.SageOrderNo__c ?? '';
    expect(await stack.sage.orderFields(number, ['UDF_RUSH', 'UDF_PRIORITY', 'UDF_ORIGIN'])).toEqual({
      UDF_RUSH: 'N',
      UDF_PRIORITY: '',
      UDF_ORIGIN: 'Salesforce',
    });
  });
});
