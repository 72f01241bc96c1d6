import { request } from 'sandbox/http';
import { refreshWhere, wireAdapter } from 'sandbox/wire';

const BASE = '/pages/ui-api/records';
const nameOf = (field) =>
  typeof field === 'string' ? field : `${field.objectApiName}.${field.fieldApiName}`;
const namesOf = (fields = []) => [fields].flat().map(nameOf);
const pathOf = (field) => nameOf(field).split('.').slice(1);

function query({ fields, optionalFields }) {
  return new URLSearchParams({
    fields: namesOf(fields).join(),
    optionalFields: namesOf(optionalFields).join(),
  });
}

const keyOf = (config) => `record:${config.recordId}:${query(config)}`;
const read = (config) => request('GET', `${BASE}/${config.recordId}?${query(config)}`);

export const getRecord = wireAdapter(keyOf, read);

/** The last part of a path such as Order.Account.Name; undefined where the record does not have it. */
function last(record, field) {
  const path = pathOf(field);
  const parent = path.slice(0, -1).reduce((each, name) => each?.fields?.[name]?.value, record);
  return parent?.fields?.[path.at(-1)];
}

export const getFieldValue = (record, field) => last(record, field)?.value;
export const getFieldDisplayValue = (record, field) => last(record, field)?.displayValue;

export async function notifyRecordUpdateAvailable(records) {
  const prefixes = records.map(({ recordId }) => `record:${recordId}:`);
  await refreshWhere((key) => prefixes.some((prefix) => key.startsWith(prefix)));
}

export const getRecordNotifyChange = (records) => notifyRecordUpdateAvailable(records);

export async function updateRecord({ fields }) {
  const { Id: recordId, ...values } = fields;
  const record = await request('PATCH', `${BASE}/${recordId}`, { fields: values });
  await notifyRecordUpdateAvailable([{ recordId }]);
  return record;
}

export const createRecord = (input) => request('POST', BASE, input);

export async function deleteRecord(recordId) {
  await request('DELETE', `${BASE}/${recordId}`);
}
