import { expect, it } from '@jest/globals';
import { audienceOf } from './login.ts';

it.each([
  ['https://login.salesforce.com', 'https://login.salesforce.com'],
  ['https://test.salesforce.com', 'https://test.salesforce.com'],
  ['https://example.my.salesforce.com', 'https://login.salesforce.com'],
  ['https://example-dev-ed.develop.my.salesforce.com', 'https://login.salesforce.com'],
  ['https://example--uat.sandbox.my.salesforce.com', 'https://test.salesforce.com'],
  ['https://power-tool-1.scratch.my.salesforce.com', 'https://test.salesforce.com'],
  ['https://portal.example.com', 'https://portal.example.com'],
])('an assertion for %s is meant for %s', (loginUrl, audience) => {
  expect(audienceOf(loginUrl)).toBe(audience);
});
