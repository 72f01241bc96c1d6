import { RetryableError } from '../../errors.ts';
import type { Warning } from '../../contract/errors.ts';
import {
  SageRefusal,
  type NewCustomer,
  type SageDocuments,
  type SagePricing,
  type SalesOrder,
} from '../ports.ts';
import {
  changeCustomerMessage,
  contactMessage,
  customerMessage,
  customerPings,
  nextCustomerNoMessage,
  pointerCells,
  pointerMessage,
  shipToMessage,
} from './customer.ts';
import { changeItemMessage } from './item.ts';
import {
  deleteAnswer,
  nextAnswer,
  pingAnswer,
  previewAnswer,
  writeAnswer,
  type NextMessage,
  type WriteAnswer,
  type WriteMessage,
} from './protocol.ts';
import {
  changeOrderMessage,
  changeWritten,
  deleteOrderMessage,
  nextSalesOrderNoMessage,
  priceMessage,
  pricesOf,
  salesOrderMessage,
  salesOrderPing,
  salesOrderWritten,
} from './sales-order.ts';
import type { BoiSession } from './session.ts';
import type { BoiSettings } from './settings.ts';

/** The documents of all companies over their sessions. `today` gives the accounting date of a session, `YYYYMMDD`. */
export function documents(
  settings: BoiSettings,
  sessionOf: (company: string) => BoiSession,
  today: () => string,
): Omit<SageDocuments, 'close'> &
  SagePricing & { check(company: string, customers: boolean): Promise<void> } {
  const next = async (company: string, message: NextMessage): Promise<string> => {
    const { value } = await sessionOf(company).call(message, nextAnswer, settings.callSeconds * 1000);
    return value.trimEnd();
  };
  const write = async (company: string, message: WriteMessage): Promise<WriteAnswer> => {
    const lines = message.lines?.length ?? 0;
    const limitMs = (settings.writeSeconds + lines * settings.writeSecondsPerLine) * 1000;
    const reply = await sessionOf(company).call(message, writeAnswer, limitMs);
    if (reply.lines.length === lines) return reply;
    throw new RetryableError(
      'SAGE_FAILED',
      `${lines} lines were sent to Sage, ${reply.lines.length} came back.`,
    );
  };

  return {
    async check(company, customers) {
      for (const message of [salesOrderPing(today()), ...(customers ? customerPings(today()) : [])]) {
        await sessionOf(company).call(message, pingAnswer, settings.callSeconds * 1000);
      }
    },

    nextSalesOrderNo: (company) => next(company, nextSalesOrderNoMessage(today())),

    async createSalesOrder(company: string, salesOrderNo: string, order: SalesOrder) {
      return salesOrderWritten(await write(company, salesOrderMessage(salesOrderNo, order, today())));
    },

    async changeSalesOrder(company, salesOrderNo, change) {
      return salesOrderWritten(await write(company, changeOrderMessage(salesOrderNo, change, today())));
    },

    async deleteSalesOrder(company, salesOrderNo, { cancelReasonCode } = {}) {
      const reason =
        cancelReasonCode === undefined
          ? undefined
          : await write(company, changeOrderMessage(salesOrderNo, { cancelReasonCode }, today()));
      const message = deleteOrderMessage(salesOrderNo, today());
      await sessionOf(company).call(message, deleteAnswer, settings.writeSeconds * 1000);
      return changeWritten(reason ?? { warnings: [] });
    },

    nextCustomerNo: (company, divisionNo) => next(company, nextCustomerNoMessage(divisionNo, today())),

    async createCustomer(company: string, customer: NewCustomer) {
      const warnings: Warning[] = [];
      const parts = [customerMessage, contactMessage, shipToMessage];
      for (const message of parts.map((make) => make(customer, today()))) {
        if (message) warnings.push(...(await write(company, message)).warnings.map(told));
      }
      for (const pointer of pointerCells(customer)) {
        try {
          const message = pointerMessage(customer, pointer, today());
          warnings.push(...(await write(company, message)).warnings.map(told));
        } catch (error) {
          // Not every version of Sage has these columns, and an order does not need them: a refusal here is told, not fatal.
          if (!(error instanceof SageRefusal)) throw error;
          warnings.push({ message: `${pointer[0].replace('$', '')} was not set: ${error.message}` });
        }
      }
      return { warnings };
    },

    async askPrices(company, question, scratchOrderNo, turn) {
      const message = priceMessage(question, scratchOrderNo, today());
      const reply = await sessionOf(company).callInTime(
        message,
        previewAnswer,
        settings.callSeconds * 1000,
        turn,
      );
      if (reply === undefined || reply.lines.length === question.lines.length)
        return reply && pricesOf(reply);
      throw new RetryableError(
        'SAGE_FAILED',
        `${question.lines.length} lines were shown to Sage, ${reply.lines.length} came back.`,
      );
    },

    async changeCustomer(company, divisionNo, customerNo, change) {
      const message = changeCustomerMessage({ divisionNo, customerNo }, change, today());
      return changeWritten(await write(company, message));
    },

    async changeItem(company, itemCode, change) {
      return changeWritten(await write(company, changeItemMessage(itemCode, change)));
    },
  };
}

function told({ message }: WriteAnswer['warnings'][number]): Warning {
  return { message, path: 'customer' };
}
