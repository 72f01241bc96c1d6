import title from '@salesforce/label/c.SageMonitorTitle';
import loading from '@salesforce/label/c.SageMonitorLoading';
import refresh from '@salesforce/label/c.SageMonitorRefresh';
import days from '@salesforce/label/c.SageMonitorDays';
import readOnly from '@salesforce/label/c.SageMonitorReadOnly';
import oldest from '@salesforce/label/c.SageMonitorOldest';
import allWell from '@salesforce/label/c.SageMonitorAllWell';

export const labels = {
  title,
  loading,
  refresh,
  days,
  readOnly,
  oldest,
  allWell,
};
