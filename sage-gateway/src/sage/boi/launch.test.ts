import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { launches } from './launch.ts';
import { boiSettings } from './settings.ts';

const environment = {
  SystemRoot: 'C:\\Windows',
  Path: 'C:\\bin',
  SAGE_PASSWORD: 'secret',
  GATEWAY_KEY: 'secret',
};
const windows = (more: object) =>
  launches(boiSettings.parse({ kind: 'powershell', home: 'C:\\H', ...more }), environment);

describe('the start of a host', () => {
  it('tries 32-bit PowerShell before 64-bit when the bitness is left open', () => {
    expect(windows({}).map(({ file }) => /SysWOW64|System32/.exec(file)?.[0])).toEqual([
      'SysWOW64',
      'System32',
    ]);
    expect(windows({ bitness: 'System32' })).toHaveLength(1);
  });

  it('runs the script of this folder without profile, questions or a second thread model', () => {
    const args = windows({ byRef: 'invoke' })[0]?.args ?? [];

    expect(args.slice(0, 3)).toEqual(['-NoProfile', '-NonInteractive', '-STA']);
    expect(args.slice(-2)).toEqual(['-ByRef', 'invoke']);
    expect(readFileSync(args[args.indexOf('-File') + 1] ?? '', 'utf8')).toContain(
      'contract/boi-host/README.md',
    );
  });

  it("hands over the environment that Windows needs, and none of the gateway's secrets", () => {
    expect(windows({})[0]?.env).toEqual({ SystemRoot: 'C:\\Windows', Path: 'C:\\bin' });
  });

  it('takes a command as it is, with its own additions to the environment', () => {
    const settings = boiSettings.parse({
      kind: 'command',
      command: ['node', 'host.ts', '--data'],
      env: { FAULTS: '1' },
    });

    expect(launches(settings, environment)).toEqual([
      {
        file: 'node',
        args: ['host.ts', '--data'],
        env: { SystemRoot: 'C:\\Windows', Path: 'C:\\bin', FAULTS: '1' },
      },
    ]);
  });
});

describe('the settings', () => {
  it('refuse what they do not know, and a password above all', () => {
    const parsed = boiSettings.safeParse({ kind: 'powershell', home: 'C:\\H', password: 'secret' });

    expect(parsed.error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: ['password'] }]);
  });
});
