import loading from '@salesforce/label/c.SageSetupLoading';
import saving from '@salesforce/label/c.SageSetupSaving';
import saved from '@salesforce/label/c.SageSetupSaved';
import unheard from '@salesforce/label/c.SageSetupUnheard';
import notSaved from '@salesforce/label/c.SageSetupNotSaved';
import save from '@salesforce/label/c.SageSetupSave';
import none from '@salesforce/label/c.SageSetupNone';
import intro from '@salesforce/label/c.SageSetupCompaniesIntro';
import empty from '@salesforce/label/c.SageSetupCompaniesEmpty';
import active from '@salesforce/label/c.SageSetupCompaniesActive';
import isDefault from '@salesforce/label/c.SageSetupCompaniesDefault';
import division from '@salesforce/label/c.SageSetupCompaniesDivision';
import currencyName from '@salesforce/label/c.SageSetupCompaniesCurrency';
import unknown from '@salesforce/label/c.SageSetupCompaniesUnknown';
import warehouses from '@salesforce/label/c.SageSetupCompaniesWarehouses';

export const labels = {
  loading,
  saving,
  saved,
  unheard,
  notSaved,
  save,
  none,
  intro,
  empty,
  active,
  isDefault,
  division,
  currencyName,
  unknown,
  warehouses,
};
