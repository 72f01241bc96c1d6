import type { OrderLine, OrderMessage } from '../contract/order-message.ts';
import { customFields } from '../mapping/custom-fields.ts';
import { defined } from '../mapping/defined.ts';
import { fitText, inSageCharacters, widthOf, type Columns } from '../mapping/fit.ts';
import type { Findings } from '../mapping/findings.ts';
import type { ItemMatch } from '../products/find-items.ts';
import { itemFault } from '../products/item-fault.ts';
import type { Item } from '../products/item.ts';
import type { SalesOrderLine } from '../sage/ports.ts';
import type { CodeBook } from './check-codes.ts';
import { checkAmounts } from './check-amounts.ts';
import type { CompanyPolicy } from './policy.ts';

/** A line for Sage and the index of the message's line it comes from; a line that the order itself needed has none. */
export interface PlannedLine {
  readonly line: SalesOrderLine;
  readonly origin: number | undefined;
}

/** What the lines are checked against; read beforehand for all of them together. */
export interface LineChecks {
  readonly policy: CompanyPolicy;
  /** Columns of SO_SalesOrderDetail. */
  readonly columns: Columns;
  readonly items: ReadonlyMap<string, ItemMatch>;
  readonly warehouse: CodeBook;
  readonly findings: Findings;
}

/** The product code of a line as it is looked up: without blanks around it. */
export function codeOf(line: OrderLine, policy: CompanyPolicy): string {
  const given = line.itemCode?.trim() ?? '';
  if (line.kind === 'comment') return given.startsWith('/') ? given : policy.commentItemCode;
  return given;
}

/** Checks every line of a message and lays it out for Sage. A faulty line leaves its faults in the findings and none in the result. */
export function validateLines(message: OrderMessage, checks: LineChecks): PlannedLine[] {
  if (!message.lines.some((line) => line.kind !== 'comment')) {
    checks.findings.fault('ORDER_EMPTY', 'The order has no item lines.', 'lines');
  }
  return message.lines.flatMap((line, at) =>
    planLine(line, at, checks).map((planned) => ({ line: planned, origin: at })),
  );
}

/** One line of a message for Sage; its texts may need comment lines after it. */
export function planLine(line: OrderLine, at: number, checks: LineChecks): SalesOrderLine[] {
  return line.kind === 'comment' ? commentLine(line, at, checks) : itemLine(line, at, checks);
}

/** A text as comment lines, as many as the width of CommentText makes needed. */
export function commentLines(text: string, itemCode: string, columns: Columns): SalesOrderLine[] {
  const width = widthOf(columns, 'CommentText');
  const parts: string[] = [];
  for (let rest = text.trim(); rest !== ''; rest = rest.slice(width)) parts.push(rest.slice(0, width));
  return parts.map((commentText) => ({ itemCode, comment: true, commentText }));
}

function commentLine(line: OrderLine, at: number, checks: LineChecks): SalesOrderLine[] {
  const { findings, columns, policy } = checks;
  const path = `lines.${at}`;
  const text = inSageCharacters(line.comment ?? line.description ?? '', `${path}.comment`, findings).trim();
  if (text === '') findings.fault('FIELD_REQUIRED', 'A comment line needs a comment.', `${path}.comment`);
  const item = itemOf(codeOf(line, policy), `${path}.itemCode`, checks);
  return item === undefined ? [] : commentLines(text, item.itemCode, columns);
}

function itemLine(line: OrderLine, at: number, checks: LineChecks): SalesOrderLine[] {
  const { policy, columns, findings } = checks;
  const path = `lines.${at}`;
  const code = codeOf(line, policy);
  if (code === '') findings.fault('FIELD_REQUIRED', 'The line has no product code.', `${path}.itemCode`);
  const item = code === '' ? undefined : itemOf(code, `${path}.itemCode`, checks);
  if (item !== undefined) checkItem(item, code, `${path}.itemCode`, findings);
  const amounts = checkAmounts(line, path, policy, columns, findings);
  const unitOfMeasure = unitOf(line, item, `${path}.unitOfMeasure`, findings);
  const fields = customFields(line.fields, columns, 'SO_SalesOrderDetail', `${path}.fields`, findings);
  const texts = lineTexts(line, path, checks);
  if (item === undefined || amounts === undefined) return [];
  const planned = {
    itemCode: item.itemCode,
    ...amounts,
    ...defined({
      warehouseCode: line.warehouseCode && checks.warehouse(line.warehouseCode),
      unitOfMeasure,
      promiseDate: line.promiseDate,
      description: texts.description,
      commentText: texts.commentText,
      fields: fields.length > 0 ? fields : undefined,
    }),
  };
  return [planned, ...commentLines(texts.rest, policy.commentItemCode, columns)];
}

function itemOf(code: string, path: string, { items, findings }: LineChecks): Item | undefined {
  const match = items.get(code);
  if (match?.kind === 'found') return match.item;
  const fault = itemFault(code, match);
  findings.fault(fault.code, fault.message, path);
  return undefined;
}

function checkItem(item: Item, code: string, path: string, findings: Findings): void {
  const named = item.itemCode === code ? item.itemCode : `${item.itemCode} (for "${code}")`;
  if (item.inactive) findings.fault('ITEM_INACTIVE', `The item ${named} is inactive in Sage.`, path);
  if (!item.soldInOrders) {
    findings.fault('FIELD_INVALID', `The item ${named} is not used in sales orders (UseInSO).`, path);
  } else if (item.itemType === '4') {
    findings.fault('FIELD_INVALID', `${named} is a comment in Sage; send the line as a comment.`, path);
  }
}

export function unitOf(
  line: Pick<OrderLine, 'unitOfMeasure'>,
  item: Item | undefined,
  path: string,
  findings: Findings,
): string | undefined {
  const unit = line.unitOfMeasure?.trim().toUpperCase() ?? '';
  if (unit === '') return undefined;
  if (item !== undefined && item.units.length > 0 && !item.units.includes(unit)) {
    findings.fault(
      'UNIT_OF_MEASURE_UNKNOWN',
      `The item ${item.itemCode} has no unit "${unit}", only ${item.units.join(', ')}.`,
      path,
    );
  }
  return unit;
}

/** Description and comment of an item line; a description that Sage must cut is kept whole in the comment. */
export function lineTexts(
  line: Pick<OrderLine, 'description' | 'comment'>,
  path: string,
  { columns, findings }: LineChecks,
) {
  const whole = line.description?.trim() ?? '';
  const description = fitText(
    line.description,
    widthOf(columns, 'ItemCodeDesc'),
    `${path}.description`,
    findings,
    'the whole text is in the comment of the line',
  );
  const cut = description !== undefined && description.length < whole.replace(/\s+/gu, ' ').length;
  const given = inSageCharacters(line.comment ?? '', `${path}.comment`, findings).trim();
  const said = [cut ? inSageCharacters(whole, `${path}.description`, findings) : '', given];
  const comment = said.filter((text) => text !== '').join('\n');
  const width = widthOf(columns, 'CommentText');
  const rest = comment.slice(width);
  if (rest !== '') {
    findings.warn(
      `The comment is longer than ${width} characters; it goes on in comment lines.`,
      `${path}.comment`,
    );
  }
  return { description, commentText: comment.slice(0, width) || undefined, rest };
}
