import type { FieldDescribe, ObjectSummary } from 'apex-runtime';
import { address, ok, type Call, type Reply, type Services } from './call.ts';
import { objectOf } from './records.ts';
import type { Route } from './router.ts';

export const describeRoutes: readonly Route[] = [
  { path: '/sobjects', on: { GET: global } },
  {
    path: '/sobjects/*',
    on: {
      GET: async (services, call, [type]) => {
        const { describe } = await objectOf(services, type);
        return ok({ objectDescribe: head(call, describe), recentItems: [] });
      },
    },
  },
  {
    path: '/sobjects/*/describe',
    on: { GET: (services, call, [type]) => describeObject(services, call, type) },
  },
];

async function global(services: Services, call: Call): Promise<Reply> {
  const heads = await services.schema.heads();
  return ok({ encoding: 'UTF-8', maxBatchSize: 200, sobjects: heads.map((object) => head(call, object)) });
}

function head(call: Call, object: ObjectSummary): object {
  const { name, label, labelPlural, keyPrefix, custom, customSetting } = object;
  const { createable, updateable, deletable, queryable } = object;
  const at = address(call, `/sobjects/${name}`);
  return {
    name,
    label,
    labelPlural,
    keyPrefix,
    custom,
    customSetting,
    createable,
    updateable,
    deletable,
    undeletable: deletable,
    queryable,
    retrieveable: queryable,
    triggerable: true,
    urls: { sobject: at, describe: `${at}/describe`, rowTemplate: `${at}/{ID}` },
  };
}

async function describeObject(services: Services, call: Call, type: string | undefined): Promise<Reply> {
  const { describe } = await objectOf(services, type);
  const childRelationships = describe.childRelationships.map((child) => ({
    ...child,
    restrictedDelete: false,
    deprecatedAndHidden: false,
  }));
  return ok({
    ...head(call, describe),
    fields: describe.fields.map(fieldDescribe),
    childRelationships,
    recordTypeInfos: describe.recordTypeInfos,
  });
}

const SOAP_TYPES: Readonly<Record<string, string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  time: 'xsd:time',
};

function fieldDescribe(field: FieldDescribe): object {
  const picklistValues = field.picklistValues.map((value) => ({ ...value, validFor: null }));
  return {
    ...field,
    picklistValues,
    soapType: SOAP_TYPES[field.type] ?? 'xsd:string',
    byteLength: field.length * 3,
    digits: field.type === 'int' ? 9 : 0,
    filterable: field.type !== 'textarea',
    sortable: field.type !== 'textarea',
  };
}
