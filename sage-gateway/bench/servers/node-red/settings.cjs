// Node-RED's settings for the benchmark: no editor, no admin API, a pool for the function node.
/* eslint-disable @typescript-eslint/no-require-imports -- Node-RED reads its settings as CommonJS */
const pg = require(process.env.PG_MODULE);

module.exports = {
  uiHost: '127.0.0.1',
  uiPort: Number(process.env.PORT),
  httpAdminRoot: false,
  apiMaxLength: '8mb',
  flowFilePretty: true,
  credentialSecret: false,
  functionGlobalContext: { pool: new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12 }) },
  logging: { console: { level: 'warn', metrics: false, audit: false } },
};
