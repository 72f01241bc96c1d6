import title from '@salesforce/label/c.SageChartTitle';
import empty from '@salesforce/label/c.SageChartEmpty';
import day from '@salesforce/label/c.SageChartDay';
import asTable from '@salesforce/label/c.SageChartAsTable';

export const labels = {
  title,
  empty,
  day,
  asTable,
};
