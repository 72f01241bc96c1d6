import warehouse from '@salesforce/label/c.SageStockWarehouse';
import onHand from '@salesforce/label/c.SageStockOnHand';
import onSalesOrder from '@salesforce/label/c.SageStockOnSalesOrder';
import onBackOrder from '@salesforce/label/c.SageStockOnBackOrder';
import onPurchaseOrder from '@salesforce/label/c.SageStockOnPurchaseOrder';
import none from '@salesforce/label/c.SageStockNoWarehouse';
import available from '@salesforce/label/c.SageStockAvailable';

export const labels = {
  warehouse,
  onHand,
  onSalesOrder,
  onBackOrder,
  onPurchaseOrder,
  none,
  available,
};
