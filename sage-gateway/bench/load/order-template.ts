import { createHash } from 'node:crypto';

/** A sales order of the benchmark as text with gaps for what differs, because the client has no time to serialise. */
export interface OrderTemplate {
  /** One more than there are gaps. */
  readonly parts: readonly string[];
  /** What stands between two parts: the request's key, or the record it comes from (two requests of one record are one order). */
  readonly gaps: readonly ('key' | 'source')[];
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

const gap = { key: '#KEY#', source: '#SOURCE#' };
const anyGap = /#KEY#|#SOURCE#/gu;

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
    key: gap.key,
    type: 'PlaceOrder',
    sourceId: gap.source,
    company: choice.company,
    mappingRevision: 'none',
    payload: {
      source: { object: 'Opportunity', id: gap.source, name: 'Spring order' },
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
      customerPONo: gap.key,
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
  const json = JSON.stringify(request);
  return {
    parts: json.split(anyGap),
    gaps: [...json.matchAll(anyGap)].map(([found]) => (found === gap.key ? 'key' : 'source')),
  };
}

/** The body of one call: orders `first` to `first + count - 1` of a run, their keys and sources unlike those of any other run. */
export function callBody(template: OrderTemplate, run: string, first: number, count: number): string {
  const tag = createHash('sha256').update(run).digest('hex').slice(0, 5);
  const orders = Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const filled = { key: `${run}.${number}`, source: `006${tag}${String(number).padStart(7, '0')}` };
    return template.parts
      .map((part, place) => {
        const next = template.gaps[place];
        return next === undefined ? part : part + filled[next];
      })
      .join('');
  });
  return `{"requests":[${orders.join(',')}]}`;
}
