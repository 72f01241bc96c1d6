import { Dec } from '../runtime/decimal.ts';
import { R } from '../runtime/rt.ts';
import { ADate } from '../runtime/temporal.ts';
import type { Value } from '../runtime/values.ts';
import type { Org } from '../org.ts';
import { edited } from '../db/row.ts';
import { STAGES } from '../schema/standard/stages.ts';

const PROFILES = [
  'System Administrator',
  'Standard User',
  'Read Only',
  'Minimum Access - Salesforce',
  'Standard Platform User',
  'Contract Manager',
  'Marketing User',
  'Solution Manager',
  'Minimum Access - API Only Integrations',
  'Chatter Free User',
  'Guest License User',
  'Customer Community User',
] as const;
type Profile = (typeof PROFILES)[number];

/** The ids of what every org has. */
export interface Seed {
  readonly orgId: string;
  readonly adminId: string;
  /** Event triggers run as this user. */
  readonly automatedUser: string;
}

/** Adds the organization, its profiles and users, and the records that describe its code and its opportunity stages. */
export function seedOrg(org: Org): Seed {
  const orgId = org.add('Organization', {
    Name: 'apex-runtime',
    InstanceName: 'LOCAL',
    IsSandbox: true,
    OrganizationType: 'Developer Edition',
    NamespacePrefix: org.packageNamespace,
    TimeZoneSidKey: 'GMT',
    LanguageLocaleKey: 'en_US',
    DefaultLocaleSidKey: 'en_US',
    Country: 'US',
    TrialExpirationDate: null,
    FiscalYearStartMonth: 1,
  });
  seedCurrencies(org);
  const users = seedUsers(org, seedProfiles(org));
  org.add('UserRole', { Name: 'CEO', DeveloperName: 'CEO' });
  seedCode(org);
  for (const { name, closed, won } of STAGES)
    org.add('OpportunityStage', {
      MasterLabel: name,
      ApiName: name,
      IsActive: true,
      IsClosed: closed,
      IsWon: won,
    });
  return { orgId, ...users };
}

function seedCurrencies(org: Org): void {
  const { multiCurrency } = org.features;
  if (!multiCurrency) return;
  const { corporate, rates, dated = {} } = multiCurrency;
  for (const [code, rate] of Object.entries({ [corporate]: '1', ...rates })) {
    org.add('CurrencyType', {
      IsoCode: code,
      ConversionRate: Dec.parse(rate),
      DecimalPlaces: 2,
      IsActive: true,
      IsCorporate: code === corporate,
    });
    const periods = [{ from: '1970-01-01', rate }, ...(dated[code] ?? [])];
    periods.sort((a, b) => (a.from < b.from ? -1 : 1));
    for (const [index, period] of periods.entries())
      org.add('DatedConversionRate', {
        IsoCode: code,
        ConversionRate: Dec.parse(period.rate),
        StartDate: ADate.parse(period.from),
        NextStartDate: ADate.parse(periods[index + 1]?.from ?? '9999-12-31'),
      });
  }
}

function seedProfiles(org: Org): Map<Profile, string> {
  const license = org.add('UserLicense', {
    Name: 'Salesforce',
    MasterLabel: 'Salesforce',
    LicenseDefinitionKey: 'SFDC',
  });
  const profiles = new Map<Profile, string>();
  for (const name of PROFILES) {
    const isAdministrator = name === 'System Administrator';
    const id = org.add('Profile', {
      Name: name,
      UserLicenseId: license,
      UserType: 'Standard',
      PermissionsModifyAllData: isAdministrator,
      PermissionsViewAllData: isAdministrator,
      PermissionsApiEnabled: true,
      PermissionsAuthorApex: isAdministrator,
    });
    profiles.set(name, id);
  }
  // Each profile has a permission set of its own.
  for (const [name, id] of profiles)
    org.add('PermissionSet', {
      Name: `X${id}`,
      Label: name,
      IsOwnedByProfile: true,
      ProfileId: id,
      Type: 'Profile',
    });
  return profiles;
}

function seedUsers(org: Org, profiles: ReadonlyMap<Profile, string>): Omit<Seed, 'orgId'> {
  const corporate = org.features.multiCurrency?.corporate;
  const currency: Record<string, Value> = corporate
    ? { DefaultCurrencyIsoCode: corporate, CurrencyIsoCode: corporate }
    : {};
  const user = (
    first: string | null,
    last: string,
    username: string,
    profile: Profile,
    others: Record<string, Value> = {},
  ): string =>
    org.add('User', {
      FirstName: first,
      LastName: last,
      Name: first ? `${first} ${last}` : last,
      Username: username,
      Alias: last.slice(0, 8),
      Email: username,
      ProfileId: profiles.get(profile) ?? null,
      IsActive: true,
      TimeZoneSidKey: 'GMT',
      LocaleSidKey: 'en_US',
      LanguageLocaleKey: 'en_US',
      EmailEncodingKey: 'UTF-8',
      CommunityNickname: last,
      UserType: 'Standard',
      ...currency,
      ...others,
    });
  const adminId = user('User', 'User', 'test-admin@apex-runtime.example', 'System Administrator');
  const automatedUser = user(
    null,
    'Automated Process',
    'autoproc@apex-runtime.example',
    'System Administrator',
    { UserType: 'AutomatedProcess', Alias: 'autoproc' },
  );
  user('Integration', 'User', 'integration@apex-runtime.example', 'Minimum Access - API Only Integrations', {
    Alias: 'integ',
  });
  R.user = adminId;
  for (const [id, row] of org.db.table('user'))
    org.db.put('user', id, row, edited(row, { createdbyid: adminId, lastmodifiedbyid: adminId }));
  return { adminId, automatedUser };
}

function seedCode(org: Org): void {
  for (const { outer, isTrigger, name, source } of org.project.list) {
    if (outer || isTrigger) continue;
    org.add('ApexClass', {
      Name: name,
      Body: source,
      Status: 'Active',
      ApiVersion: Dec.parse('62.0'),
      IsValid: true,
      LengthWithoutComments: source.length,
      NamespacePrefix: null,
    });
  }
  for (const { object, name, source } of org.program.allTriggers())
    org.add('ApexTrigger', {
      Name: name,
      TableEnumOrId: object,
      Body: source,
      Status: 'Active',
      IsValid: true,
    });
}
