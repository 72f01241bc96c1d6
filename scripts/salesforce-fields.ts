// Writes docs/reference/salesforce-fields.md from the package's metadata: node scripts/salesforce-fields.ts
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const page = 'docs/reference/salesforce-fields.md';

/** Text of the first element of a name; the package's field files are flat enough for that. */
function element(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml);
  return found?.[1]
    ?.replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}

/** The type as an admin says it: `Text(20)`, `Number(18, 6)`, `Lookup(Order)`, with what makes it a key. */
function typeOf(xml: string): string {
  const type = element(xml, 'type') ?? '';
  const size = element(xml, 'length') ?? element(xml, 'referenceTo');
  const number = type === 'Number' ? `${element(xml, 'precision')}, ${element(xml, 'scale')}` : undefined;
  const inside = number ?? size;
  const marks = [
    element(xml, 'required') === 'true' ? 'required' : '',
    element(xml, 'externalId') === 'true' ? 'external id' : '',
    element(xml, 'unique') === 'true' ? 'unique' : '',
  ].filter(Boolean);
  return [inside ? `${type}(${inside})` : type, ...marks].join(', ');
}

function objectSection(folder: string): string[] {
  const object = folder.split('/').at(-1) ?? '';
  const own = join(root, folder, `${object}.object-meta.xml`);
  const rows = readdirSync(join(root, folder, 'fields'))
    .sort()
    .map((file) => readFileSync(join(root, folder, 'fields', file), 'utf8'))
    .map(
      (xml) =>
        `| \`${element(xml, 'fullName')}\` | ${element(xml, 'label')} | ${typeOf(xml)} | ${element(xml, 'description')} |`,
    );
  const about = existsSync(own) ? element(readFileSync(own, 'utf8'), 'description') : undefined;
  return [
    `## ${object}`,
    '',
    ...(about ? [about, ''] : []),
    '| field | label | type | what it is for |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ];
}

/** The reference page: every object and field of the package, in the order of the folders. */
export function salesforceFieldsPage(): string {
  const folders = readdirSync(join(root, 'force-app'))
    .sort()
    .map((feature) => `force-app/${feature}/objects`)
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((object) => `${folder}/${object}`))
    .sort((a, b) => (a.split('/').at(-1) ?? '').localeCompare(b.split('/').at(-1) ?? ''));
  return [
    '# Objects and fields in Salesforce',
    '',
    'Made from `force-app` by `node scripts/salesforce-fields.ts`; edit the metadata, not this page.',
    'What the gateway writes onto `SageRequest__c` is in the [contract](../../contract/README.md).',
    '',
    ...folders.flatMap(objectSection),
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(join(root, page), salesforceFieldsPage());
