import type { Org } from 'apex-runtime';
import type { SessionUser } from './oauth/sessions.ts';

/** A user of the org as an administrator would make it. */
export interface OrgUser {
  readonly username: string;
  readonly firstName?: string;
  readonly lastName: string;
  readonly profile: 'System Administrator' | 'Standard User' | 'Minimum Access - API Only Integrations';
  readonly permissionSets: readonly string[];
}

/** The users of the sandbox: an administrator, a sales rep, a credit manager and the one the gateway logs in as. */
export const sandboxUsers: readonly OrgUser[] = [
  {
    username: 'admin@sandbox.example',
    firstName: 'Ada',
    lastName: 'Admin',
    profile: 'System Administrator',
    permissionSets: ['Sage_Admin', 'Sage_Standard_Objects'],
  },
  {
    username: 'rep@sandbox.example',
    firstName: 'Rita',
    lastName: 'Rep',
    profile: 'Standard User',
    permissionSets: ['Sage_User', 'Sage_Order_Manager', 'Sage_Standard_Objects'],
  },
  {
    username: 'credit@sandbox.example',
    firstName: 'Carla',
    lastName: 'Credit',
    profile: 'Standard User',
    permissionSets: ['Sage_Credit_Manager', 'Sage_Standard_Objects'],
  },
  {
    username: 'gateway@sandbox.example',
    lastName: 'Sage Gateway',
    profile: 'Minimum Access - API Only Integrations',
    permissionSets: ['Sage_Integration', 'Sage_Standard_Objects_Integration'],
  },
];

/** Makes the users that are not there yet and gives each its permission sets. Throws when a set is unknown. */
export async function prepareUsers(org: Org, users: readonly OrgUser[]): Promise<void> {
  for (const user of users) {
    if (!(await findUser(org, user.username))) await create(org, user);
    for (const name of user.permissionSets) {
      if (!(await org.grantPermissionSet(user.username, name))) {
        throw new Error(`user ${user.username}: the org has no permission set ${name}`);
      }
    }
  }
}

export async function findUser(
  org: Org,
  username: string,
): Promise<(SessionUser & { active: boolean }) | undefined> {
  if (!/^[\w.+-]+@[\w.-]+$/.test(username)) return undefined;
  const [user] = await org.query(`SELECT Id, Username, IsActive FROM User WHERE Username = '${username}'`);
  if (!user) return undefined;
  return { id: String(user['Id']), username: String(user['Username']), active: user['IsActive'] === true };
}

async function create(org: Org, user: OrgUser): Promise<void> {
  const [profile] = await org.query(`SELECT Id FROM Profile WHERE Name = '${user.profile}'`);
  const [name = ''] = user.username.split('@');
  await org.insert('User', {
    Username: user.username,
    FirstName: user.firstName ?? null,
    LastName: user.lastName,
    Email: user.username,
    Alias: name.slice(0, 8),
    CommunityNickname: name,
    ProfileId: profile?.['Id'],
    TimeZoneSidKey: 'GMT',
    LocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    IsActive: true,
  });
}
