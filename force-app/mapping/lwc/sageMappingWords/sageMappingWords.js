import toSage from '@salesforce/label/c.SageMapToSage';
import toSalesforce from '@salesforce/label/c.SageMapToSalesforce';
import both from '@salesforce/label/c.SageMapBoth';
import ownerSalesforce from '@salesforce/label/c.SageMapOwnerSalesforce';
import ownerSage from '@salesforce/label/c.SageMapOwnerSage';
import ownerLatest from '@salesforce/label/c.SageMapOwnerLatest';
import kindField from '@salesforce/label/c.SageMapKindOfField';
import kindConstant from '@salesforce/label/c.SageMapKindOfConstant';
import kindValueMap from '@salesforce/label/c.SageMapKindOfValueMap';
import kindTransform from '@salesforce/label/c.SageMapKindOfTransform';
import text from '@salesforce/label/c.SageMapKindText';
import number from '@salesforce/label/c.SageMapKindNumber';
import date from '@salesforce/label/c.SageMapKindDate';
import datetime from '@salesforce/label/c.SageMapKindDatetime';
import boolean from '@salesforce/label/c.SageMapKindBoolean';
import trim from '@salesforce/label/c.SageMapStepTrim';
import upper from '@salesforce/label/c.SageMapStepUpper';
import yesno from '@salesforce/label/c.SageMapStepYesno';
import stepDate from '@salesforce/label/c.SageMapStepDate';
import stepNumber from '@salesforce/label/c.SageMapStepNumber';
import cut from '@salesforce/label/c.SageMapStepCut';

/** The words of contract/README.md, "The field mapping", as options for people. */
export const DIRECTIONS = [
  { value: 'ToSage', label: toSage, icon: 'utility:forward' },
  { value: 'ToSalesforce', label: toSalesforce, icon: 'utility:back' },
  { value: 'Both', label: both, icon: 'utility:switch' },
];

export const OWNERS = [
  { value: 'Salesforce', label: ownerSalesforce },
  { value: 'Sage', label: ownerSage },
  { value: 'Latest', label: ownerLatest },
];

export const KINDS = [
  { value: 'Field', label: kindField },
  { value: 'Constant', label: kindConstant },
  { value: 'ValueMap', label: kindValueMap },
  { value: 'Transform', label: kindTransform },
];

/** Steps of a transform; `choices` or `number` say what their parameter is. */
export const STEPS = [
  { value: 'trim', label: trim },
  { value: 'upper', label: upper },
  { value: 'yesno', label: yesno },
  {
    value: 'date',
    label: stepDate,
    choices: ['yyyy-MM-dd', 'yyyyMMdd', 'MM/dd/yyyy', 'dd/MM/yyyy', 'dd.MM.yyyy', 'MMddyyyy'],
  },
  { value: 'number', label: stepNumber, choices: ['0', '1', '2', '3', '4', '5', '6'] },
  { value: 'cut', label: cut, number: { min: 1, max: 4000, first: '30' } },
];

const FIELD_KINDS = { text, number, date, datetime, boolean };

/** The kind of a field with its width, as `text 30` or `number 9.2`. */
export function kindText({ kind, length, scale }) {
  if (kind === 'text') return length ? `${text} ${length}` : text;
  return kind === 'number' && length ? `${number} ${length}.${scale ?? 0}` : FIELD_KINDS[kind];
}

/** The label of a value in one of the lists above. */
export const labelOf = (options, value) => options.find((option) => option.value === value)?.label ?? value;
