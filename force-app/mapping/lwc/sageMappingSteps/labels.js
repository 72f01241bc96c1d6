import steps from '@salesforce/label/c.SageMapSteps';
import step from '@salesforce/label/c.SageMapStep';
import detail from '@salesforce/label/c.SageMapStepDetail';
import add from '@salesforce/label/c.SageMapAddStep';
import remove from '@salesforce/label/c.SageMapRemoveStep';

export const labels = {
  steps,
  step,
  detail,
  add,
  remove,
};
