/** The running user, and what custom permissions and feature parameters say. */
import { define } from '../../compile/types.ts';
import { textOf, type Row } from '../../db/row.ts';
import { arg, R } from '../../runtime/rt.ts';
import type { Value } from '../../runtime/values.ts';
import { statics } from '../typed.ts';
import { TimeZone } from '../temporal/time.ts';

/** A text of the running user's record. */
const me = (key: string) => (): string | null => {
  const row = R.org.db.get('user', R.user);
  return row && textOf(row, key);
};

/** The language of the running user, such as `de` or `en_US`. */
export const userLanguage = (): string => me('languagelocalekey')() || 'en_US';

define('System.UserInfo', {
  s: statics({
    'getUserId():Id': () => R.user,
    'getName():String': me('name'),
    'getFirstName():String': me('firstname'),
    'getLastName():String': me('lastname'),
    'getUserName():String': me('username'),
    'getUserEmail():String': me('email'),
    'getProfileId():Id': me('profileid'),
    'getUserRoleId():Id': me('userroleid'),
    'getOrganizationId():Id': () => R.org.orgId,
    'getOrganizationName():String': () => 'apex-runtime',
    'getLocale():String': () => me('localesidkey')() || 'en_US',
    'getLanguage():String': userLanguage,
    'getTimeZone():TimeZone': () => new TimeZone('GMT'),
    'getUserType():String': () => me('usertype')() || 'Standard',
    'getDefaultCurrency():String': () => R.org.userCurrency(),
    'isMultiCurrencyOrganization():Boolean': () => R.org.features.multiCurrency !== undefined,
    'getSessionId():String': () => (R.test ? null : 'SESSION_ID'),
    'getUiTheme():String': () => 'Theme4d',
    'getUiThemeDisplayed():String': () => 'Theme4d',
    'isCurrentUserLicensed(String):Boolean': () => true,
    'hasPackageLicense(Id):Boolean': () => true,
  }),
});

/** The permission sets of one assignment: itself, or those of its group. */
function assignedSets(assignment: Row): (string | null)[] {
  const set = textOf(assignment, 'permissionsetid');
  if (set) return [set];
  const group = textOf(assignment, 'permissionsetgroupid');
  return [...R.org.db.rows('permissionsetgroupcomponent')]
    .filter((component) => textOf(component, 'permissionsetgroupid') === group)
    .map((component) => textOf(component, 'permissionsetid'));
}

/** Does a permission set give a custom permission, by its metadata or by a SetupEntityAccess record? */
function grants(setId: string | null, permission: string): boolean {
  const { db, meta } = R.org;
  const row = setId === null ? null : db.get('permissionset', setId);
  const metadata = row && meta.permissionSets.find(({ name }) => name === textOf(row, 'name'));
  if (metadata?.customPermissions.some((name) => name.toLowerCase() === permission)) return true;
  return [...db.rows('setupentityaccess')].some((access) => {
    if (textOf(access, 'parentid') !== setId) return false;
    const entity = db.get('custompermission', textOf(access, 'setupentityid') ?? '');
    return entity !== null && textOf(entity, 'developername')?.toLowerCase() === permission;
  });
}

R.hasPermission = (name) =>
  [...R.org.db.rows('permissionsetassignment')]
    .filter((assignment) => textOf(assignment, 'assigneeid') === R.user)
    .some((assignment) => assignedSets(assignment).some((id) => grants(id, name.toLowerCase())));

/** The feature parameters of each org. */
const parameters = new WeakMap<object, Map<string, Value>>();
const featuresOf = (): Map<string, Value> => {
  const features = parameters.get(R.org) ?? new Map<string, Value>();
  parameters.set(R.org, features);
  return features;
};
define('System.FeatureManagement', {
  s: statics({
    'checkPermission(String):Boolean': (name) => R.hasPermission(arg(name)),
    'checkPackageBooleanValue(String):Boolean': (name) => featuresOf().get(name) === true,
    'checkPackageDateValue(String):Date': () => null,
    'checkPackageIntegerValue(String):Integer': (name) => Number(featuresOf().get(name) ?? 0),
    'setPackageBooleanValue(String,Boolean):void': (name, value) => featuresOf().set(name, value),
    'setPackageIntegerValue(String,Integer):void': (name, value) => featuresOf().set(name, value),
    'setPackageDateValue(String,Date):void': () => undefined,
  }),
});
