import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import rules from '../config/dependency-rules.ts';

const root = join(import.meta.dirname, '..');

describe('the layout', () => {
  it('has at its top level what the user fixed, and the rooms we added', () => {
    const top = readdirSync(root);
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
    expect(top).toEqual(expect.arrayContaining([...fixed, 'contract', 'sandbox', 'docs']));
  });

  it('keeps the dependency rule', async () => {
    const { forbidden, options } = rules;
    const found = await cruise(['sage-gateway/src', 'sandbox', 'contract'], {
      ...options,
      baseDir: root,
      ruleSet: { forbidden },
      validate: true,
      outputType: 'json',
    } as Parameters<typeof cruise>[1]);
    const { summary } = JSON.parse(String(found.output)) as ICruiseResult;
    expect(summary.totalCruised).toBeGreaterThan(50);
    expect(
      summary.violations.map((violation) => `${violation.rule.name}: ${violation.from} -> ${violation.to}`),
    ).toEqual([]);
  });
});
