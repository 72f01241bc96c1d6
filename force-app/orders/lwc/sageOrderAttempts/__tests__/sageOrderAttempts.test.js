import { createElement } from 'lwc';
import SageOrderAttempts from 'c/sageOrderAttempts';

describe('c-sage-order-attempts', () => {
  it('shows each request in words, with its times and message', async () => {
    const element = createElement('c-sage-order-attempts', { is: SageOrderAttempts });
    element.attempts = [
      {
        id: 'a00000000000002AAA',
        type: 'HoldOrder',
        version: 1,
        status: 'Waiting',
        createdAt: '2026-11-21T10:05:00.000Z',
        sendAttempts: 0,
      },
      {
        id: 'a00000000000001AAA',
        type: 'PlaceOrder',
        version: 2,
        status: 'Refused',
        createdAt: '2026-11-21T10:00:00.000Z',
        sentAt: '2026-11-21T10:00:02.000Z',
        answeredAt: '2026-11-21T10:00:05.000Z',
        sendAttempts: 1,
        attempts: 3,
        message: 'Sage does not know FR-1.',
      },
    ];
    document.body.append(element);

    const rows = [...element.shadowRoot.querySelectorAll('[data-row]')];
    const cells = rows.map((row) => [...row.children].map((cell) => cell.textContent.trim()));
    expect(cells[0].slice(0, 2)).toEqual(['Put on hold 1', 'Waiting to be sent']);
    expect(cells[0][6]).toBe('0 / 0');
    expect(rows[0].querySelectorAll('lightning-formatted-date-time')).toHaveLength(1);
    expect(cells[1].slice(0, 3)).toEqual(['Place order 2', 'Refused', 'Sage does not know FR-1.']);
    expect(cells[1][6]).toBe('1 / 3');
    expect(rows[1].querySelectorAll('lightning-formatted-date-time')).toHaveLength(3);
    await expect(element).toBeAccessible();
  });
});
