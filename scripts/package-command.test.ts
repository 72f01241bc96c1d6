import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packageCommand, UsageError, type PackageOptions } from './package-command.ts';

const id = '04t000000000001AAA';
/** The flags that the CLI's own command knows, from the manifest of its plugin. */
function flagsOf(command: string): string[] {
  const plugins = ['plugin-packaging', 'plugin-deploy-retrieve', 'plugin-org'];
  for (const plugin of plugins) {
    const file = join(
      import.meta.dirname,
      '..',
      'node_modules',
      '@salesforce',
      plugin,
      'oclif.manifest.json',
    );
    const { commands } = JSON.parse(readFileSync(file, 'utf8')) as {
      commands: Record<string, { flags: Record<string, unknown> } | undefined>;
    };
    const found = commands[command];
    if (found) return Object.keys(found.flags);
  }
  throw new Error(`the CLI has no command ${command}`);
}

describe('the package commands', () => {
  it.each<[string[], PackageOptions, string]>([
    [['create'], {}, 'package:create'],
    [['version'], { 'dev-hub': 'hub' }, 'package:version:create'],
    [['promote', id], {}, 'package:version:promote'],
    [['install', id], { org: 'uat' }, 'package:install'],
    [['companion'], { org: 'uat' }, 'project:deploy:start'],
    [['changes'], { org: 'uat' }, 'project:deploy:start'],
    [['scratch'], { org: 'trial', 'dev-hub': 'hub' }, 'org:create:scratch'],
  ])('%s use only flags that the Salesforce CLI has', (line, options, command) => {
    const args = packageCommand(line, options);
    const words = args.slice(0, command.split(':').length);
    const flags = args.filter((arg) => arg.startsWith('--')).map((flag) => flag.slice(2));

    expect(words.join(':')).toBe(command);
    expect(flagsOf(command)).toEqual(expect.arrayContaining(flags));
  });

  it('installs for admins only and keeps what a version no longer has, unless told otherwise', () => {
    const args = packageCommand(['install', id], { org: 'uat' });

    expect(args).toEqual(
      expect.arrayContaining(['--security-type', 'AdminsOnly', '--upgrade-type', 'Mixed']),
    );
    expect(packageCommand(['install', id], { org: 'uat', 'upgrade-type': 'Delete' })).toContain('Delete');
  });

  it.each<[string, string[], PackageOptions]>([
    ['no command', [], {}],
    ['an unknown command', ['publish'], {}],
    ['a version that is none', ['promote', '033000000000001AAA'], {}],
    ['no version', ['install'], { org: 'uat' }],
    ['no org', ['install', id], {}],
    ['an unknown upgrade type', ['install', id], { org: 'uat', 'upgrade-type': 'All' }],
    ['something more', ['version', 'now'], {}],
  ])('%s is answered by the usage', (_what, line, options) => {
    expect(() => packageCommand(line, options)).toThrow(UsageError);
    expect(() => packageCommand(line, options)).toThrow('npm run package -- COMMAND');
  });
});
