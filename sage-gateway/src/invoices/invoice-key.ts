import { recordKey } from '../mapping/feed-fields.ts';
import type { Value } from '../sage/ports.ts';

/** The key of a posted invoice: its number can recur, so the number of its header belongs to it. */
export const invoiceKey = (company: string, invoiceNo: Value | undefined, seqNo: Value | undefined): string =>
  recordKey(company, invoiceNo, seqNo);
