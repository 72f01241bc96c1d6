import type { CalloutRequest, CalloutResponse } from './api.ts';

/** A callout over real HTTP, with the messages an org gives for a refused connection and for a time-out. */
export async function fetchCallout(request: CalloutRequest): Promise<CalloutResponse> {
  const signal = AbortSignal.timeout(request.timeout || 10_000);
  const withoutBody = ['GET', 'HEAD'].includes(request.method.toUpperCase());
  try {
    const reply = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: withoutBody ? null : (request.body as string | Uint8Array<ArrayBuffer> | null),
      signal,
      redirect: 'manual',
    });
    const bytes = new Uint8Array(await reply.arrayBuffer());
    const text = new TextDecoder('utf-8', { fatal: false }).decode(bytes);
    return {
      status: reply.status,
      statusText: reply.statusText,
      headers: Object.fromEntries(reply.headers),
      body: text.includes('\uFFFD') ? bytes : text,
    };
  } catch (error) {
    if (signal.aborted) throw new Error('Read timed out', { cause: error });
    const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
    throw new Error(cause?.code === 'ECONNREFUSED' ? 'Connection refused' : (cause?.message ?? message), {
      cause: error,
    });
  }
}

/** The answer in the form that the worker reads. */
export function plainAnswer(
  out: CalloutResponse,
): Required<Omit<CalloutResponse, 'statusText'>> & { statusText?: string | undefined } {
  const { body } = out;
  const plain =
    typeof body === 'string' || body instanceof Uint8Array
      ? body
      : body === undefined || body === null
        ? ''
        : JSON.stringify(body);
  const headers: Record<string, string> | Map<string, string> = out.headers ?? {};
  return {
    status: out.status,
    statusText: out.statusText,
    headers: headers instanceof Map ? Object.fromEntries(headers) : headers,
    body: plain,
  };
}
