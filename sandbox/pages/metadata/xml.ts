import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

const parser = new XMLParser({ ignoreAttributes: true, ignoreDeclaration: true, parseTagValue: false });

/** One element or several of a name, as a list; none is an empty list. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(item));

/** `true` and `false` as metadata files write them. */
export const flag = z
  .string()
  .transform((text) => text === 'true')
  .default(false);

/** A piece of metadata: its API name by its file, and what the schema takes of its root element. */
export interface Piece<T> {
  readonly name: string;
  readonly file: string;
  readonly value: T;
}

/** All metadata of a type below the folders: `pieces(dirs, 'tab', schema)` reads each `*.tab-meta.xml`. */
export function pieces<T extends z.ZodType>(
  folders: readonly string[],
  type: string,
  schema: T,
): Piece<z.infer<T>>[] {
  const suffix = `.${type}-meta.xml`;
  const files = folders.flatMap((folder) =>
    globSync(`**/*${suffix}`, { cwd: folder }).map((file) => join(folder, file)),
  );
  return files.toSorted().map((file) => {
    const [root] = Object.values(parser.parse(readFileSync(file, 'utf8')) as Record<string, unknown>);
    const read = schema.safeParse(root === '' ? {} : root);
    if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`);
    return { name: basename(file).slice(0, -suffix.length), file, value: read.data };
  });
}
