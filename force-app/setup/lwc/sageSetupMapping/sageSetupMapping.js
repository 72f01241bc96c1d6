import { LightningElement } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { labels } from './labels';

/**
 * Step 4: the way to the field mapping, which is a page of its own.
 */
export default class SageSetupMapping extends NavigationMixin(LightningElement) {
  labels = labels;

  open() {
    this[NavigationMixin.Navigate]({
      type: 'standard__navItemPage',
      attributes: { apiName: 'SageFieldMapping' },
    });
  }
}
