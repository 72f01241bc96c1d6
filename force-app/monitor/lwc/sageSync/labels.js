import title from '@salesforce/label/c.SageSyncTitle';
import loading from '@salesforce/label/c.SageSyncLoading';
import refresh from '@salesforce/label/c.SageSyncRefresh';
import none from '@salesforce/label/c.SageSyncNone';
import feed from '@salesforce/label/c.SageSyncFeed';
import company from '@salesforce/label/c.SageSyncCompany';
import state from '@salesforce/label/c.SageSyncState';
import age from '@salesforce/label/c.SageSyncAge';
import ageOf from '@salesforce/label/c.SageSyncAgeOf';
import never from '@salesforce/label/c.SageSyncNever';
import due from '@salesforce/label/c.SageSyncDue';
import parked from '@salesforce/label/c.SageSyncParked';
import actions from '@salesforce/label/c.SageSyncActions';
import readNow from '@salesforce/label/c.SageSyncReadNow';
import compare from '@salesforce/label/c.SageSyncCompare';
import readNowOf from '@salesforce/label/c.SageSyncReadNowOf';
import compareOf from '@salesforce/label/c.SageSyncCompareOf';
import asked from '@salesforce/label/c.SageSyncAsked';
import fresh from '@salesforce/label/c.SageSyncFresh';
import late from '@salesforce/label/c.SageSyncLate';
import waiting from '@salesforce/label/c.SageSyncWaiting';
import off from '@salesforce/label/c.SageSyncOff';
import progress from '@salesforce/label/c.SageSyncProgress';
import loaded from '@salesforce/label/c.SageSyncLoaded';
import seconds from '@salesforce/label/c.SageSyncSeconds';
import minutes from '@salesforce/label/c.SageSyncMinutes';
import hours from '@salesforce/label/c.SageSyncHours';
import days from '@salesforce/label/c.SageSyncDays';
import items from '@salesforce/label/c.SageFeedItems';
import customers from '@salesforce/label/c.SageFeedCustomers';
import contacts from '@salesforce/label/c.SageFeedContacts';
import shipTos from '@salesforce/label/c.SageFeedShipTos';
import stock from '@salesforce/label/c.SageFeedStock';
import priceRules from '@salesforce/label/c.SageFeedPriceRules';
import prices from '@salesforce/label/c.SageFeedPrices';
import orders from '@salesforce/label/c.SageFeedOrders';
import invoices from '@salesforce/label/c.SageFeedInvoices';
import invoiceLines from '@salesforce/label/c.SageFeedInvoiceLines';
import openInvoices from '@salesforce/label/c.SageFeedOpenInvoices';
import shipments from '@salesforce/label/c.SageFeedShipments';

export const labels = {
  title,
  loading,
  refresh,
  none,
  feed,
  company,
  state,
  age,
  ageOf,
  never,
  due,
  parked,
  actions,
  readNow,
  compare,
  readNowOf,
  compareOf,
  asked,
  fresh,
  late,
  waiting,
  off,
  progress,
  loaded,
  seconds,
  minutes,
  hours,
  days,
  items,
  customers,
  contacts,
  shipTos,
  stock,
  priceRules,
  prices,
  orders,
  invoices,
  invoiceLines,
  openInvoices,
  shipments,
};
