import { request } from 'sandbox/http';
import { deepFreeze, refresh, wireAdapter } from 'sandbox/wire';

/** A wire on a method that is not cacheable gets this instead of data. */
function notCacheable(name) {
  const error = { body: { message: `${name} is not @AuraEnabled(cacheable=true) and cannot be wired` } };
  return class {
    constructor(callback) {
      callback({ data: undefined, error });
    }
    connect() {}
    update() {}
    disconnect() {}
  };
}

const sorted = (key, value) =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** What `import method from '@salesforce/apex/Class.method'` gives: a function that @wire takes as well. */
export function apexMethod(name, { cacheable, parameters }) {
  const call = async (values = {}) => {
    const unknown = Object.keys(values).filter((key) => !parameters.includes(key));
    if (unknown.length > 0) console.error(`${name} has no parameter ${unknown.join(', ')}`); // eslint-disable-line no-console
    const data = await request('POST', `/pages/apex/${name.replace('.', '/')}`, values);
    return cacheable ? deepFreeze(data) : data;
  };
  const method = (values) => call(values);
  method.adapter = cacheable
    ? wireAdapter((values) => `apex:${name}:${JSON.stringify(values, sorted)}`, call)
    : notCacheable(name);
  return method;
}

export const refreshApex = (given) => refresh(given);

export const getSObjectValue = (record, { fieldApiName }) =>
  fieldApiName.split('.').reduce((value, name) => value?.[name], record);
