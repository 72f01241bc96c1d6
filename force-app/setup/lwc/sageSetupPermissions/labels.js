import loading from '@salesforce/label/c.SageSetupLoading';
import intro from '@salesforce/label/c.SageSetupPermissionsIntro';
import missing from '@salesforce/label/c.SageSetupPermissionsMissing';
import nobody from '@salesforce/label/c.SageSetupPermissionsNobody';
import take from '@salesforce/label/c.SageSetupPermissionsTake';
import user from '@salesforce/label/c.SageSetupPermissionsUser';
import userHelp from '@salesforce/label/c.SageSetupPermissionsUserHelp';
import search from '@salesforce/label/c.SageSetupPermissionsSearch';
import notFound from '@salesforce/label/c.SageSetupPermissionsNotFound';
import choose from '@salesforce/label/c.SageSetupPermissionsChoose';
import set from '@salesforce/label/c.SageSetupPermissionsSet';
import assign from '@salesforce/label/c.SageSetupPermissionsAssign';
import assigned from '@salesforce/label/c.SageSetupPermissionsAssigned';
import taken from '@salesforce/label/c.SageSetupPermissionsTaken';

export const labels = {
  loading,
  intro,
  missing,
  nobody,
  take,
  user,
  userHelp,
  search,
  notFound,
  choose,
  set,
  assign,
  assigned,
  taken,
};
