import { readFileSync } from 'node:fs';
import { STATES, TYPES, wordFor } from 'c/sageMonitorWords';

const read = (path) => readFileSync(path, 'utf8');
const valuesOf = (field) =>
  [
    ...read(`force-app/outbox/objects/SageRequest__c/fields/${field}.field-meta.xml`).matchAll(
      /<value>\s*<fullName>(\w+)</g,
    ),
  ].map(([, value]) => value);

describe('the words of the monitor', () => {
  it('has one for each state and type that a request can have', () => {
    expect(STATES.map(({ value }) => value)).toEqual(valuesOf('Status__c'));
    expect(TYPES.map(({ value }) => value)).toEqual(valuesOf('Type__c'));
  });

  it('shows a state that is newer than the page as it is', () => {
    expect(wordFor(STATES, 'Done')).toBe('Done');
    expect(wordFor(STATES, 'Tomorrow')).toBe('Tomorrow');
  });
});
