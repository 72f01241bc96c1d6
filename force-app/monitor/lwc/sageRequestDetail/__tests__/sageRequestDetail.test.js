import { createElement } from 'lwc';
import SageRequestDetail from 'c/sageRequestDetail';
import detail from '@salesforce/apex/SageMonitorController.detail';
import sendOneAgain from '@salesforce/apex/SageMonitorController.sendOneAgain';

jest.mock('@salesforce/apex/SageMonitorController.detail', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageMonitorController.sendOneAgain', () => ({ default: jest.fn() }), {
  virtual: true,
});

const refused = {
  Id: 'a00000000000001AAA',
  Name: 'SR-000001',
  Key__c: '006000000000001AAA.order.1',
  Type__c: 'PlaceOrder',
  Status__c: 'Refused',
  SourceId__c: '006000000000001AAA',
  CreatedDate: '2026-11-21T10:00:00.000Z',
  CreatedBy: { Name: 'Jane Roe' },
  SentAt__c: '2026-11-21T10:00:01.000Z',
  SendAttempts__c: 2,
  AnsweredAt__c: '2026-11-21T10:00:05.000Z',
  Attempts__c: 1,
  ErrorMessage__c: 'Sage has no item X.',
  ErrorPath__c: 'lines.0.itemCode',
  Warnings__c: 'The name was cut.',
};

const rendered = () => new Promise((resolve) => setTimeout(resolve));

async function show(request = refused, payload = '{\n  "orderDate" : "2026-11-21"\n}') {
  detail.mockResolvedValue({ request, payload });
  const element = createElement('c-sage-request-detail', { is: SageRequestDetail });
  element.requestId = request.Id;
  document.body.append(element);
  await rendered();
  return element;
}

const find = (element, selector) => element.shadowRoot.querySelector(selector);

describe('c-sage-request-detail', () => {
  it('tells reason, field, way and the masked message', async () => {
    const element = await show();
    const text = element.shadowRoot.textContent;

    expect(detail).toHaveBeenCalledWith({ requestId: refused.Id });
    expect(find(element, '[data-reason]').textContent).toBe('Sage has no item X.');
    expect(text).toContain('Field: lines.0.itemCode');
    expect(text).toContain('Stored by Jane Roe');
    expect(text).toContain('The name was cut.');
    expect(find(element, '[data-way]').querySelectorAll('li')).toHaveLength(3);
    expect(find(element, '[data-payload]').textContent).toContain('orderDate');
    await expect(element).toBeAccessible();
  });

  it('says when a request waits, and until when', async () => {
    const element = await show({
      ...refused,
      Status__c: 'Waiting',
      NextSendAt__c: '2026-11-21T11:00:00.000Z',
    });

    expect(find(element, '[data-way]').textContent).toContain('Sent again at');
    expect(find(element, '[data-send]').disabled).toBe(true);
  });

  it('says when nothing was sent at all', async () => {
    const element = await show(refused, null);

    expect(element.shadowRoot.textContent).toContain('Nothing was sent');
  });

  it('sends again and closes', async () => {
    sendOneAgain.mockResolvedValue({ sent: 1, refusals: [] });
    const element = await show();
    const closed = [];
    element.addEventListener('privateclose', (event) => closed.push(event.detail));

    find(element, '[data-send]').click();
    await rendered();

    expect(sendOneAgain).toHaveBeenCalledWith({ requestId: refused.Id });
    expect(closed).toEqual([true]);
  });

  it('stays open and says why it was not sent', async () => {
    sendOneAgain.mockResolvedValue({ sent: 0, refusals: ['The package is read-only.'] });
    const element = await show();

    find(element, '[data-send]').click();
    await rendered();

    expect(find(element, '[data-refusals]').textContent).toBe('The package is read-only.');
  });

  it('says when the request cannot be read', async () => {
    detail.mockRejectedValue({ body: { message: 'REQUEST_NOT_FOUND\nGone.' } });
    const element = createElement('c-sage-request-detail', { is: SageRequestDetail });
    document.body.append(element);
    await rendered();

    expect(find(element, 'c-sage-problem')).not.toBeNull();
    expect(find(element, '[data-send]').disabled).toBe(true);
  });
});
