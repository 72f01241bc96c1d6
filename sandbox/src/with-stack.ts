import { once } from 'node:events';
import { startStack, type Stack, type StackOptions } from './stack.ts';
import { errorSentence } from './error-sentence.ts';

/**
 * Starts a stack, works with it, and stops it again: when the work is done, when it throws (told in a sentence, exit code 1), and at
 * Ctrl+C at any moment (exit code 130, and 0 once `stayUp` was called, since then Ctrl+C is the way to end). A second Ctrl+C ends at once.
 */
export async function withStack(
  options: StackOptions & { readonly tell: (sentence: string) => void },
  work: (stack: Stack, stayUp: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const interrupt = new AbortController();
  const { signal } = interrupt;
  const interrupted = once(signal, 'abort');
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => {
      options.tell('\nstopping');
      interrupt.abort();
    });
  }
  let finished = false;
  const stayUp = async () => {
    finished = true;
    await interrupted;
  };
  try {
    const stack = await startStack({ ...options, signal });
    try {
      await Promise.race([work(stack, stayUp), interrupted]);
    } finally {
      await stack.stop();
    }
  } catch (error) {
    if (!signal.aborted) {
      console.error(errorSentence(error));
      process.exitCode = 1;
    }
  }
  // What the work was waiting for is gone with its stack.
  if (signal.aborted) process.exit(finished ? 0 : 130);
}
