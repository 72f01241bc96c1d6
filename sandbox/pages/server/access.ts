import type { PermissionSet } from '../metadata/permissions.ts';
import { PageError, type PagesParts } from './parts.ts';

/** Who looks at a page. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  /** `de`, from `de` or `de_AT`. */
  readonly language: string;
  readonly customPermissions: readonly string[];
  readonly mayCall: (apexClass: string) => boolean;
}

/** Reads the user with what the permission sets of the package give. Administrators may call every class, as in an org. */
export async function viewerOf(
  { org }: PagesParts,
  sets: ReadonlyMap<string, PermissionSet>,
  userId: string,
): Promise<Viewer> {
  const [user] = await org.query(
    `SELECT Id, Name, LanguageLocaleKey, Profile.Name FROM User WHERE Id = '${userId}'`,
  );
  if (!user) throw new PageError(401, 'Your session has ended.');
  const assigned = await org.query<{ PermissionSet: { Name: string } | null }[]>(
    `SELECT PermissionSet.Name FROM PermissionSetAssignment WHERE AssigneeId = '${userId}'`,
  );
  const own = assigned.flatMap(({ PermissionSet: set }) => (set && sets.get(set.Name)) ?? []);
  const administrator = (user['Profile'] as { Name: string } | null)?.Name === 'System Administrator';
  return {
    id: userId,
    name: String(user['Name']),
    language: String(user['LanguageLocaleKey']).split('_')[0] ?? 'en',
    customPermissions: [...new Set(own.flatMap(({ customPermissions }) => [...customPermissions]))],
    mayCall: (apexClass) => administrator || own.some(({ classes }) => classes.has(apexClass)),
  };
}
