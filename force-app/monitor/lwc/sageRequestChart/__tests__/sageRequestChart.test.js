import { createElement } from 'lwc';
import SageRequestChart from 'c/sageRequestChart';

function show(counts) {
  const element = createElement('c-sage-request-chart', { is: SageRequestChart });
  Object.assign(element, { counts, days: 3, today: '2026-03-01' });
  document.body.append(element);
  return element.shadowRoot;
}

describe('c-sage-request-chart', () => {
  it('has a column for each day, also for those without requests and over the end of a month', () => {
    const root = show([{ day: '2026-03-01', type: 'PlaceOrder', status: 'Done', amount: 4 }]);

    expect([...root.querySelectorAll('.column')].map(({ dataset }) => dataset.day)).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
    ]);
  });

  it('draws the bars in proportion, the types of a state together', async () => {
    const root = show([
      { day: '2026-03-01', type: 'PlaceOrder', status: 'Done', amount: 3 },
      { day: '2026-03-01', type: 'HoldOrder', status: 'Done', amount: 1 },
      { day: '2026-02-28', type: 'PlaceOrder', status: 'Failed', amount: 1 },
    ]);

    expect(root.querySelector('[data-day="2026-03-01"] .done').style.height).toBe('100%');
    expect(root.querySelector('[data-day="2026-02-28"] .failed').style.height).toBe('25%');
    await expect(root.host).toBeAccessible();
  });

  it('tells the same figures in a table', () => {
    const root = show([{ day: '2026-03-01', type: 'PlaceOrder', status: 'Refused', amount: 2 }]);
    const rows = [...root.querySelectorAll('tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map(({ textContent }) => textContent),
    );

    expect(rows).toEqual([
      ['0', '0', '0', '0', '0'],
      ['0', '0', '0', '0', '0'],
      ['0', '0', '0', '2', '0'],
    ]);
  });

  it('says when there is nothing to draw', () => {
    expect(show([]).textContent).toContain('No requests in these days.');
  });
});
