import title from '@salesforce/label/c.SageInvoicesTitle';
import empty from '@salesforce/label/c.SageInvoicesEmpty';
import loading from '@salesforce/label/c.SageInvoicesLoading';
import open from '@salesforce/label/c.SageInvoicesOpen';
import overdue from '@salesforce/label/c.SageInvoicesOverdue';
import number from '@salesforce/label/c.SageInvoicesNumber';
import date from '@salesforce/label/c.SageInvoicesDate';
import due from '@salesforce/label/c.SageInvoicesDue';
import order from '@salesforce/label/c.SageInvoicesOrder';
import total from '@salesforce/label/c.SageInvoicesTotal';
import balance from '@salesforce/label/c.SageInvoicesBalance';
import showLines from '@salesforce/label/c.SageInvoicesShowLines';
import hideLines from '@salesforce/label/c.SageInvoicesHideLines';
import item from '@salesforce/label/c.SageInvoicesItem';
import quantity from '@salesforce/label/c.SageInvoicesQuantity';
import price from '@salesforce/label/c.SageInvoicesPrice';
import extension from '@salesforce/label/c.SageInvoicesExtension';
import isCut from '@salesforce/label/c.SageInvoicesIsCut';
import shipments from '@salesforce/label/c.SageInvoicesShipments';
import tracking from '@salesforce/label/c.SageInvoicesTracking';
import shipVia from '@salesforce/label/c.SageInvoicesShipVia';
import shipDate from '@salesforce/label/c.SageInvoicesShipDate';
import refresh from '@salesforce/label/c.SageInvoicesRefresh';
import creditMemo from '@salesforce/label/c.SageInvoicesTypeCM';
import debitMemo from '@salesforce/label/c.SageInvoicesTypeDM';

export const labels = {
  title,
  empty,
  loading,
  open,
  overdue,
  number,
  date,
  due,
  order,
  total,
  balance,
  showLines,
  hideLines,
  item,
  quantity,
  price,
  extension,
  isCut,
  shipments,
  tracking,
  shipVia,
  shipDate,
  refresh,
  creditMemo,
  debitMemo,
};
