import type { CalloutRequest, CalloutResponse, OrgOptions } from './api.ts';

/** A callout as Apex made it: the endpoint may still be `callout:Name/path`. */
export type RawCallout = Omit<CalloutRequest, 'url' | 'namedCredential'>;

/** A named credential of the metadata. */
export interface MetadataCredential {
  readonly name: string;
  readonly endpoint: string;
}

/** Replaces `callout:Name` by the credential's address and adds its headers; what Apex sets itself wins. */
export function resolveCallout(
  request: RawCallout,
  ofMetadata: ReadonlyMap<string, MetadataCredential>,
  given: NonNullable<OrgOptions['namedCredentials']>,
): CalloutRequest {
  const [, name, path = ''] = /^callout:([^/?#]+)(.*)$/i.exec(request.endpoint) ?? [];
  if (name === undefined) return { ...request, url: request.endpoint };
  const key = name.toLowerCase();
  const [, replacement] = Object.entries(given).find(([candidate]) => candidate.toLowerCase() === key) ?? [];
  const base =
    typeof replacement === 'string'
      ? { url: replacement }
      : (replacement ?? { url: ofMetadata.get(key)?.endpoint });
  if (!base.url) {
    throw new Error(
      "The callout couldn't access the endpoint. You might not have the required permissions, or the named credential " +
        `"${name}" might not exist.`,
    );
  }
  const headers = 'headers' in base ? base.headers : {};
  return {
    ...request,
    url: base.url.replace(/\/$/, '') + path,
    headers: { ...headers, ...request.headers },
    namedCredential: name,
  };
}

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
