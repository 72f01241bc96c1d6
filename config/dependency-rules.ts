/**
 * Who may import whom (docs/architecture.md), held by scripts/layout.test.ts.
 *
 *   main.ts -> everything; features -> contract, ports, errors, mapping; adapter -> its own port; contract -> zod
 *   sandbox -> contract, and the gateway only as a process; gateway -> never sandbox
 */
const features = ['orders', 'customers', 'products', 'requests', 'mapping'];
const gateway = '^sage-gateway/src';

export default {
  forbidden: [
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
      from: { path: `${gateway}/(orders|customers|products|mapping)/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${gateway}/(sage/(boi|odbc)|salesforce/jsforce|queue|http|cli|testing|database)/` },
    },
    {
      name: 'adapters-know-their-own-port',
      severity: 'error',
      from: { path: `${gateway}/(sage/boi|sage/odbc|salesforce/jsforce)/`, pathNot: '\\.test\\.ts$' },
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
