import { Decimal } from 'decimal.js';
import type { Session } from '../boi/session.ts';
import { openDesk } from '../desk/desk.ts';
import { changeOrder, enterOrder, removeOrder } from '../desk/orders.ts';
import { enterPayment, postPayments } from '../desk/payments.ts';
import { postSalesJournal } from '../desk/post-sales-journal.ts';
import { shipOrder } from '../desk/ship-order.ts';

const DAY_MS = 86_400_000;
/** Numbers before those that orders from Salesforce get. */
const FIRST_ORDER_NO = '0000001';

const items = [
  'GLV-NT-M',
  'MSK-P2-M',
  'BRS-FL-30',
  'VST-YL-L',
  'DRL-HS-06',
  'LMP-RC-20W',
  'CBL-OT-25',
  'BOX-DW-4',
];

/**
 * What people at the company did in the last weeks: orders entered, held, shipped in whole or in part, invoiced, paid, cancelled, and
 * quotes. Customers 0001020 and following; nothing where the company has orders already.
 */
export function seedDocuments(dataFolder: string, company: string, now: Date): void {
  const clock = { day: now };
  const desk = openDesk(dataFolder, company, { now: () => clock.day });
  try {
    const { store } = desk;
    if (store.count('SO_SalesOrderHistoryHeader') > 0) return;
    const next = store.find('SO_Options', 'S/O')?.['NextSalesOrderNo'] ?? '';
    store.update('SO_Options', ['S/O'], { NextSalesOrderNo: FIRST_ORDER_NO });
    for (let i = 0; i < stories.length; i += 1) {
      clock.day = new Date(now.getTime() - (stories.length - i) * 2 * DAY_MS);
      stories[i]?.(desk, i);
    }
    store.update('SO_Options', ['S/O'], { NextSalesOrderNo: next });
  } finally {
    desk.nCleanup();
  }
}

type Story = (desk: Session, i: number) => void;

const entered: Story = (desk, i) => void enter(desk, i);
const held: Story = (desk, i) => changeOrder(desk, enter(desk, i), { OrderStatus$: 'H' });
const quoted: Story = (desk, i) => void enter(desk, i, { OrderType$: 'Q' });
const promoted: Story = (desk, i) =>
  changeOrder(desk, enter(desk, i, { OrderType$: 'Q' }), { OrderType$: 'S' });
const cancelled: Story = (desk, i) => removeOrder(desk, enter(desk, i), 'CUST');
const lost: Story = (desk, i) => removeOrder(desk, enter(desk, i, { OrderType$: 'Q' }));
const shipped: Story = (desk, i) => void ship(desk, i);
const invoiced: Story = (desk, i) => void postSalesJournal(desk, [ship(desk, i)]);
const partlyInvoiced: Story = (desk, i) => void postSalesJournal(desk, [ship(desk, i, '2')]);
const paid: Story = (desk, i) => pay(desk, i, 'whole');
const partlyPaid: Story = (desk, i) => pay(desk, i, 'half');

const stories: readonly Story[] = [
  ...[paid, invoiced, cancelled, partlyPaid, quoted, partlyInvoiced, lost, invoiced],
  ...[paid, promoted, held, invoiced, entered, partlyInvoiced, entered, shipped],
];

function enter(desk: Session, i: number, header: Readonly<Record<string, string>> = {}): string {
  const number = 20 + (i % 12);
  const lines = [0, 1, 2].slice(0, 1 + (i % 3)).map((n) => ({
    ItemCode$: items[(i + n * 3) % items.length] ?? '',
    QuantityOrdered: String(3 + ((i * 5 + n) % 9)),
  }));
  const customer = {
    divisionNo: number % 2 === 0 ? '00' : '01',
    customerNo: String(1000 + number).padStart(7, '0'),
  };
  return enterOrder(desk, { ...customer, header: { CustomerPONo$: `D-${1000 + i}`, ...header }, lines });
}

function ship(desk: Session, i: number, firstQuantity?: string): string {
  return shipOrder(desk, {
    salesOrderNo: enter(desk, i),
    packages: [{ trackingId: `1Z999AA1${String(1000000 + i * 7919)}`, shipVia: 'GROUND', weight: '4.5' }],
    ...(firstQuantity === undefined ? {} : { quantities: new Map([['000001', firstQuantity]]) }),
  });
}

function pay(desk: Session, i: number, how: 'whole' | 'half'): void {
  const invoiceNo = ship(desk, i);
  postSalesJournal(desk, [invoiceNo]);
  const [open] = desk.store.select('AR_OpenInvoice', 'InvoiceNo = ?', [invoiceNo]);
  const balance = open?.['Balance'] ?? '0';
  const amount = how === 'half' ? new Decimal(balance).div(2).toFixed(2, Decimal.ROUND_DOWN) : balance;
  enterPayment(desk, { invoiceNo, amount, checkNo: String(5000 + i) });
  postPayments(desk);
}
