/**
 * An error in words, for whoever runs the sandbox: its sentence and those of its causes. An error of a kind that a person cannot mend
 * (a TypeError, say) keeps its stack.
 */
export function errorSentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError', 'AssertionError'].includes(error.name))
    return error.stack ?? error.message;
  return error.cause === undefined ? error.message : `${error.message} (${errorSentence(error.cause)})`;
}
