/**
 * Who may import whom (docs/architecture.md), held by scripts/layout.test.ts.
 *
 *   main.ts -> everything; features -> contract, ports, errors; adapter -> its own port; contract -> zod
 *   features lie in layers and import from the layers below: questions -> orders -> credit, inventory, pricing -> customers, products
 *   -> mapping, matching, addresses; features of one layer do not know each other; agent -> requests; webhooks -> the log of changes
 *   list-prices (what changed in the org's standard price book) -> requests, as agent does
 *   sync knows no feature: features tell it what to follow by the types of sync/feed.ts
 *   sandbox -> contract, and the gateway only as a process; gateway -> never sandbox
 */
const layers = [
  ['questions'],
  ['orders'],
  ['credit', 'inventory', 'pricing', 'invoices'],
  ['customers', 'products'],
  ['mapping', 'matching', 'addresses', 'currency'],
] as const;
const features = [...layers.flat(), 'requests'];
const gateway = '^sage-gateway/src';

/** What a feature may not import: those of the layers above, and its neighbours; the lowest layer is one family. */
const layerRules = layers
  .flatMap((layer, depth) =>
    layer.map((feature) => {
      const neighbours = depth === layers.length - 1 ? [] : layer.filter((one) => one !== feature);
      return {
        name: `${feature}-knows-only-lower-layers`,
        severity: 'error',
        from: { path: `${gateway}/${feature}/`, pathNot: '\\.test\\.ts$' },
        to: { path: `${gateway}/(${[...layers.slice(0, depth).flat(), ...neighbours].join('|')})/` },
      };
    }),
  )
  .filter(({ to }) => !to.path.includes('()'));

export default {
  forbidden: [
    ...layerRules,
    {
      name: 'requests-know-no-feature',
      severity: 'error',
      from: { path: `${gateway}/requests/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${gateway}/(${layers.slice(0, -1).flat().join('|')})/` },
    },
    {
      name: 'the-sync-knows-no-feature',
      severity: 'error',
      from: { path: `${gateway}/sync/`, pathNot: '\\.test\\.ts$' },
      to: {
        path: `${gateway}/(${layers.slice(0, -1).flat().join('|')}|requests|sage/(boi|odbc)|salesforce/(jsforce|pubsub)|cli)/`,
        pathNot: `${gateway}/orders/policy\\.ts$`,
      },
    },
    {
      name: 'features-know-of-the-sync-only-what-a-feed-is',
      severity: 'error',
      from: { path: `${gateway}/(${layers.flat().join('|')})/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${gateway}/sync/`, pathNot: `${gateway}/sync/feed\\.ts$` },
    },
    {
      name: 'webhooks-know-the-log-of-changes',
      severity: 'error',
      from: { path: `${gateway}/webhooks/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${gateway}/(${layers.flat().join('|')}|requests|agent|sync|sage|salesforce|cli)/` },
    },
    {
      name: 'nobody-knows-the-webhooks',
      severity: 'error',
      from: { path: gateway, pathNot: `${gateway}/(app\\.ts$|webhooks/)` },
      to: { path: `${gateway}/webhooks/` },
    },
    {
      name: 'the-agent-knows-the-inbox-and-ports',
      severity: 'error',
      from: { path: `${gateway}/agent/`, pathNot: '\\.test\\.ts$' },
      to: {
        path: `${gateway}/(${layers.flat().join('|')}|sage|salesforce/(jsforce|pubsub)|http|cli|database)/`,
      },
    },
    {
      name: 'list-prices-know-the-inbox-and-ports',
      severity: 'error',
      from: { path: `${gateway}/list-prices/`, pathNot: '\\.test\\.ts$' },
      to: {
        path: `${gateway}/(${layers.flat().join('|')}|agent|sync|webhooks|sage|salesforce/(jsforce|pubsub)|http|cli)/`,
      },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'gateway-never-imports-sandbox',
      severity: 'error',
      from: { path: '^sage-gateway/' },
      to: { path: '^sandbox/' },
    },
    {
      name: 'sandbox-knows-the-gateway-only-as-a-process',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^sage-gateway/' },
    },
    {
      name: 'contract-knows-only-itself-and-zod',
      severity: 'error',
      from: { path: `${gateway}/contract/`, pathNot: '\\.test\\.ts$' },
      to: { pathNot: `${gateway}/contract/|^contract/|node_modules/zod` },
    },
    {
      name: 'features-never-import-adapters-or-http',
      severity: 'error',
      from: {
        path: `${gateway}/(${layers.slice(1).flat().join('|')})/`,
        pathNot: '\\.test\\.ts$',
      },
      to: {
        path: `${gateway}/(sage/(boi|odbc)|salesforce/(jsforce|pubsub)|queue|http|cli|testing|database)/`,
      },
    },
    {
      name: 'adapters-know-their-own-port',
      severity: 'error',
      from: {
        path: `${gateway}/(sage/boi|sage/odbc|salesforce/jsforce|salesforce/pubsub)/`,
        pathNot: '\\.test\\.ts$',
      },
      to: { path: `${gateway}/(${[...features, 'http', 'queue', 'cli', 'testing'].join('|')})/` },
    },
    {
      name: 'boi-and-odbc-are-strangers',
      severity: 'error',
      from: { path: `${gateway}/sage/(boi|odbc)/` },
      to: { path: `${gateway}/sage/(boi|odbc)/`, pathNot: `${gateway}/sage/$1/` },
    },
    {
      name: 'only-main-joins',
      severity: 'error',
      from: {
        path: gateway,
        pathNot: `${gateway}/(main|app|connect)\\.ts$|${gateway}/cli/|\\.test\\.ts$|/testing/`,
      },
      to: { path: `${gateway}/(main|app|connect)\\.ts$` },
    },
    {
      name: 'production-code-has-no-test-helpers',
      severity: 'error',
      from: { path: gateway, pathNot: '\\.test\\.ts$|/testing/' },
      to: { path: `${gateway}/testing/` },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(data|metadata|test/fixtures)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
