import loading from '@salesforce/label/c.SageSetupLoading';
import saving from '@salesforce/label/c.SageSetupSaving';
import saved from '@salesforce/label/c.SageSetupSaved';
import unheard from '@salesforce/label/c.SageSetupUnheard';
import notSaved from '@salesforce/label/c.SageSetupNotSaved';
import save from '@salesforce/label/c.SageSetupSave';
import intro from '@salesforce/label/c.SageSetupPoliciesIntro';
import none from '@salesforce/label/c.SageSetupPoliciesDefault';
import sending from '@salesforce/label/c.SageSetupPoliciesSending';
import amounts from '@salesforce/label/c.SageSetupPoliciesAmounts';
import customers from '@salesforce/label/c.SageSetupPoliciesCustomers';
import care from '@salesforce/label/c.SageSetupPoliciesCare';
import OrderSource__c from '@salesforce/label/c.SageSetupPoliciesSource';
import OrderStages__c from '@salesforce/label/c.SageSetupPoliciesStages';
import OrderRecordTypes__c from '@salesforce/label/c.SageSetupPoliciesTypes';
import OrderType__c from '@salesforce/label/c.SageSetupPoliciesOrderType';
import DefaultWarehouse__c from '@salesforce/label/c.SageSetupPoliciesWarehouse';
import CreditPolicy__c from '@salesforce/label/c.SageSetupPoliciesCredit';
import PriceOwner__c from '@salesforce/label/c.SageSetupPoliciesPrices';
import OrderChanges__c from '@salesforce/label/c.SageSetupPoliciesOrderChanges';
import CurrencyPolicy__c from '@salesforce/label/c.SageSetupPoliciesCurrency';
import CustomerMatch__c from '@salesforce/label/c.SageSetupPoliciesCustomerMatch';
import CustomerOwner__c from '@salesforce/label/c.SageSetupPoliciesCustomerOwner';
import Connection__c from '@salesforce/label/c.SageSetupPoliciesConnection';
import RetentionDays__c from '@salesforce/label/c.SageSetupPoliciesRetention';
import AlertUsers__c from '@salesforce/label/c.SageSetupPoliciesUsers';
import AlertEmails__c from '@salesforce/label/c.SageSetupPoliciesEmails';
import AlertQuietMinutes__c from '@salesforce/label/c.SageSetupPoliciesQuiet';
import maps from '@salesforce/label/c.SageSetupPoliciesMaps';
import mapsHelp from '@salesforce/label/c.SageSetupPoliciesMapsHelp';
import map from '@salesforce/label/c.SageSetupPoliciesMap';
import salesforceValue from '@salesforce/label/c.SageSetupPoliciesSalesforce';
import sageValue from '@salesforce/label/c.SageSetupPoliciesSage';
import remove from '@salesforce/label/c.SageSetupPoliciesRemove';
import add from '@salesforce/label/c.SageSetupPoliciesAdd';
import noLines from '@salesforce/label/c.SageSetupPoliciesNoLines';
import line from '@salesforce/label/c.SageSetupPoliciesLine';
import faults from '@salesforce/label/c.SageSetupPoliciesFaults';
import TermsCode from '@salesforce/label/c.SageSetupMapTerms';
import ShipVia from '@salesforce/label/c.SageSetupMapShipVia';
import Warehouse from '@salesforce/label/c.SageSetupMapWarehouse';
import OpportunityStage from '@salesforce/label/c.SageSetupMapStage';
import OrderStatus from '@salesforce/label/c.SageSetupMapStatus';

export const labels = {
  loading,
  saving,
  saved,
  unheard,
  notSaved,
  save,
  intro,
  none,
  sending,
  amounts,
  customers,
  care,
  OrderSource__c,
  OrderStages__c,
  OrderRecordTypes__c,
  OrderType__c,
  DefaultWarehouse__c,
  CreditPolicy__c,
  PriceOwner__c,
  OrderChanges__c,
  CurrencyPolicy__c,
  CustomerMatch__c,
  CustomerOwner__c,
  Connection__c,
  RetentionDays__c,
  AlertUsers__c,
  AlertEmails__c,
  AlertQuietMinutes__c,
  maps,
  mapsHelp,
  map,
  salesforceValue,
  sageValue,
  remove,
  add,
  noLines,
  line,
  faults,
  TermsCode,
  ShipVia,
  Warehouse,
  OpportunityStage,
  OrderStatus,
};
