import { LightningElement, api } from 'lwc';

export default class Select extends LightningElement {
  @api disabled;
  @api fieldLevelHelp;
  @api label;
  @api messageWhenValueMissing;
  @api name;
  @api options;
  @api required;
  @api validity;
  @api value;
  @api variant;
  @api checkValidity() {}
  @api reportValidity() {}
  @api setCustomValidity() {}
}
