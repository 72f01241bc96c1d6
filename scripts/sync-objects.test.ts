import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const root = path.dirname(import.meta.dirname);
const forceApp = path.join(root, 'force-app');

const feed = z.object({
  object: z.string(),
  fields: z.record(z.string(), z.string()),
  standard: z.array(z.string()).optional(),
});
const contract = z.object({ comment: z.string() }).catchall(feed);

/** Fields of the package that the gateway writes: `Object.Field__c` and the contract's type. */
const fields = Object.entries(
  contract.parse(JSON.parse(readFileSync(path.join(root, 'contract/sync-objects.json'), 'utf8'))),
).flatMap(([, of]) =>
  typeof of === 'string'
    ? []
    : Object.entries(of.fields).map(([name, type]) => ({ object: of.object, name, type })),
);

/** Metadata of a field, wherever its feature is. */
function metadata(object: string, name: string): string {
  const file = readdirSync(forceApp)
    .map((feature) => path.join(forceApp, feature, 'objects', object, 'fields', `${name}.field-meta.xml`))
    .find((candidate) => existsSync(candidate));
  return file === undefined ? '' : readFileSync(file, 'utf8');
}

/** A field's type in the contract's words. */
function typeOf(xml: string): string {
  const text = (element: string): string => new RegExp(`<${element}>([^<]*)<`).exec(xml)?.[1] ?? '';
  const types: Readonly<Record<string, string>> = {
    Text: `text(${text('length')})`,
    LongTextArea: `long(${text('length')})`,
    Number: `number(${text('precision')},${text('scale')})`,
    Currency: `currency(${text('precision')},${text('scale')})`,
    Date: 'date',
    DateTime: 'datetime',
    Checkbox: 'checkbox',
    Lookup: `lookup(${text('referenceTo')})`,
    MasterDetail: `master(${text('referenceTo')})`,
  };
  return (types[text('type')] ?? text('type')) + (text('unique') === 'true' ? ' external unique' : '');
}

/** Whether a permission set gives a field; a master-detail field goes with its object. */
function permits(set: string, object: string, name: string, editable: boolean): boolean {
  const access = new RegExp(
    `<editable>(true|false)</editable>\\s*<field>${object}\\.${name}</field>\\s*<readable>true</readable>`,
  ).exec(set);
  return access !== null && (!editable || access[1] === 'true');
}

function permissionSet(name: string): string {
  return readFileSync(path.join(forceApp, 'core/permissionsets', `${name}.permissionset-meta.xml`), 'utf8');
}

describe('what the gateway writes of Sage (contract/sync-objects.json)', () => {
  it('is in the package, field by field, as the contract has it', () => {
    const differing = fields
      .map(({ object, name, type }) => ({
        field: `${object}.${name}`,
        type,
        is: typeOf(metadata(object, name)),
      }))
      // An item code is unique too: one product stands for an item.
      .filter(
        ({ field, type, is }) =>
          is !== type && !(field === 'Product2.SageItemCode__c' && is.startsWith(type)),
      );
    expect(fields.length).toBeGreaterThan(150);
    expect(differing).toEqual([]);
  });

  it('names the column of Sage, or the record of Salesforce, that a field stands for', () => {
    const silent = fields.filter(
      ({ object, name }) => !/<description>[^<]{15,}<\/description>/.test(metadata(object, name)),
    );
    expect(silent).toEqual([]);
  });

  it('may be written by the gateway and read by users', () => {
    const integration = permissionSet('Sage_Integration');
    const user = permissionSet('Sage_User');
    const permitted = fields.filter(({ type }) => !type.startsWith('master'));
    expect(permitted.filter(({ object, name }) => !permits(integration, object, name, true))).toEqual([]);
    // Mapped values on their way into fields of the org's own, which have rights of their own.
    const shown = permitted.filter(({ name }) => name !== 'SageFields__c');
    expect(shown.filter(({ object, name }) => !permits(user, object, name, false))).toEqual([]);
  });
});
