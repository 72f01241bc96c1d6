import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import type { ApexMethod } from '../metadata/apex-methods.ts';
import type { Bundle } from '../metadata/bundles.ts';
import type { Texts } from '../metadata/labels.ts';
import { iconModule } from './icons.ts';

export interface PackageModules {
  readonly bundles: readonly Bundle[];
  readonly texts: ReadonlyMap<string, Texts>;
  readonly methods: ReadonlyMap<string, ApexMethod>;
  readonly icons: ReadonlySet<string>;
  /** Folder of our own `sandbox/*`, `force/*` and `lightning/*` modules. */
  readonly own: string;
  /** Folder of the package lightning-base-components. */
  readonly baseComponents: string;
}

const OURS =
  /^@salesforce\/(apex|label\/c\.|schema\/|user\/|customPermission\/|i18n\/|client\/|resourceUrl\/|messageChannel\/)/;
const VIRTUAL = '\0salesforce:';
const js = (value: unknown): string => JSON.stringify(value);
const fromPage = (expression: string): string =>
  `import { page } from 'sandbox/page';\nexport default ${expression};`;

/** Gives the modules that only the platform has: `@salesforce/*`, and of `lightning/*` what base components lack. */
export function salesforceModules(parts: PackageModules): Plugin {
  return {
    name: 'salesforce-modules',
    enforce: 'pre',
    resolveId(id, importer) {
      if (id === 'sandbox/bundles' || /^lightning\/iconSvgTemplates[A-Z]\w+$/.test(id)) return VIRTUAL + id;
      if (/^(lightning|force|sandbox)\//.test(id)) return ownModule(parts, id, importer);
      // The base components bring the rest themselves: their texts, gates and checks.
      return OURS.test(id) ? VIRTUAL + id : null;
    },
    load(virtual) {
      if (!virtual.startsWith(VIRTUAL)) return null;
      const id = virtual.slice(VIRTUAL.length);
      if (id === 'sandbox/bundles') return bundlesModule(parts.bundles);
      if (id.startsWith('lightning/')) return iconModule(id, parts.icons, parts.baseComponents);
      return scopedModule(parts, id);
    },
  };
}

/** Our own file, else null for a base component; throws where neither has the module. */
function ownModule({ own, baseComponents }: PackageModules, id: string, importer?: string): string | null {
  const name = id.split('/')[1] ?? '';
  const file = join(own, id, `${name}.js`);
  if (existsSync(file)) return file;
  if (id.startsWith('lightning/') && existsSync(join(baseComponents, 'src/lightning', name))) return null;
  throw new Error(
    `${id}, imported by ${importer ?? 'a page'}: the pages of the sandbox do not have this module`,
  );
}

/** Loads each component when a page shows it. */
function bundlesModule(bundles: readonly Bundle[]): string {
  const entries = bundles
    .filter(({ exposed }) => exposed)
    .map(({ name }) => `${js(name)}: () => import(${js(`c/${name}`)})`);
  return `export const bundles = { ${entries.join(',\n')} };`;
}

function scopedModule(parts: PackageModules, id: string): string {
  const [, scope = '', ...rest] = id.split('/');
  const name = rest.join('/');
  switch (scope) {
    case 'apex':
      return name === ''
        ? "export { refreshApex, getSObjectValue } from 'sandbox/apex';"
        : apexModule(parts, name);
    case 'label':
      return labelModule(parts, name.slice('c.'.length));
    case 'schema':
      return `export default ${js(schemaReference(name))};`;
    case 'user':
      return fromPage(`page.user[${js(name)}]`);
    case 'customPermission':
      return fromPage(`page.customPermissions.includes(${js(name)}) || undefined`);
    case 'i18n':
    case 'client':
      return localeModule(parts, id, name);
    case 'resourceUrl':
      return `export default ${js(`/resource/${name}`)};`;
    case 'messageChannel':
      return `export default ${js({ apiName: name })};`;
    default:
      throw new Error(`${id}: the pages of the sandbox do not have this module`);
  }
}

function apexModule({ methods }: PackageModules, name: string): string {
  const method = methods.get(name);
  if (!method) throw new Error(`${name} is no @AuraEnabled method of the package`);
  return `import { apexMethod } from 'sandbox/apex';\nexport default apexMethod(${js(name)}, ${js(method)});`;
}

function labelModule({ texts }: PackageModules, name: string): string {
  const text = texts.get(name);
  if (!text) throw new Error(`the package has no label ${name}`);
  return `import { page } from 'sandbox/page';\nconst text = ${js(text)};\nexport default text[page.language] ?? text.en;`;
}

function schemaReference(name: string): object {
  const [objectApiName, ...field] = name.split('.');
  return field.length > 0 ? { fieldApiName: field.join('.'), objectApiName } : { objectApiName };
}

/** The page's own value (`page.i18n`), else what the base components use. */
function localeModule({ baseComponents }: PackageModules, id: string, name: string): string {
  const file = join(baseComponents, 'scopedImports', `${id.replaceAll('/', '-')}.js`);
  if (!existsSync(file)) throw new Error(`${id}: unknown`);
  return `import { page } from 'sandbox/page';\nimport usual from ${js(file)};\nexport default page.i18n[${js(name)}] ?? usual;`;
}
