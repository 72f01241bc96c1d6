/** System.HttpRequest and System.HttpResponse. */
import { define, t } from '../../compile/types.ts';
import { arg, notModelled, throwEx } from '../../runtime/rt.ts';
import { AList, Blob } from '../../runtime/values.ts';
import { XmlDocument } from '../dom/document.ts';
import { constructors, methodsOf } from '../typed.ts';

/** The longest time-out of a callout, in milliseconds. */
const MAX_TIMEOUT = 120_000;

/** Headers by name in any case; they keep the spelling of the last one that set them. */
class Headers {
  readonly #byKey = new Map<string, readonly [name: string, value: string]>();

  get(name: string): string | null {
    return this.#byKey.get(name.toLowerCase())?.[1] ?? null;
  }

  set(name: string, value: string): void {
    this.#byKey.set(name.toLowerCase(), [name, value]);
  }

  names(): string[] {
    return [...this.#byKey.values()].map(([name]) => name);
  }

  toObject(): Record<string, string> {
    return Object.fromEntries(this.#byKey.values());
  }
}

/** What request and response share: headers, and a body as text or as bytes. */
abstract class HttpMessage {
  readonly headers = new Headers();
  text: string | null = null;
  bytes: Blob | null = null;

  get bodyText(): string {
    return this.text ?? this.bytes?.b.toString('utf8') ?? '';
  }

  get bodyBytes(): Blob {
    return this.bytes ?? new Blob(Buffer.from(this.text ?? '', 'utf8'));
  }

  setText(text: string | null): void {
    this.text = text;
    this.bytes = null;
  }

  setBytes(bytes: Blob | null): void {
    this.bytes = bytes;
    this.text = null;
  }

  abstract toText(): string;
}

export class HttpRequest extends HttpMessage {
  endpoint: string | null = null;
  method: string | null = null;
  /** Milliseconds. */
  timeout = 10_000;
  compressed = false;

  toText(): string {
    return `System.HttpRequest[Endpoint=${this.endpoint}, Method=${this.method}]`;
  }
}

export class HttpResponse extends HttpMessage {
  code = 200;
  status: string | null = 'OK';

  toText(): string {
    return `System.HttpResponse[Status=${this.status}, StatusCode=${this.code}]`;
  }
}

const common = methodsOf<HttpMessage>()({
  'getBody():String': (message) => message.bodyText,
  'setBody(String):void': (message, text) => message.setText(text),
  'getBodyAsBlob():Blob': (message) => message.bodyBytes,
  'setBodyAsBlob(Blob):void': (message, bytes) => message.setBytes(bytes),
  'getHeader(String):String': (message, name) => message.headers.get(arg(name)),
  'setHeader(String,String):void': (message, name, value) => message.headers.set(arg(name), value),
  'toString():String': (message) => message.toText(),
});

define('System.HttpRequest', {
  js: HttpRequest,
  ctor: constructors({ '()': () => new HttpRequest() }),
  i: {
    ...common,
    ...methodsOf<HttpRequest>()({
      'setEndpoint(String):void': (request, endpoint) => {
        request.endpoint = endpoint;
      },
      'getEndpoint():String': (request) => request.endpoint,
      'setMethod(String):void': (request, method) => {
        request.method = method;
      },
      'getMethod():String': (request) => request.method,
      'setBodyDocument(Dom.Document):void': (request, document) => request.setText(document.xml()),
      'getHeaderKeys():List<String>': (request) => new AList(t.string, request.headers.names()),
      'setTimeout(Integer):void': (request, milliseconds) => {
        if (arg(milliseconds) < 1 || milliseconds > MAX_TIMEOUT)
          throwEx('System.CalloutException', 'Invalid timeout value');
        request.timeout = milliseconds;
      },
      'getTimeout():Integer': (request) => request.timeout,
      'setCompressed(Boolean):void': (request, compressed) => {
        request.compressed = compressed;
      },
      'getCompressed():Boolean': (request) => request.compressed,
      // Certificates change nothing: there is no TLS handshake to show them in.
      'setClientCertificateName(String):void': () => undefined,
      'setClientCertificate(String,String):void': () => undefined,
    }),
  },
});

define('System.HttpResponse', {
  js: HttpResponse,
  ctor: constructors({ '()': () => new HttpResponse() }),
  i: {
    ...common,
    ...methodsOf<HttpResponse>()({
      'getStatusCode():Integer': (response) => response.code,
      'setStatusCode(Integer):void': (response, code) => {
        response.code = code;
      },
      'getStatus():String': (response) => response.status,
      'setStatus(String):void': (response, status) => {
        response.status = status;
      },
      'getHeaderKeys():List<String>': (response) => new AList(t.string, response.headers.names()),
      'getXmlStreamReader():Object': () => notModelled('HttpResponse.getXmlStreamReader'),
      'getBodyDocument():Dom.Document': (response) => {
        const document = new XmlDocument();
        document.load(response.bodyText);
        return document;
      },
    }),
  },
});
