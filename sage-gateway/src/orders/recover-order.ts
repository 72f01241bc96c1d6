import { divisionOf, numberSpellings } from '../customers/find-customer.ts';
import { Findings } from '../mapping/findings.ts';
import type { Outcome } from '../requests/port.ts';
import { columnsOf } from '../sage/read.ts';
import { defined } from '../mapping/defined.ts';
import {
  findByKey,
  findByNumber,
  hasStrayLines,
  statusOf,
  totalsOf,
  type ExistingOrder,
} from './find-order.ts';
import type { Placing } from './place-order.ts';
import { customerPONoOf } from './validate-order.ts';

/** Either the order is done (or a person must look), or it is to be written: under the number that is still reserved, or a new one. */
export type Recovered = { readonly outcome: Outcome } | { readonly salesOrderNo: string | undefined };

/** Whose an order is that stands under a reserved number. */
type Owner = 'ours' | 'unclear' | 'foreign';

/**
 * Looks up the number that an earlier try reserved. The order is ours: it is done. Another customer's: the number is given up and a new one
 * taken. Only the customer or only the PO number is ours, and no key tells: a person must look. Not there: the number is used again, unless
 * a broken write left lines under it.
 */
export async function recoverByNumber(
  placing: Placing,
  reserved = placing.request.salesOrderNo,
): Promise<Recovered> {
  const { request, policy, parts } = placing;
  if (reserved === null) return { salesOrderNo: undefined };
  const order = await findByNumber(parts.tables, request.company, reserved, policy.keyUdf);
  if (order === undefined) {
    if (!(await hasStrayLines(parts.tables, request.company, reserved))) return { salesOrderNo: reserved };
    placing.findings.warn(`Sage has lines but no order under ${reserved}; the order was given a new number.`);
    return giveUp(placing);
  }
  const owner = await ownerOf(order, placing);
  if (owner === 'ours') return { outcome: await done(order, placing) };
  if (owner === 'foreign') return giveUp(placing);
  await parts.reservations.releaseSalesOrderNo(request.key);
  const message = `Sage order ${reserved} (customer ${order.divisionNo}-${order.customerNo}, PO "${order.customerPONo ?? ''}") may be this order; check it before you send again.`;
  return { outcome: { state: 'Refused', errors: [{ code: 'SALES_ORDER_NO_TAKEN', message }], warnings: [] } };
}

/** The order that carries this request's key, where the site has a UDF for it: found even if the gateway's own records are lost. */
export async function recoverByKey(
  placing: Placing,
  customer: { divisionNo: string; customerNo: string },
): Promise<Outcome | undefined> {
  const { request, policy, parts } = placing;
  if (policy.keyUdf === undefined) return undefined;
  const order = await findByKey(parts.tables, request.company, customer, policy.keyUdf, request.key);
  if (order === undefined) return undefined;
  await parts.reservations.reserveSalesOrderNo(request.key, order.salesOrderNo);
  return done(order, placing);
}

async function giveUp({ parts, request }: Placing): Promise<Recovered> {
  await parts.reservations.releaseSalesOrderNo(request.key);
  return { salesOrderNo: undefined };
}

async function ownerOf(order: ExistingOrder, placing: Placing): Promise<Owner> {
  const { request, message, parts } = placing;
  if (order.key !== undefined)
    return [request.key, ...request.earlierKeys].includes(order.key) ? 'ours' : 'foreign';
  const header = await columnsOf(parts.tables, request.company, 'SO_SalesOrderHeader');
  const customerPONo = customerPONoOf(message, header, new Findings());
  const sameCustomer = await isOurCustomer(order, placing);
  if (sameCustomer && customerPONo === order.customerPONo) return 'ours';
  return sameCustomer || (customerPONo !== undefined && customerPONo === order.customerPONo)
    ? 'unclear'
    : 'foreign';
}

/** Every try stores the account's link before it reserves a number, so the link tells the customer even if Sage's data changed since. */
async function isOurCustomer(order: ExistingOrder, placing: Placing): Promise<boolean> {
  const { request, message, policy, parts } = placing;
  const { accountId, customerNo, divisionNo } = message.customer;
  const link = await parts.reservations.customerOf(request.company, accountId);
  if (link?.divisionNo === order.divisionNo && link.customerNo === order.customerNo) return true;
  const named = customerNo !== undefined && numberSpellings(customerNo, policy).includes(order.customerNo);
  return named && (divisionNo === undefined || divisionOf(divisionNo, policy) === order.divisionNo);
}

async function done(order: ExistingOrder, { request, message, parts, findings }: Placing): Promise<Outcome> {
  const totals = await totalsOf(parts.tables, request.company, order);
  const wished = message.lines.filter((line) => line.kind !== 'comment').length;
  if (totals.lines !== wished) {
    findings.warn(
      `The order in Sage has ${totals.lines} item lines, the message ${wished}; it was changed in Sage.`,
      'lines',
    );
  }
  if (order.key !== undefined && order.key !== request.key)
    findings.warn(`The order was placed by an earlier request for this record, ${order.key}.`);
  if (order.deleted)
    findings.warn(`The order ${order.salesOrderNo} was deleted in Sage after it was placed.`);
  const { salesOrderNo, divisionNo, customerNo } = order;
  const link = await parts.reservations.customerOf(request.company, message.customer.accountId);
  const customerCreated = link?.madeBy === request.key;
  const status = defined({ orderStatus: statusOf(order) });
  const result = { salesOrderNo, divisionNo, customerNo, customerCreated, ...totals, ...status };
  return { state: 'Done', result, warnings: findings.warnings };
}
