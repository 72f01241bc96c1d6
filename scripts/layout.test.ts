import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import rules from '../config/dependency-rules.ts';

const root = join(import.meta.dirname, '..');

/** Imports of a tree that break the rule, and how many modules were looked at. */
async function violations(baseDir: string): Promise<{ modules: number; found: string[] }> {
  const { forbidden, options } = rules;
  const result = await cruise(['sage-gateway', 'sandbox', 'contract'], {
    ...options,
    baseDir,
    ruleSet: { forbidden },
    validate: true,
    outputType: 'json',
  } as Parameters<typeof cruise>[1]);
  const { summary } = JSON.parse(String(result.output)) as ICruiseResult;
  const found = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
  return { modules: summary.totalCruised, found };
}

describe('the layout', () => {
  it('has at its top level what the user fixed, and the rooms we added', () => {
    const fixed = [
      'force-app',
      'sage-gateway',
      'config',
      'scripts',
      'sfdx-project.json',
      'package.json',
      'tsconfig.json',
      'README.md',
    ];
    expect(readdirSync(root)).toEqual(expect.arrayContaining([...fixed, 'contract', 'sandbox', 'docs']));
  });

  it('keeps the dependency rule', async () => {
    const { modules, found } = await violations(root);
    expect(modules).toBeGreaterThan(200);
    expect(found).toEqual([]);
  }, 60_000);

  it('would tell a feature that imports an adapter or one of a layer above, and a sandbox that imports the gateway', async () => {
    const tree = mkdtempSync(join(tmpdir(), 'layout-'));
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), text);
    };
    write('tsconfig.json', '{}');
    write('contract/states.json', '{}');
    write('sage-gateway/src/sage/boi/index.ts', 'export const boi = 1;');
    write(
      'sage-gateway/src/orders/place-order.ts',
      "import { boi } from '../sage/boi/index.ts';\nexport const order = boi;",
    );
    write('sage-gateway/src/credit/check-credit.ts', 'export const credit = 1;');
    write(
      'sage-gateway/src/customers/customer.ts',
      "import { credit } from '../credit/check-credit.ts';\nexport const customer = credit;",
    );
    write(
      'sandbox/src/main.ts',
      "import { order } from '../../sage-gateway/src/orders/place-order.ts';\nexport const main = order;",
    );
    try {
      expect((await violations(tree)).found.sort()).toEqual([
        'customers-knows-only-lower-layers: sage-gateway/src/customers/customer.ts -> sage-gateway/src/credit/check-credit.ts',
        'features-never-import-adapters-or-http: sage-gateway/src/orders/place-order.ts -> sage-gateway/src/sage/boi/index.ts',
        'sandbox-knows-the-gateway-only-as-a-process: sandbox/src/main.ts -> sage-gateway/src/orders/place-order.ts',
      ]);
    } finally {
      rmSync(tree, { recursive: true, force: true });
    }
  });
});
