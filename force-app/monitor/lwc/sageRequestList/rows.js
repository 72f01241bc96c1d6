import { STATES, TYPES, wordFor } from 'c/sageMonitorWords';
import { labels } from './labels';

export const COLUMNS = [
  {
    label: labels.request,
    type: 'button',
    initialWidth: 120,
    typeAttributes: { label: { fieldName: 'name' }, title: labels.details, variant: 'base', name: 'look' },
  },
  {
    label: labels.state,
    fieldName: 'state',
    initialWidth: 150,
    cellAttributes: { iconName: { fieldName: 'icon' }, iconAlternativeText: { fieldName: 'state' } },
  },
  { label: labels.type, fieldName: 'type', initialWidth: 150 },
  {
    label: labels.record,
    fieldName: 'url',
    type: 'url',
    typeAttributes: { label: { fieldName: 'record' } },
  },
  { label: labels.orderNo, fieldName: 'orderNo', initialWidth: 110 },
  {
    label: labels.stored,
    fieldName: 'stored',
    type: 'date',
    initialWidth: 150,
    typeAttributes: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
  },
  { label: labels.reason, fieldName: 'reason', wrapText: true, initialWidth: 320 },
];

/** A request as a row of the table. */
export function rowOf(request) {
  return {
    id: request.Id,
    name: request.Name,
    state: wordFor(STATES, request.Status__c),
    icon: STATES.find(({ value }) => value === request.Status__c)?.icon,
    type: wordFor(TYPES, request.Type__c),
    record:
      request.Opportunity__r?.Name ??
      request.Order__r?.OrderNumber ??
      request.Account__r?.Name ??
      request.SourceId__c,
    url: `/${request.SourceId__c}`,
    orderNo: request.SalesOrderNo__c,
    stored: request.CreatedDate,
    reason: request.ErrorMessage__c,
  };
}
