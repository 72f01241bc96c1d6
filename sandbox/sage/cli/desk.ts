import { InvalidArgumentError, type Command } from 'commander';
import { changeOrder, enterOrder, removeOrder, type Cells } from '../desk/orders.ts';
import { enterPayment, postPayments } from '../desk/payments.ts';
import { postSalesJournal } from '../desk/post-sales-journal.ts';
import { addRecord, editRecord, removeRecord } from '../desk/records.ts';
import { shipOrder } from '../desk/ship-order.ts';
import { adjustStock, receiveStock } from '../desk/stock.ts';
import { putOnInvoice } from '../store/invoices.ts';
import { cells, decimal, globalsOf, keyParts, work } from './program.ts';

/** What people at Sage do, one record or one posting at a time. */
export function deskCommands(program: Command): void {
  orderCommands(program);
  postingCommands(program);
  const record = program.command('record').description('a colleague at a maintenance screen');

  record
    .command('edit <table> <key> <cells...>')
    .description('changes a record: key parts joined by +, cells as Column=Value')
    .option('--unstamped', 'as a program that does not stamp DateUpdated', false)
    .action((table: string, key: string, texts: string[], { unstamped }: { unstamped: boolean }) =>
      work(program, (desk) => editRecord(desk, table, keyParts(key), cells(texts), { stamped: !unstamped })),
    );

  record
    .command('add <table> <key> [cells...]')
    .description('adds a record')
    .action((table: string, key: string, texts: string[]) =>
      work(program, (desk) => addRecord(desk, table, keyParts(key), cells(texts))),
    );

  record
    .command('delete <table> <key>')
    .description('deletes a record')
    .action((table: string, key: string) =>
      work(program, (desk) => removeRecord(desk, table, keyParts(key))),
    );
}

function orderCommands(program: Command): void {
  const order = program.command('order').description('Sales Order Entry');

  order
    .command('enter <customer> <lines...>')
    .description('enters an order of 01-0001001 with lines ITEM:QUANTITY[:PRICE]')
    .option('--set <cells...>', 'header values as BOI spells them: CustomerPONo$=X, OrderType$=Q', [])
    .action((customer: string, lines: string[], { set }: { set: string[] }) => {
      const [divisionNo = '', customerNo = ''] = customer.split('-');
      const wanted = { divisionNo, customerNo, header: cells(set), lines: lines.map(lineOf) };
      work(program, (desk) => ({ salesOrderNo: enterOrder(desk, wanted) }));
    });

  order
    .command('change <no> <cells...>')
    .description('changes the header: OrderStatus$=H, OrderType$=S promotes a quote')
    .action((no: string, texts: string[]) => work(program, (desk) => changeOrder(desk, no, cells(texts))));

  order
    .command('delete <no>')
    .description('deletes an order (history X) or a quote (Z)')
    .option('--reason <code>', 'cancel reason code', '')
    .action((no: string, { reason }: { reason: string }) =>
      work(program, (desk) => removeOrder(desk, no, reason)),
    );

  program
    .command('invoice <order> [invoice]')
    .description('only blocks an open order by an invoice number; without a number takes it off again')
    .action((no: string, invoice = '') => {
      const { data, company } = globalsOf(program);
      if (!putOnInvoice(data, company, no, invoice)) program.error(`There is no open order ${no}`);
    });
}

function postingCommands(program: Command): void {
  program
    .command('ship <order> [quantities...]')
    .description('puts an order onto an invoice: all that is open, or LINEKEY:QUANTITY of lines')
    .option('--tracking <ids...>', 'packages', [])
    .action((no: string, quantities: string[], { tracking }: { tracking: string[] }) =>
      work(program, (desk) => ({
        invoiceNo: shipOrder(desk, {
          salesOrderNo: no,
          quantities: new Map(quantities.map(quantityOf)),
          packages: tracking.map((trackingId) => ({ trackingId })),
        }),
      })),
    );

  program
    .command('post [invoices...]')
    .description('posts the sales journal: these invoices, or all')
    .action((invoices: string[]) =>
      work(program, (desk) => postSalesJournal(desk, invoices.length === 0 ? undefined : invoices)),
    );

  program
    .command('pay <invoice> <amount>')
    .description('enters a payment and posts the cash receipts')
    .option('--check <no>', 'check number', '')
    .option('--not-posted', 'leaves it as PaymentsToday', false)
    .action((invoiceNo: string, amount: string, options: { check: string; notPosted: boolean }) =>
      work(program, (desk) => {
        enterPayment(desk, { invoiceNo, amount: decimal(amount), checkNo: options.check });
        return options.notPosted ? undefined : { posted: postPayments(desk) };
      }),
    );

  program
    .command('post-payments')
    .description('posts the cash receipts')
    .action(() => work(program, (desk) => ({ posted: postPayments(desk) })));

  for (const [name, what, move] of [
    ['receive', 'a receipt of goods', receiveStock],
    ['adjust', 'an adjustment of stock, up or down', adjustStock],
  ] as const)
    program
      .command(`${name} <item> <warehouse> <quantity>`)
      .description(`${what}, in standard units`)
      .action((itemCode: string, warehouseCode: string, quantity: string) =>
        work(program, (desk) => move(desk, { itemCode, warehouseCode, quantity: decimal(quantity) })),
      );
}

function lineOf(text: string): Cells {
  const [item = '', quantity = '', price] = text.split(':');
  if (quantity === '') throw new InvalidArgumentError(`"${text}" is not ITEM:QUANTITY[:PRICE]`);
  const cell = { ItemCode$: item, QuantityOrdered: decimal(quantity) };
  return price === undefined ? cell : { ...cell, UnitPrice: decimal(price) };
}

function quantityOf(text: string): [string, string] {
  const [lineKey = '', quantity = ''] = text.split(':');
  return [lineKey, decimal(quantity)];
}
