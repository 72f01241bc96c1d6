import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { salesforceFieldsPage } from './salesforce-fields.ts';

it('docs/reference/salesforce-fields.md lists the fields as the package has them', () => {
  const page = path.join(path.dirname(import.meta.dirname), 'docs/reference/salesforce-fields.md');

  expect(readFileSync(page, 'utf8')).toBe(salesforceFieldsPage());
});
