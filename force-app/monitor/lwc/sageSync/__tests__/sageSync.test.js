import { createElement } from 'lwc';
import SageSync from 'c/sageSync';
import feeds from '@salesforce/apex/SageSyncController.feeds';
import readNow from '@salesforce/apex/SageSyncController.readNow';

jest.mock('@salesforce/apex/SageSyncController.feeds', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SageSyncController.readNow', () => ({ default: jest.fn() }), { virtual: true });

const fresh = {
  feed: 'stock',
  company: 'ABC',
  state: 'Fresh',
  ageSeconds: 42,
  promiseSeconds: 60,
  due: 0,
  parked: 2,
};
const late = {
  ...fresh,
  feed: 'price-rules',
  state: 'Late',
  ageSeconds: 700,
  due: 12,
  message: 'No driver.',
};
const waiting = { feed: 'items', company: 'ABC', state: 'Waiting', promiseSeconds: 60, due: 500 };
const off = { feed: 'shipments', company: 'ABC', state: 'Off', promiseSeconds: 60 };

/** Promises only: timers are the test's own where a first load is watched. */
const settled = () =>
  Array.from({ length: 12 }).reduce((before) => before.then(() => undefined), Promise.resolve());

async function show(answer, properties = {}) {
  if (answer) feeds.mockResolvedValue(answer);
  const element = createElement('c-sage-sync', { is: SageSync });
  Object.assign(element, properties);
  document.body.append(element);
  await settled();
  return element;
}

const find = (element, selector) => element.shadowRoot.querySelector(selector);
const cells = (element, key) =>
  [...find(element, `tr[data-feed="${key}"]`).children].map((cell) => cell.textContent.trim());

describe('c-sage-sync', () => {
  it('shows the age of each kind of record against its promise, and its state in words', async () => {
    const element = await show([fresh, late, waiting, off, { ...fresh, feed: 'tomorrow', state: 'New' }]);

    expect(cells(element, 'stock-ABC').slice(0, 6)).toEqual([
      'Stock',
      'ABC',
      'Up to date',
      '42 s, promised 60 s',
      '0',
      '2',
    ]);
    expect(cells(element, 'price-rules-ABC')[2]).toContain('Late');
    expect(cells(element, 'price-rules-ABC')[2]).toContain('No driver.');
    expect(cells(element, 'price-rules-ABC')[3]).toBe('11 min, promised 60 s');
    expect(cells(element, 'items-ABC').slice(2, 6)).toEqual([
      'First load',
      'not read completely yet',
      '500',
      '0',
    ]);
    expect(cells(element, 'shipments-ABC')[2]).toBe('Switched off');
    expect(cells(element, 'tomorrow-ABC').slice(0, 3)).toEqual(['tomorrow', 'ABC', 'New']);
    expect(find(element, '[data-progress]')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('says hours and days of what is very old', async () => {
    const element = await show([
      { ...late, feed: 'stock', ageSeconds: 3 * 3600 },
      { ...late, feed: 'orders', ageSeconds: 3 * 86_400 },
    ]);

    expect(cells(element, 'stock-ABC')[3]).toBe('3 h, promised 60 s');
    expect(cells(element, 'orders-ABC')[3]).toBe('3 d, promised 60 s');
  });

  it('says that a gateway follows nothing', async () => {
    const element = await show([]);

    expect(find(element, '[data-none]').textContent).toContain('does not follow Sage yet');
    expect(find(element, 'table')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('has the gateway read what changed, or compare all, of one kind of record', async () => {
    readNow.mockResolvedValue();
    const element = await show([fresh, off]);
    const [read, compare] = find(element, 'tr[data-feed="stock-ABC"]').querySelectorAll('lightning-button');
    expect(read.title).toBe('Read what has changed now: Stock, ABC');

    read.click();
    await settled();
    expect(readNow).toHaveBeenLastCalledWith({ feed: 'stock', company: 'ABC', mode: 'changed' });
    expect(find(element, '[data-message]').textContent).toBe('The gateway reads Stock, ABC now.');

    compare.click();
    await settled();
    expect(readNow).toHaveBeenLastCalledWith({ feed: 'stock', company: 'ABC', mode: 'full' });
    expect(find(element, 'tr[data-feed="shipments-ABC"] lightning-button').disabled).toBe(true);
  });

  it('shows an error in words, also of reading, and asks again', async () => {
    feeds.mockRejectedValueOnce({ body: { message: 'GATEWAY_UNREACHABLE\nNo answer.' } });
    const element = await show(undefined);
    expect(find(element, 'c-sage-problem').shadowRoot.textContent).toContain('No answer.');
    expect(find(element, 'table')).toBeNull();

    feeds.mockResolvedValue([fresh]);
    find(element, 'c-sage-problem').dispatchEvent(new CustomEvent('retry'));
    await settled();
    expect(find(element, 'c-sage-problem')).toBeNull();

    readNow.mockRejectedValue({ body: { message: 'NOT_FOUND\nThere is no such feed.' } });
    find(element, '[data-mode="changed"]').click();
    await settled();
    expect(find(element, 'c-sage-problem').shadowRoot.textContent).toContain('no such feed');
    expect(find(element, '[data-message]')).toBeNull();
  });

  it('asks one time only while it asks', async () => {
    feeds.mockReturnValue(new Promise(() => undefined));
    const element = await show(undefined);

    find(element, '[data-refresh]').click();

    expect(find(element, 'lightning-spinner')).not.toBeNull();
    expect(feeds).toHaveBeenCalledTimes(1);
  });

  describe('while the first load runs', () => {
    beforeEach(() => {
      jest.useFakeTimers();
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    it('says how far it is, and asks again until it is done', async () => {
      const element = await show([fresh, waiting, off], { isFirstLoad: true });
      expect(find(element, '[data-progress]').textContent).toBe(
        'Kinds of records that are loaded: 1 of 2. Records still to be written: 500.',
      );

      feeds.mockResolvedValue([fresh, { ...waiting, state: 'Fresh', due: 0 }, off]);
      jest.advanceTimersByTime(10_000);
      await settled();
      expect(find(element, '[data-progress]').textContent).toContain('The first load is done.');

      jest.advanceTimersByTime(60_000);
      expect(feeds).toHaveBeenCalledTimes(2);
    });

    it('stops asking when the page is left', async () => {
      const element = await show([waiting], { isFirstLoad: true });
      element.remove();

      jest.advanceTimersByTime(60_000);
      expect(feeds).toHaveBeenCalledTimes(1);
    });
  });
});
