import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { apexFromContract } from './contract-apex.ts';

const root = path.dirname(import.meta.dirname);
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('the contract in Apex', () => {
  for (const [file, content] of Object.entries(apexFromContract())) {
    it(`${file} is what node scripts/contract-apex.ts makes of the contract`, () => {
      expect(read(file)).toBe(content);
    });
  }

  it('the picklist of SageRequest__c.Status__c has the states of the contract', () => {
    const field = read('force-app/outbox/objects/SageRequest__c/fields/Status__c.field-meta.xml');
    const { states } = JSON.parse(read('contract/states.json')) as { states: Record<string, unknown> };

    const values = [...field.matchAll(/<fullName>(\w+)<\/fullName>\s*<default>/g)].map((match) => match[1]);

    expect(values).toEqual(Object.keys(states));
  });
});
