import { request } from 'sandbox/http';
import { wireAdapter } from 'sandbox/wire';

const nameOf = (object) => (typeof object === 'string' ? object : object.objectApiName);
const BASE = '/pages/ui-api/object-info';

export const getObjectInfo = wireAdapter(
  ({ objectApiName }) => `object:${nameOf(objectApiName)}`,
  ({ objectApiName }) => request('GET', `${BASE}/${nameOf(objectApiName)}`),
);

const pathOf = (field) =>
  typeof field === 'string' ? field : `${field.objectApiName}.${field.fieldApiName}`;

export const getPicklistValues = wireAdapter(
  ({ fieldApiName }) => `picklist:${pathOf(fieldApiName)}`,
  ({ fieldApiName }) => request('GET', `${BASE}/${pathOf(fieldApiName).replace('.', '/picklist/')}`),
);
