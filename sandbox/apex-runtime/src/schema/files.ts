import fs from 'node:fs';
import path from 'node:path';

const IGNORED = new Set(['node_modules', '.git', '.sfdx', '.sf']);

/** All files of a folder and its folders; none when it does not exist. */
function walk(dir: string): string[] {
  if (!fs.existsSync(dir)) return [];
  return fs.readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    if (IGNORED.has(entry.name)) return [];
    const file = path.join(dir, entry.name);
    if (entry.isDirectory()) return walk(file);
    return entry.isFile() ? [file] : [];
  });
}

interface SfdxProject {
  readonly namespace?: string;
  readonly packageDirectories?: readonly { readonly path: string }[];
}

/** The files of several sfdx projects (their package directories) or plain folders, sorted, each once. */
export function projectFiles(dirs: readonly string[]): { files: string[]; namespace: string | null } {
  const files = new Set<string>();
  let namespace: string | null = null;
  for (const dir of dirs) {
    const config = path.join(dir, 'sfdx-project.json');
    let roots = [dir];
    if (fs.existsSync(config)) {
      const project = JSON.parse(fs.readFileSync(config, 'utf8')) as SfdxProject;
      namespace = project.namespace || namespace;
      const packages = (project.packageDirectories ?? []).map((entry) => path.join(dir, entry.path));
      if (packages.length > 0) roots = packages;
    }
    for (const file of roots.flatMap(walk)) files.add(file);
  }
  return { files: [...files].sort(), namespace };
}

/** Metadata files of one type, such as `namedCredential`, with the names of what they describe. */
export function filesOfType(files: readonly string[], type: string): { file: string; name: string }[] {
  const ending = `.${type}-meta.xml`;
  return files
    .filter((file) => file.endsWith(ending))
    .map((file) => ({ file, name: path.basename(file).slice(0, -ending.length) }));
}

/** The object whose folder holds the folder of this file: `objects/Account/fields/X__c.field-meta.xml`. */
export function objectFolder(file: string): string {
  return path.basename(path.dirname(path.dirname(file)));
}
