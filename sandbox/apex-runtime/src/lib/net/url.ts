/** URL and PageReference. */
import { define, t } from '../../compile/types.ts';
import { arg, notModelled, throwEx } from '../../runtime/rt.ts';
import { AMap } from '../../runtime/values.ts';
import { constructors, methodsOf, statics } from '../typed.ts';

/** System.URL */
export class ApexUrl {
  readonly text: string;
  readonly url: URL;

  constructor(text: string) {
    const url = URL.parse(arg(text));
    this.url = url ?? throwEx('System.StringException', `no protocol: ${text}`);
    this.text = text;
  }

  hashKey(): string {
    return this.text;
  }

  toText(): string {
    return this.text;
  }
}

const ORG = 'https://apex-runtime.my.salesforce.com';

define('System.URL', {
  js: ApexUrl,
  ctor: constructors({
    '(String)': (_type, text) => new ApexUrl(text),
    '(URL,String)': (_type, base, text) => new ApexUrl(new URL(text, base.text).href),
    '(String,String,String)': (_type, protocol, host, file) => new ApexUrl(`${protocol}://${host}${file}`),
    '(String,String,Integer,String)': (_type, protocol, host, port, file) =>
      new ApexUrl(`${protocol}://${host}:${port}${file}`),
  }),
  s: statics({
    'getSalesforceBaseUrl():URL': () => new ApexUrl(ORG),
    'getOrgDomainUrl():URL': () => new ApexUrl(ORG),
    'getCurrentRequestUrl():URL': () => new ApexUrl(`${ORG}/`),
    'getFileFieldURL(String,String):String': () => `${ORG}/servlet`,
  }),
  i: methodsOf<ApexUrl>()({
    'toExternalForm():String': ({ text }) => text,
    'getHost():String': ({ url }) => url.hostname,
    'getPath():String': ({ url }) => url.pathname,
    'getProtocol():String': ({ url }) => url.protocol.replace(':', ''),
    'getQuery():String': ({ url }) => url.search.slice(1) || null,
    'getRef():String': ({ url }) => url.hash.slice(1) || null,
    'getPort():Integer': ({ url }) => (url.port ? Number(url.port) : -1),
    'getDefaultPort():Integer': ({ url }) => (url.protocol === 'http:' ? 80 : 443),
    'getFile():String': ({ url }) => url.pathname + url.search,
    'getAuthority():String': ({ url }) => url.host,
    'getUserInfo():String': ({ url }) => url.username || null,
    'sameFile(URL):Boolean': ({ text }, other) => text === other.text,
    'toString():String': ({ text }) => text,
  }),
});

export class PageReference {
  readonly url: string;
  readonly parameters = new AMap(t.string, t.string);
  readonly headers = new AMap(t.string, t.string);

  constructor(url: string) {
    this.url = url;
  }
}
define('System.PageReference', {
  js: PageReference,
  ctor: constructors({ '(String)': (_type, url) => new PageReference(url) }),
  i: methodsOf<PageReference>()({
    'getParameters():Map<String,String>': ({ parameters }) => parameters,
    'getHeaders():Map<String,String>': ({ headers }) => headers,
    'getUrl():String': ({ url }) => url,
    'setRedirect(Boolean):PageReference': (page) => page,
    'getContent():Blob': () => notModelled('PageReference.getContent'),
  }),
});
