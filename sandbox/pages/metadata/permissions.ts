import { z } from 'zod';
import { flag, listOf, pieces } from './xml.ts';

const setSchema = z.object({
  classAccesses: listOf(z.object({ apexClass: z.string(), enabled: flag })),
  customPermissions: listOf(z.object({ name: z.string(), enabled: flag })),
});

/** What a permission set gives beside records. */
export interface PermissionSet {
  readonly classes: ReadonlySet<string>;
  readonly customPermissions: ReadonlySet<string>;
}

/** The permission sets below the folders by name. */
export function readPermissionSets(folders: readonly string[]): ReadonlyMap<string, PermissionSet> {
  return new Map(
    pieces(folders, 'permissionset', setSchema).map(({ name, value }) => [
      name,
      {
        classes: new Set(
          value.classAccesses.filter(({ enabled }) => enabled).map(({ apexClass }) => apexClass),
        ),
        customPermissions: new Set(
          value.customPermissions.filter(({ enabled }) => enabled).map((permission) => permission.name),
        ),
      },
    ]),
  );
}
