import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const forceApp = path.join(path.dirname(import.meta.dirname), 'force-app');

/** What a folder's classes may use besides their own; a feature that is not named here uses the three below it and no other feature. */
const belowFeatures = ['outbox', 'gateway', 'core'];
const features = [
  'orders',
  'customers',
  'credit',
  'inventory',
  'products',
  'pricing',
  'invoices',
  'mapping',
  'monitor',
];
const layers: Readonly<Record<string, readonly string[]>> = {
  core: [],
  gateway: ['core'],
  outbox: ['gateway', 'core'],
  orders: ['mapping', ...belowFeatures],
  credit: ['mapping', ...belowFeatures],
  customers: ['mapping', ...belowFeatures],
  products: ['mapping', ...belowFeatures],
  setup: [...features, ...belowFeatures],
};

interface Source {
  readonly name: string;
  readonly feature: string;
  readonly isTest: boolean;
  /** The code without comments and texts. */
  readonly code: string;
}

const sources: Source[] = readdirSync(forceApp, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(cls|trigger)$/.test(file))
  .map((file) => {
    const parts = file.split(path.sep);
    return {
      name: path.basename(file).replace(/\.\w+$/, ''),
      feature: parts[0] ?? '',
      isTest: parts.includes('tests'),
      code: readFileSync(path.join(forceApp, file), 'utf8').replace(
        /\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\])*'/g,
        '',
      ),
    };
  });
const featureOf = new Map(sources.map(({ name, feature }) => [name.toLowerCase(), feature]));
const production = sources.filter((source) => !source.isTest);

/** Classes outside a list whose code matches: name and what was found. */
function found(pattern: RegExp, allowed: RegExp): string[] {
  return production
    .filter(({ name }) => !allowed.test(name))
    .flatMap(({ name, code }) => [...code.matchAll(pattern)].map((match) => `${name}: ${match[0].trim()}`));
}

describe('the Apex of the package', () => {
  it('keeps the layers: features over outbox over gateway over core, never sideways and never up', () => {
    const wrong = sources.flatMap(({ name, feature, code }) =>
      [...new Set(code.match(/\bSage\w+/gi) ?? [])]
        .map((used) => ({ used, from: featureOf.get(used.toLowerCase()) }))
        .filter(({ from }) => from !== undefined && from !== feature)
        .filter(({ from }) => !(layers[feature] ?? belowFeatures).includes(from ?? ''))
        .map(({ used }) => `${feature}/${name} uses ${used}`),
    );

    expect(sources.length).toBeGreaterThan(30);
    expect(wrong).toEqual([]);
  });

  it('makes callouts in SageGateway only', () => {
    expect(found(/\bnew\s+Http\w*\(/gi, /^SageGateway$/)).toEqual([]);
  });

  it('writes rows and enqueues jobs in SageStore only', () => {
    const dml =
      /\b(insert|update|upsert|delete|undelete)\s+(as\s+\w+\s+)?\w+;|\bDatabase\.(insert|update|upsert|delete)\b|\bSystem\.enqueueJob\b/gi;

    expect(found(dml, /^SageStore$/)).toEqual([]);
  });

  it('queries in selectors only', () => {
    expect(found(/\[\s*SELECT\b|\bDatabase\.(?!QueryLocator\b)(query|count)\w*/gi, /Selector$/)).toEqual([]);
  });

  it('says at every class how it shares', () => {
    const classes = production.filter(({ code }) => /^\s*public\b.*\bclass\b/m.test(code));
    const silent = classes.filter(
      ({ code }) => !/^public (virtual )?(with|without|inherited) sharing class/m.test(code),
    );

    expect(classes.length).toBeGreaterThan(20);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('says at every query in whose mode it reads', () => {
    const queries = production.flatMap(({ name, code }) =>
      [...code.matchAll(/\[\s*SELECT\b[^[\]]*\]/gi)].map((match) => ({ name, query: match[0] })),
    );

    expect(queries.length).toBeGreaterThan(10);
    expect(
      queries.filter(({ query }) => !/WITH (SYSTEM|USER)_MODE/.test(query)).map(({ name }) => name),
    ).toEqual([]);
  });
});
