import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from './config.ts';

const settings = {
  sage: {
    defaultCompany: 'ABC',
    boi: { kind: 'command', command: ['host'] },
    odbc: { kind: 'sqlite-embedded', folder: 'tables' },
    companies: { ABC: {} },
  },
};
const environment = { GATEWAY_KEY: 'a-key-that-is-long-enough-1' };
const noFile = (path: string): string => {
  throw new Error(`no such file: ${path}`);
};

function faultsOf(text: string, given: Record<string, string>, readFile = noFile) {
  try {
    readConfig(text, given, readFile);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('needs only a key and how to reach Sage', () => {
    const read = readConfig(JSON.stringify(settings), environment, noFile);

    expect(read.settings).toMatchObject({ listen: { host: '127.0.0.1' }, http: { openMetrics: false } });
    expect(read.settings.salesforce).toBeUndefined();
    expect(read.secrets.databaseUrl).toBeUndefined();
  });

  it('tells all that is wrong at once, with the place', () => {
    const wrong = {
      ...settings,
      listn: {},
      queue: { pollSeconds: 'x' },
      sage: { ...settings.sage, defaultCompany: 'abc' },
    };

    const paths = faultsOf(JSON.stringify(wrong), {
      GATEWAY_KEY_NEXT: 'short',
      DATABASE_URL: 'mysql://x',
    }).map(({ path }) => path);

    expect(paths.sort()).toEqual([
      'DATABASE_URL',
      'GATEWAY_KEY',
      'GATEWAY_KEY_NEXT',
      'listn',
      'queue.pollSeconds',
      'sage.defaultCompany',
    ]);
  });

  it('refuses a default company that is not set up', () => {
    const wrong = { sage: { ...settings.sage, defaultCompany: 'XYZ' } };

    expect(faultsOf(JSON.stringify(wrong), environment)).toEqual([
      { path: 'sage.defaultCompany', message: 'must be one of sage.companies' },
    ]);
  });

  it('refuses list prices that two sides decide', () => {
    const companies = { ABC: { listPriceOwner: 'sage' }, XYZ: { listPriceOwner: 'salesforce' }, DEF: {} };
    const both = (of: object) =>
      faultsOf(JSON.stringify({ sage: { ...settings.sage, companies: of } }), environment);

    expect(both(companies)).toMatchObject([{ path: 'sage.companies' }]);
    expect(both({ ...companies, XYZ: {} })).toEqual([]);
  });

  it('says where a file is no JSON', () => {
    expect(faultsOf('{', environment)).toMatchObject([{ path: 'settings file' }]);
  });

  it('reads a secret from the file that is named, without its last line break', () => {
    const given = { GATEWAY_KEY_FILE: '/run/key', SAGE_PASSWORD: 'all', SAGE_PASSWORD_XYZ_FILE: '/run/xyz' };
    const files = new Map([
      ['/run/key', 'a-key-from-a-file-0001\n'],
      ['/run/xyz', 'own\r\n'],
    ]);

    const { secrets } = readConfig(
      JSON.stringify(settings),
      given,
      (path) => files.get(path) ?? noFile(path),
    );

    expect(secrets.gatewayKeys).toEqual(['a-key-from-a-file-0001']);
    expect([secrets.sagePassword('ABC'), secrets.sagePassword('XYZ')]).toEqual(['all', 'own']);
  });

  it('refuses a secret that is given twice or whose file cannot be read', () => {
    const given = { ...environment, DATABASE_URL: 'postgres://x', DATABASE_URL_FILE: '/missing' };

    expect(faultsOf(JSON.stringify(settings), given).map(({ path }) => path)).toEqual([
      'DATABASE_URL',
      'DATABASE_URL_FILE',
    ]);
  });

  it('never repeats a secret in its faults', () => {
    const faults = faultsOf(JSON.stringify(settings), {
      GATEWAY_KEY: 'geheim',
      DATABASE_URL: 'mysql://user:geheim@host',
    });

    expect(faults.length).toBe(2);
    expect(JSON.stringify(faults)).not.toContain('geheim');
  });
});
