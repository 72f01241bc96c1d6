import title from '@salesforce/label/c.SageCustomerOrdersTitle';
import empty from '@salesforce/label/c.SageCustomerOrdersEmpty';
import loading from '@salesforce/label/c.SageCustomerOrdersLoading';
import number from '@salesforce/label/c.SageCustomerOrdersNumber';
import state from '@salesforce/label/c.SageCustomerOrdersState';
import date from '@salesforce/label/c.SageCustomerOrdersDate';
import shipDate from '@salesforce/label/c.SageCustomerOrdersShipDate';
import po from '@salesforce/label/c.SageCustomerOrdersPo';
import total from '@salesforce/label/c.SageCustomerOrdersTotal';
import invoiced from '@salesforce/label/c.SageCustomerOrdersInvoiced';
import open from '@salesforce/label/c.SageCustomerOrdersOpenState';
import onHold from '@salesforce/label/c.SageOrderStateOnHold';
import cancelled from '@salesforce/label/c.SageOrderStateCancelled';
import completed from '@salesforce/label/c.SageOrderStateCompleted';
import quote from '@salesforce/label/c.SageCustomerOrdersQuote';
import fromSage from '@salesforce/label/c.SageCustomerOrdersFromSage';
import show from '@salesforce/label/c.SageCustomerOrdersShow';
import hide from '@salesforce/label/c.SageCustomerOrdersHide';
import ordered from '@salesforce/label/c.SageCustomerOrdersOrdered';
import shipped from '@salesforce/label/c.SageInvoicesQuantity';
import back from '@salesforce/label/c.SageCustomerOrdersBack';
import isCut from '@salesforce/label/c.SageCustomerOrdersIsCut';
import linesCut from '@salesforce/label/c.SageCustomerOrdersLinesCut';
import item from '@salesforce/label/c.SageInvoicesItem';
import price from '@salesforce/label/c.SageInvoicesPrice';
import extension from '@salesforce/label/c.SageInvoicesExtension';
import refresh from '@salesforce/label/c.SageInvoicesRefresh';

export const labels = {
  title,
  empty,
  loading,
  number,
  state,
  date,
  shipDate,
  po,
  total,
  invoiced,
  open,
  onHold,
  cancelled,
  completed,
  quote,
  fromSage,
  show,
  hide,
  ordered,
  shipped,
  back,
  isCut,
  linesCut,
  item,
  price,
  extension,
  refresh,
};
