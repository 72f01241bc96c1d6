import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export class UsageError extends Error {}

export interface PackageOptions {
  /** Alias or username of the org to install into or deploy to. */
  readonly org?: string | undefined;
  /** Alias or username of the Dev Hub; left out: the CLI's default. */
  readonly 'dev-hub'?: string | undefined;
  /** What happens to components that a new version no longer has: Mixed (default), DeprecateOnly or Delete. */
  readonly 'upgrade-type'?: string | undefined;
}

const usage = `npm run package -- COMMAND [options]

  create                          registers the package in the Dev Hub (once)
  version                         builds a version, with the coverage of its tests
  promote 04t...                  releases a version, for good
  install 04t... --org ORG        installs or upgrades  [--upgrade-type Mixed|DeprecateOnly|Delete]
  companion --org ORG             deploys the permission sets that a package cannot hold (config/unpackaged/permissionsets)
  changes --org ORG               lets changes of accounts be followed (config/unpackaged/changes)
  scratch --org ALIAS             makes a scratch org to try the package in

Options: --dev-hub HUB`;

const project = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'sfdx-project.json'), 'utf8')) as {
  readonly packageDirectories: readonly [{ readonly package: string; readonly path: string }];
};
const [{ package: name, path }] = project.packageDirectories;

/**
 * The arguments of the Salesforce CLI for a command line of ours. Waits are bounded: an hour for a build, twenty minutes for an
 * installation.
 *
 * Source: commands and flags of unlocked packages, Salesforce DX Developer Guide.
 */
export function packageCommand([command, ...rest]: readonly string[], options: PackageOptions): string[] {
  const hub = options['dev-hub'] ? ['--target-dev-hub', options['dev-hub']] : [];
  switch (command) {
    case 'create':
      none(rest);
      return [
        ...['package', 'create', '--name', name, '--package-type', 'Unlocked', '--path', path],
        ...['--no-namespace', ...hub],
      ];
    case 'version':
      none(rest);
      return [
        ...['package', 'version', 'create', '--package', name, '--code-coverage'],
        ...['--installation-key-bypass', '--wait', '60', ...hub],
      ];
    case 'promote':
      return ['package', 'version', 'promote', '--package', versionId(rest), '--no-prompt', ...hub];
    case 'install':
      return [
        ...['package', 'install', '--package', versionId(rest), '--target-org', target(options)],
        ...['--upgrade-type', upgradeType(options), '--security-type', 'AdminsOnly'],
        ...['--apex-compile', 'package', '--wait', '20', '--publish-wait', '20', '--no-prompt'],
      ];
    case 'companion':
      none(rest);
      // Not its neighbours: the org's address of the gateway and its approval process would be replaced by ours.
      return deploy('config/unpackaged/permissionsets', options);
    case 'changes':
      none(rest);
      return deploy('config/unpackaged/changes', options);
    case 'scratch':
      none(rest);
      return [
        ...['org', 'create', 'scratch', '--definition-file', 'config/project-scratch-def.json'],
        ...['--alias', target(options), '--duration-days', '7', '--wait', '20', ...hub],
      ];
    default:
      throw new UsageError(usage);
  }
}

function deploy(folder: string, options: PackageOptions): string[] {
  return [
    ...['project', 'deploy', 'start', '--source-dir', folder],
    ...['--target-org', target(options), '--wait', '20'],
  ];
}

/** The id of a package version, 15 or 18 characters after 04t. */
function versionId([id, ...more]: readonly string[]): string {
  none(more);
  if (!/^04t[A-Za-z0-9]{12}([A-Za-z0-9]{3})?$/.test(id ?? ''))
    throw new UsageError(
      `${id ?? 'Nothing'} is not the id of a package version, which begins with 04t.\n\n${usage}`,
    );
  return String(id);
}

function target({ org }: PackageOptions): string {
  if (!org) throw new UsageError(`Name the org: --org ALIAS\n\n${usage}`);
  return org;
}

function upgradeType({ 'upgrade-type': type = 'Mixed' }: PackageOptions): string {
  if (!['Mixed', 'DeprecateOnly', 'Delete'].includes(type))
    throw new UsageError(`There is no upgrade type ${type}.\n\n${usage}`);
  return type;
}

function none(rest: readonly string[]): void {
  if (rest.length > 0) throw new UsageError(`What is ${rest.join(' ')}?\n\n${usage}`);
}
