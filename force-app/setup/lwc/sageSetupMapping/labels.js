import intro from '@salesforce/label/c.SageSetupMappingIntro';
import open from '@salesforce/label/c.SageSetupMappingOpen';

export const labels = {
  intro,
  open,
};
