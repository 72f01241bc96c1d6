import mapped from '@salesforce/label/c.SageMapMapped';
import none from '@salesforce/label/c.SageMapNoFields';
import more from '@salesforce/label/c.SageMapMoreFields';

export const labels = {
  mapped,
  none,
  more,
};
