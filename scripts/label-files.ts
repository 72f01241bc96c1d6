import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { lock } from 'proper-lockfile';

const project = join(import.meta.dirname, '..');
const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';

/** A text of the package, as people see it. */
export interface Label {
  /** Starts with Sage; LWCs import `@salesforce/label/c.<name>`, Apex says `System.Label.<name>`. */
  readonly name: string;
  /** At most 1,000 characters each. */
  readonly english: string;
  readonly german: string;
}

type Element = Record<string, string>;
/** A metadata document: its namespace, and its elements by their name. */
type Metadata = Record<string, Element[] | string>;

const labelsFile = (root: string) => join(root, 'force-app/core/labels/CustomLabels.labels-meta.xml');
const germanFile = (root: string) => join(root, 'force-app/core/translations/de.translation-meta.xml');

const parser = new XMLParser({
  ignoreAttributes: false,
  ignoreDeclaration: true,
  parseTagValue: false,
  isArray: (_name, path, _leaf, isAttribute) => !isAttribute && String(path).split('.').length === 2,
});
const builder = new XMLBuilder({
  ignoreAttributes: false,
  format: true,
  indentBy: '    ',
});

/** The labels of the package, sorted by name; a label without a German text has '' there. */
export function readLabels(root: string = project): Label[] {
  const german = new Map(
    elements(read(germanFile(root), 'Translations'), 'customLabels').map(({ name = '', label = '' }) => [
      name,
      label,
    ]),
  );
  return elements(read(labelsFile(root), 'CustomLabels'), 'labels').map(({ fullName = '', value = '' }) => ({
    name: fullName,
    english: value,
    german: german.get(fullName) ?? '',
  }));
}

/** Adds or changes labels in both languages. Several processes may do so at once: each waits for the others, at most about 20 s. */
export async function saveLabels(labels: readonly Label[], root: string = project): Promise<void> {
  for (const label of labels) check(label);
  const names = new Set(labels.map(({ name }) => name));
  await change(
    root,
    (english, german) => {
      english.push(
        ...labels.map(({ name, english: value }) => ({
          fullName: name,
          language: 'en_US',
          protected: 'false',
          shortDescription: value.slice(0, 80).trim(),
          value,
        })),
      );
      german.push(...labels.map(({ name, german: label }) => ({ label, name })));
    },
    names,
  );
}

/** Removes labels from both languages; names that are not there are none. */
export async function removeLabels(names: readonly string[], root: string = project): Promise<void> {
  await change(root, () => undefined, new Set(names));
}

/** Takes the named labels out, lets `add` put in new ones, and writes both files sorted. */
async function change(
  root: string,
  add: (english: Element[], german: Element[]) => void,
  names: ReadonlySet<string>,
): Promise<void> {
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const release = await lock(root, {
    lockfilePath: join(cache, 'labels.lock'),
    retries: { retries: 400, factor: 1, minTimeout: 50, maxTimeout: 50 },
  });
  try {
    const english = read(labelsFile(root), 'CustomLabels');
    const german = read(germanFile(root), 'Translations');
    const labels = elements(english, 'labels').filter(({ fullName = '' }) => !names.has(fullName));
    const translations = elements(german, 'customLabels').filter(({ name = '' }) => !names.has(name));
    add(labels, translations);
    write(labelsFile(root), 'CustomLabels', { ...english, labels: sorted(labels, 'fullName') });
    write(germanFile(root), 'Translations', { ...german, customLabels: sorted(translations, 'name') });
  } finally {
    await release();
  }
}

function check({ name, english, german }: Label): void {
  if (!/^Sage[A-Za-z0-9]{1,76}$/.test(name))
    throw new Error(`${name}: a name starts with Sage and has letters and digits only`);
  for (const text of [english, german]) {
    if (text.trim() === '' || text !== text.trim())
      throw new Error(`${name}: a text is not blank and has no spaces at its ends`);
    if (text.length > 1000) throw new Error(`${name}: a text has at most 1,000 characters`);
  }
}

function read(file: string, root: string): Metadata {
  if (!existsSync(file)) return { '@_xmlns': NAMESPACE };
  return (parser.parse(readFileSync(file, 'utf8')) as Record<string, Metadata>)[root] ?? {};
}

function elements(document: Metadata, name: string): Element[] {
  const found = document[name];
  return Array.isArray(found) ? found : [];
}

const sorted = (list: Element[], key: string) =>
  list.toSorted((a, b) => ((a[key] ?? '') < (b[key] ?? '') ? -1 : 1));

/** Whoever reads meanwhile sees the old file or the new one, never half of one. */
function write(file: string, root: string, document: Metadata): void {
  mkdirSync(dirname(file), { recursive: true });
  const next = `${file}.${process.pid}.tmp`;
  writeFileSync(next, `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [root]: document })}`);
  renameSync(next, file);
}
