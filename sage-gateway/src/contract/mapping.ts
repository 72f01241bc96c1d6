import { z } from 'zod';
import { fault } from './request.ts';
import { customFields, maybe, rowOwner, text } from './order-message.ts';

/** Objects of Salesforce that may be mapped, each with its table of Sage. */
export const tableOfObject = {
  Opportunity: 'SO_SalesOrderHeader',
  Order: 'SO_SalesOrderHeader',
  OpportunityLineItem: 'SO_SalesOrderDetail',
  OrderItem: 'SO_SalesOrderDetail',
  Account: 'AR_Customer',
  Product2: 'CI_Item',
} as const;
export type MappedObject = keyof typeof tableOfObject;
export type MappedTable = (typeof tableOfObject)[MappedObject];

export const mappedObject = z.enum(Object.keys(tableOfObject) as [MappedObject, ...MappedObject[]]);
export const mappedTable = z.enum(['SO_SalesOrderHeader', 'SO_SalesOrderDetail', 'AR_Customer', 'CI_Item']);
export const rowDirection = z.enum(['ToSage', 'ToSalesforce', 'Both']);
export const rowKind = z.enum(['Field', 'Constant', 'ValueMap', 'Transform']);

const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'must be a developer name');
/** A field of the object, or one across one relationship (`Account.Rating`). */
const salesforceField = z
  .string()
  .max(255)
  .regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*)?$/, 'must be the API name of a field');
const sageField = z.string().regex(/^[A-Za-z]\w{0,29}$/, 'must be the name of a column');

/** A line of a value map: a value of Salesforce and what stands for it in Sage. */
export const valueMapLine = z.strictObject({ salesforce: text(255).min(1), sage: text(255).min(1) });
export type ValueMapLine = z.infer<typeof valueMapLine>;

/** A row of the field mapping: contract/README.md, "The field mapping". */
export const mappingRow = z
  .strictObject({
    name,
    object: mappedObject,
    table: mappedTable,
    direction: rowDirection,
    owner: rowOwner.default('Salesforce'),
    kind: rowKind,
    salesforceField: maybe(salesforceField),
    sageField,
    constant: maybe(text(255)),
    valueMap: maybe(text(40)),
    values: z.array(valueMapLine).max(1000).default([]),
    transforms: z.array(z.string().max(80)).max(10).default([]),
    defaultWhenBlank: maybe(text(255)),
    active: z.boolean().default(true),
    order: z.int().min(0).max(1_000_000).default(0),
  })
  .meta({ id: 'MappingRow' });
export type MappingRow = z.output<typeof mappingRow>;

/** A mapping has at most this many rows, inactive ones included. */
export const maxMappingRows = 1000;
const rows = z.array(mappingRow).max(maxMappingRows);

/** A row as it is told: what it has no value for is left out. */
const toldText = z.string().optional();
const toldRow = z
  .object({
    name: z.string(),
    object: mappedObject,
    table: mappedTable,
    direction: rowDirection,
    owner: rowOwner,
    kind: rowKind,
    salesforceField: toldText,
    sageField: z.string(),
    constant: toldText,
    valueMap: toldText,
    values: z.array(z.object({ salesforce: z.string(), sage: z.string() })),
    transforms: z.array(z.string()),
    defaultWhenBlank: toldText,
    active: z.boolean(),
    order: z.int(),
  })
  .meta({ id: 'MappingRowAnswer' });

export const mappingReply = z.object({
  revision: z.string(),
  rows: z.array(toldRow),
  loadedAt: z.iso.datetime().nullable(),
});

export const sageFieldsReply = z.object({
  table: mappedTable,
  fields: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['text', 'number', 'date']),
      length: z.int(),
      scale: z.int(),
      udf: z.boolean(),
    }),
  ),
});

const warning = z.object({ message: z.string(), path: z.string().optional() });

export const previewBody = z.strictObject({
  company: maybe(text(40)),
  table: mappedTable,
  /** Key of a record: a sales order, `order/line key`, `division-customer`, or an item. */
  key: maybe(text(80)),
  rows,
  fields: maybe(customFields),
});

export const previewReply = z.object({
  revision: z.string(),
  found: z.boolean(),
  values: z.array(
    z.object({
      row: z.string(),
      value: z.string().nullable(),
      faults: z.array(fault),
      warnings: z.array(warning),
    }),
  ),
  fields: z.array(z.object({ name: z.string(), value: z.string().nullable(), faults: z.array(fault) })),
});
