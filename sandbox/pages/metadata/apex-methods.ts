import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFiles } from 'apex-runtime/parse';

/** A static method that components may call. */
export interface ApexMethod {
  /** May be wired; must not write. */
  readonly cacheable: boolean;
  readonly parameters: readonly string[];
}

/** The @AuraEnabled methods below the folders, by `Class.method`. */
export async function readApexMethods(folders: readonly string[]): Promise<ReadonlyMap<string, ApexMethod>> {
  const files = folders
    .flatMap((folder) => globSync('**/*.cls', { cwd: folder }).map((file) => join(folder, file)))
    .filter((file) => /@AuraEnabled/i.test(readFileSync(file, 'utf8')));
  const methods = new Map<string, ApexMethod>();
  for (const { ast } of (await parseFiles(files)).units) {
    if (ast.kind !== 'class') continue;
    for (const member of ast.members) {
      if (member.kind !== 'method' || !member.modifiers.words.includes('static')) continue;
      const aura = member.modifiers.annotations.find(({ name }) => name === 'auraenabled');
      if (!aura) continue;
      methods.set(`${ast.name}.${member.name}`, {
        cacheable: aura.values['cacheable']?.toLowerCase() === 'true',
        parameters: member.parameters.map(({ name }) => name),
      });
    }
  }
  return methods;
}
