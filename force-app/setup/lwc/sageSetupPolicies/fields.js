import { labels } from './labels';

/** The fields of the form by section; `kind` says how a field is edited. */
const sections = {
  sending: [
    'OrderSource__c',
    'OrderStages__c',
    'OrderRecordTypes__c',
    'OrderType__c',
    'OrderChanges__c',
    'DefaultWarehouse__c',
  ],
  amounts: ['CreditPolicy__c', 'PriceOwner__c', 'CurrencyPolicy__c'],
  customers: ['CustomerMatch__c', 'CustomerOwner__c'],
  care: ['Connection__c', 'RetentionDays__c', 'AlertUsers__c', 'AlertEmails__c', 'AlertQuietMinutes__c'],
};
const several = new Set(['OrderStages__c', 'OrderRecordTypes__c']);
const numbers = new Set(['RetentionDays__c', 'AlertQuietMinutes__c']);

/**
 * The form as the template shows it.
 *
 * @param {Record<string, unknown>} values API name to value, as they are now
 * @param {Record<string, {value: string, label: string}[]>} choices API name to what it may be
 * @param {Record<string, string>} faults API name to what is wrong
 */
export function formOf(values, choices, faults) {
  return Object.entries(sections).map(([name, fields]) => ({
    name,
    title: labels[name],
    fields: fields.map((field) => fieldOf(field, values[field], choices[field], faults[field])),
  }));
}

function fieldOf(name, value, choices, fault) {
  const field = { name, label: labels[name], fault };
  if (several.has(name)) {
    return { ...field, isSeveral: choices.length > 0, choices, value: listOf(value) };
  }
  if (choices) {
    const all = [{ value: '', label: labels.none }, ...choices];
    return { ...field, isChoice: true, choices: all, value: value ?? '' };
  }
  return { ...field, isText: true, type: numbers.has(name) ? 'number' : 'text', value: value ?? '' };
}

function listOf(value) {
  if (Array.isArray(value)) return value;
  return value ? value.split(';').map((part) => part.trim()) : [];
}

/** What an input gave, as Apex takes it: numbers as numbers, nothing as null. */
export function valueOf(name, entered) {
  if (entered === '' || entered === undefined) return null;
  return numbers.has(name) ? Number(entered) : entered;
}
