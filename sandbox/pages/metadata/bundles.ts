import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { flag, listOf, pieces } from './xml.ts';

const bundleSchema = z.object({
  isExposed: flag,
  masterLabel: z.string().optional(),
  targets: z.object({ target: listOf(z.string()) }).optional(),
  targetConfigs: z
    .object({
      targetConfig: listOf(
        z.object({
          objects: z.object({ object: listOf(z.string()) }).optional(),
          actionType: z.string().optional(),
        }),
      ),
    })
    .optional(),
});

/** A Lightning Web Component of the package. */
export interface Bundle {
  /** `sageCreditPanel`; in markup `<c-sage-credit-panel>`. */
  readonly name: string;
  /** Its module: a script, or only a stylesheet. */
  readonly file: string;
  readonly label: string;
  readonly exposed: boolean;
  readonly targets: readonly string[];
  /** Objects whose record pages it may be put on; empty = all. */
  readonly objects: readonly string[];
}

/** All components below the folders. Throws when a bundle has no module. */
export function readBundles(folders: readonly string[]): Bundle[] {
  return pieces(folders, 'js', bundleSchema).map(({ name, file, value }) => {
    const folder = dirname(file);
    const module = ['.js', '.html', '.css']
      .map((end) => join(folder, name + end))
      .find((each) => existsSync(each));
    if (!module || basename(folder) !== name) throw new Error(`${file}: the bundle has no module ${name}.js`);
    return {
      name,
      file: module,
      label: value.masterLabel ?? name,
      exposed: value.isExposed,
      targets: value.targets?.target ?? [],
      objects: (value.targetConfigs?.targetConfig ?? []).flatMap(({ objects }) => objects?.object ?? []),
    };
  });
}

/** `sageCreditPanel` -> `c-sage-credit-panel` */
export const tagOf = (bundle: string): string =>
  `c-${bundle.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
