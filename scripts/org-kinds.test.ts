import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = path.dirname(import.meta.dirname);
/** Tests of what differs between kinds of orgs: currencies, accounts, orders and how the setup tells of it. */
const CLASSES = [
  'SageOrgFeaturesTest',
  'SageOpportunityHandlerTest',
  'SageOrderHandlerTest',
  'SageOrderMessageTest',
];

describe('the package', () => {
  it.each(['multi-currency', 'person-accounts'])(
    'compiles and runs in an org with %s',
    (kind) => {
      const args = ['test', root, '--no-coverage', '--org', kind, '--class', CLASSES.join(',')];
      const run = spawnSync(process.execPath, [path.join(root, 'scripts', 'apex.mjs'), ...args], {
        encoding: 'utf8',
      });
      expect(run.stdout).toMatch(/[1-9]\d* passed, 0 failed\n$/);
    },
    60_000,
  );
});
