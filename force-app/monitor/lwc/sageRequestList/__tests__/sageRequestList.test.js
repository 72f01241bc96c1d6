import { createElement } from 'lwc';
import LightningConfirm from 'lightning/confirm';
import SageRequestList from 'c/sageRequestList';
import SageRequestDetail from 'c/sageRequestDetail';
import requests from '@salesforce/apex/SageMonitorController.requests';
import plan from '@salesforce/apex/SageMonitorController.plan';
import sendAgain from '@salesforce/apex/SageMonitorController.sendAgain';

jest.mock('@salesforce/apex/SageMonitorController.requests', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/SageMonitorController.plan', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageMonitorController.sendAgain', () => ({ default: jest.fn() }), {
  virtual: true,
});

const row = {
  Id: 'a00000000000001AAA',
  Name: 'SR-000001',
  Type__c: 'PlaceOrder',
  Status__c: 'Refused',
  SourceId__c: '006000000000001AAA',
  Opportunity__r: { Name: 'Spring order' },
  CreatedDate: '2026-11-21T10:00:00.000Z',
  ErrorMessage__c: 'Sage has no item X.',
};
const rendered = () => new Promise((resolve) => setTimeout(resolve));

async function show(page = { rows: [row], hasMore: false }) {
  requests.mockResolvedValue(page);
  const element = createElement('c-sage-request-list', { is: SageRequestList });
  document.body.append(element);
  await rendered();
  return element;
}

const find = (element, selector) => element.shadowRoot.querySelector(selector);

describe('c-sage-request-list', () => {
  it('begins with what has to be mended', async () => {
    const element = await show();

    expect(requests.mock.calls[0][0].filter.states).toEqual(['Refused', 'Failed']);
    expect(find(element, 'lightning-datatable').data).toEqual([
      expect.objectContaining({
        name: 'SR-000001',
        record: 'Spring order',
        url: '/006000000000001AAA',
        state: 'Refused',
      }),
    ]);
    await expect(element).toBeAccessible();
  });

  it('asks by the filter that a person makes', async () => {
    const element = await show();
    const type = find(element, '[data-name="type"]');
    type.dispatchEvent(new CustomEvent('change', { detail: { value: 'HoldOrder' } }));
    find(element, '[data-name="withReplaced"]').dispatchEvent(
      new CustomEvent('change', { detail: { checked: true } }),
    );

    find(element, '[data-show]').click();

    expect(requests).toHaveBeenLastCalledWith({
      filter: {
        states: ['Refused', 'Failed'],
        type: 'HoldOrder',
        fromDay: null,
        toDay: null,
        text: '',
        withReplaced: true,
      },
      lastId: null,
    });
  });

  it('shows more behind the last one', async () => {
    const element = await show({ rows: [row], hasMore: true });
    requests.mockResolvedValue({ rows: [{ ...row, Id: 'a00000000000002AAA' }], hasMore: false });

    find(element, '[data-more]').click();
    await rendered();

    expect(requests.mock.calls[1][0].lastId).toBe('a00000000000001AAA');
    expect(find(element, 'lightning-datatable').data).toHaveLength(2);
    expect(find(element, '[data-more]')).toBeNull();
  });

  it('says when nothing matches, and when it cannot load', async () => {
    const element = await show({ rows: [], hasMore: false });
    expect(find(element, '[data-empty]')).not.toBeNull();

    requests.mockRejectedValue({ body: { message: 'INTERNAL\nSorry.' } });
    find(element, '[data-show]').click();
    await rendered();
    expect(find(element, 'c-sage-problem')).not.toBeNull();
  });

  it('opens one, and loads anew when it was sent again', async () => {
    const element = await show();
    jest.spyOn(SageRequestDetail, 'open').mockResolvedValue(true);
    let told = 0;
    element.addEventListener('sent', () => (told += 1));

    find(element, 'lightning-datatable').dispatchEvent(
      new CustomEvent('rowaction', { detail: { action: { name: 'look' }, row: { id: row.Id } } }),
    );
    await rendered();

    expect(SageRequestDetail.open).toHaveBeenCalledWith({
      size: 'medium',
      label: 'Details',
      requestId: row.Id,
    });
    expect(told).toBe(1);
    expect(requests).toHaveBeenCalledTimes(2);
  });

  it('says how many match before it sends them part by part', async () => {
    const element = await show();
    plan.mockResolvedValue(150);
    jest.spyOn(LightningConfirm, 'open').mockResolvedValue(true);
    sendAgain.mockResolvedValueOnce({ sent: 100, lastId: 'a00000000000100AAA', refusals: ['Locked.'] });
    sendAgain.mockResolvedValueOnce({ sent: 49, lastId: null, refusals: ['Locked.'] });

    find(element, '[data-plan]').click();
    await rendered();
    await rendered();

    expect(LightningConfirm.open.mock.calls[0][0].message).toContain('150 refused or failed');
    expect(sendAgain.mock.calls.map(([{ lastId }]) => lastId)).toEqual([null, 'a00000000000100AAA']);
    expect(find(element, '[data-progress]').textContent).toBe('Sent again: 149 of 150');
    expect(find(element, '[data-refusals]').textContent).toBe('Locked.');
  });

  it('sends nothing when the person says no, or nothing matches', async () => {
    const element = await show();
    plan.mockResolvedValueOnce(3);
    jest.spyOn(LightningConfirm, 'open').mockResolvedValue(false);
    find(element, '[data-plan]').click();
    await rendered();

    plan.mockResolvedValueOnce(0);
    find(element, '[data-plan]').click();
    await rendered();

    expect(sendAgain).not.toHaveBeenCalled();
    expect(find(element, '[data-progress]').textContent).toContain('No refused or failed request');
  });

  it('stops and says so when the plan cannot be made', async () => {
    const element = await show();
    plan.mockRejectedValue(new Error('Network'));

    find(element, '[data-plan]').click();
    await rendered();

    expect(find(element, 'c-sage-problem').error.message).toBe('Network');
    expect(sendAgain).not.toHaveBeenCalled();
  });
});
