import { present, type Columns } from '../mapping/fit.ts';
import type { Row } from '../sage/ports.ts';

/**
 * Sage can encrypt what identifies a person; names, addresses, phones and e-mails of such a row read blank or masked afterwards and must
 * not overwrite what Salesforce has. AR_Customer says so by a date; tables without that column by the encrypted values themselves.
 */
export function encryptedMark(catalogue: Columns): readonly string[] {
  return present(catalogue, ['PIIEncryptedDate', 'EncryptedVals']).slice(0, 1);
}

export const isEncrypted = (row: Row, mark: readonly string[]): boolean =>
  mark.some((column) => Boolean(row[column]));
