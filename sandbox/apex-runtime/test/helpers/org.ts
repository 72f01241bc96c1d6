import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createOrg, type Org, type OrgOptions } from '../../src/index.ts';

/** A temporary metadata folder: relative path (`classes/X.cls`, `objects/O/fields/F.field-meta.xml`) -> text. */
export function metadataFolder(files: Record<string, string>): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'apex-'));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    fs.writeFileSync(path.join(dir, name), text);
  }
  return dir;
}

export interface TestOrg {
  org: Org;
  /** Runs statements that end in `return`; answers the value as JSON. */
  run: (code: string) => Promise<unknown>;
  close: () => Promise<void>;
}

/** An org on its own temporary metadata; `run` evaluates Apex in it. */
export async function openOrg(
  files: Record<string, string> = {},
  options: OrgOptions = {},
): Promise<TestOrg> {
  const dir = metadataFolder(files);
  const remove = (): void => fs.rmSync(dir, { recursive: true, force: true });
  const org = await createOrg(dir, { debug: true, ...options }).catch((e: unknown) => {
    remove();
    throw e;
  });
  const run = async (code: string): Promise<unknown> => {
    await org.recorded();
    await org.anonymous(
      `class Snippet { Object run() { ${code} } }\nSystem.debug('=>' + JSON.serialize(new Snippet().run()));`,
    );
    const { log } = await org.recorded();
    const line = log.findLast((l) => l.text.startsWith('=>'));
    if (!line) throw new Error('the snippet gave no value');
    return JSON.parse(line.text.slice(2));
  };
  const close = async (): Promise<void> => {
    await org.close();
    remove();
  };
  return { org, run, close };
}

const MDAPI = 'xmlns="http://soap.sforce.com/2006/04/metadata"';

/** A custom field's metadata file. */
export function field(object: string, name: string, body: string): Record<string, string> {
  const xml = `<?xml version="1.0"?><CustomField ${MDAPI}><fullName>${name}</fullName><label>${name.replace('__c', '')}</label>${body}</CustomField>`;
  return { [`objects/${object}/fields/${name}.field-meta.xml`]: xml };
}

/** A custom object's metadata file. */
export function object(name: string, body = ''): Record<string, string> {
  const label = name.replace(/__\w+$/, '');
  const xml = `<?xml version="1.0"?><CustomObject ${MDAPI}><label>${label}</label><pluralLabel>${label}s</pluralLabel>${body}</CustomObject>`;
  return { [`objects/${name}/${name}.object-meta.xml`]: xml };
}

export const TEXT = '<type>Text</type><length>80</length>';
export const NAME_FIELD = '<nameField><type>Text</type><label>Name</label></nameField>';
