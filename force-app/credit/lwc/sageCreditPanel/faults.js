/** Codes that mean: nobody answered, and a moment later somebody may. */
const passing = new Set([
  'GATEWAY_UNREACHABLE',
  'NOT_READY',
  'SAGE_UNAVAILABLE',
  'SAGE_TIMEOUT',
  'SAGE_READ_FAILED',
  'SAGE_COMPANY_CLOSED',
]);

/**
 * How the panel shows an error: `slow`, `notLinked` or `error`.
 *
 * @param {string | undefined} code of contract/error-codes.json
 */
export function kindOf(code) {
  if (passing.has(code)) return 'slow';
  return code === 'CUSTOMER_NOT_LINKED' ? 'notLinked' : 'error';
}
