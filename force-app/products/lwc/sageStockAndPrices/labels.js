import title from '@salesforce/label/c.SageStockTitle';
import ask from '@salesforce/label/c.SageStockAsk';
import refresh from '@salesforce/label/c.SageStockRefresh';
import hint from '@salesforce/label/c.SageStockHint';
import empty from '@salesforce/label/c.SageStockEmpty';
import loading from '@salesforce/label/c.SageStockLoading';
import quantity from '@salesforce/label/c.SageStockQuantity';
import findCustomer from '@salesforce/label/c.SageStockFindCustomer';
import noCustomerFound from '@salesforce/label/c.SageStockNoCustomerFound';
import pricesOf from '@salesforce/label/c.SageStockPricesOf';
import customer from '@salesforce/label/c.SageStockCustomer';
import everybody from '@salesforce/label/c.SageStockEverybody';
import asOf from '@salesforce/label/c.SageStockAsOf';
import isCut from '@salesforce/label/c.SageStockIsCut';
import product from '@salesforce/label/c.SageStockProduct';
import available from '@salesforce/label/c.SageStockAvailable';
import linePrice from '@salesforce/label/c.SageStockLinePrice';
import sagePrice from '@salesforce/label/c.SageStockSagePrice';
import rule from '@salesforce/label/c.SageStockRule';
import use from '@salesforce/label/c.SageStockUse';
import useFor from '@salesforce/label/c.SageStockUseFor';
import useAll from '@salesforce/label/c.SageStockUseAll';
import taken from '@salesforce/label/c.SageStockTaken';
import lessPercent from '@salesforce/label/c.SageStockLessPercent';
import otherCurrency from '@salesforce/label/c.SageStockOtherCurrency';
import short from '@salesforce/label/c.SageStockShort';
import warning from '@salesforce/label/c.SageStockWarning';
import showWarehouses from '@salesforce/label/c.SageStockShowWarehouses';
import hideWarehouses from '@salesforce/label/c.SageStockHideWarehouses';
import noItemCode from '@salesforce/label/c.SageStockNoItemCode';

export const labels = {
  title,
  ask,
  refresh,
  hint,
  empty,
  loading,
  quantity,
  findCustomer,
  noCustomerFound,
  pricesOf,
  customer,
  everybody,
  asOf,
  isCut,
  product,
  available,
  linePrice,
  sagePrice,
  rule,
  use,
  useFor,
  useAll,
  taken,
  lessPercent,
  otherCurrency,
  short,
  warning,
  showWarehouses,
  hideWarehouses,
  noItemCode,
};
