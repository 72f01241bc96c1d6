import { createElement } from 'lwc';
import SageWarehouses from 'c/sageWarehouses';

function show(warehouses) {
  const element = createElement('c-sage-warehouses', { is: SageWarehouses });
  element.warehouses = warehouses;
  document.body.append(element);
  return element.shadowRoot;
}

describe('c-sage-warehouses', () => {
  it('shows what each warehouse has, expects and owes', async () => {
    const root = show([
      {
        warehouseCode: '000',
        name: 'Central',
        onHand: 20,
        onSalesOrder: 10,
        onBackOrder: 1,
        onPurchaseOrder: 5,
        available: 9,
      },
    ]);
    const figures = [...root.querySelectorAll('lightning-formatted-number')].map(({ value }) => value);

    expect(root.querySelector('tbody th').textContent).toBe('000 Central');
    expect(figures).toEqual([20, 10, 1, 5, 9]);
    await expect(root.host).toBeAccessible();
  });

  it('says when no warehouse keeps the item', () => {
    expect(show([]).textContent).toContain('No warehouse');
  });
});
