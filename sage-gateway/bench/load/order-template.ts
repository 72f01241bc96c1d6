/** A sales order of the benchmark, as text with a gap for its key, because the client has no time to serialise. */
export interface OrderTemplate {
  readonly parts: readonly string[];
}

export interface OrderChoice {
  readonly company: string;
  readonly divisionNo: string;
  readonly customerNo: string;
  readonly itemCodes: readonly string[];
  readonly lines: number;
}

/** 40 lines of made-up items, where no Sage is asked. */
export const madeUp: OrderChoice = {
  company: 'ABC',
  divisionNo: '01',
  customerNo: 'BENCH01',
  itemCodes: Array.from({ length: 60 }, (_, index) => `BENCH-${1000 + index}`),
  lines: 40,
};

const gap = '#KEY#';

/** A request of contract/README.md with everything an order usually has. */
export function orderTemplate(choice: OrderChoice): OrderTemplate {
  const address = {
    street: '1200 Harbour Street\nDock 4',
    city: 'Austell',
    state: 'GA',
    postalCode: '30106',
    country: 'US',
  };
  const request = {
    key: gap,
    type: 'PlaceOrder',
    sourceId: '006000000000001AAA',
    company: choice.company,
    mappingRevision: 'none',
    payload: {
      source: { object: 'Opportunity', id: '006000000000001AAA', name: 'Spring order' },
      customer: {
        accountId: '001000000000001AAA',
        divisionNo: choice.divisionNo,
        customerNo: choice.customerNo,
        name: 'Benchmark Bikes',
        phone: '(770) 555-0100',
        billTo: address,
      },
      orderDate: '2026-05-31',
      shipDate: '2026-06-12',
      customerPONo: gap,
      currency: 'USD',
      shipTo: { name: 'Benchmark Bikes', ...address },
      lines: Array.from({ length: choice.lines }, (_, index) => ({
        id: `00k${String(index).padStart(12, '0')}AAA`,
        itemCode: choice.itemCodes[index % choice.itemCodes.length],
        quantity: String(1 + (index % 5)),
        unitPrice: `${100 + index}.99`,
      })),
    },
  };
  return { parts: JSON.stringify(request).split(gap) };
}

/** The body of one call: orders `first` to `first + count - 1` of a run, their keys unlike those of any other run. */
export function callBody(template: OrderTemplate, run: string, first: number, count: number): string {
  const orders = Array.from({ length: count }, (_, index) => template.parts.join(`${run}.${first + index}`));
  return `{"requests":[${orders.join(',')}]}`;
}
