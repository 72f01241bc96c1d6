/** RestContext: what an @RestResource class reads of its request and writes into its response. */
import { define, t } from '../../compile/types.ts';
import { R } from '../../runtime/rt.ts';
import { AMap, type Blob } from '../../runtime/values.ts';
import { constructors, methodsOf, propertiesOf } from '../typed.ts';

const textMap = (): AMap => new AMap(t.string, t.string);

export class RestRequest {
  params: AMap | null = textMap();
  headers: AMap | null = textMap();
  httpMethod: string | null = null;
  requestURI: string | null = null;
  requestBody: Blob | null = null;
  resourcePath: string | null = null;
  remoteAddress: string | null = null;
}

export class RestResponse {
  headers: AMap | null = textMap();
  responseBody: Blob | null = null;
  statusCode: number | null = null;
}

/** A property of an Apex class that is a property of the same name of its JavaScript class. */
const own = <Self extends object, Name extends keyof Self>(
  name: Name,
): [get: (self: Self) => Self[Name], set: (self: Self, value: Self[Name]) => Self[Name]] => [
  (self) => self[name],
  (self, value) => (self[name] = value),
];

define('System.RestRequest', {
  js: RestRequest,
  ctor: constructors({ '()': () => new RestRequest() }),
  p: propertiesOf<RestRequest>()({
    'params:Map<String,String>': own('params'),
    'headers:Map<String,String>': own('headers'),
    'httpMethod:String': own('httpMethod'),
    'requestURI:String': own('requestURI'),
    'requestBody:Blob': own('requestBody'),
    'resourcePath:String': own('resourcePath'),
    'remoteAddress:String': own('remoteAddress'),
  }),
  i: methodsOf<RestRequest>()({
    'addParameter(String,String):void': ({ params }, name, value) => R.nn(params).put(name, value),
    'addHeader(String,String):void': ({ headers }, name, value) => R.nn(headers).put(name, value),
  }),
});
define('System.RestResponse', {
  js: RestResponse,
  ctor: constructors({ '()': () => new RestResponse() }),
  p: propertiesOf<RestResponse>()({
    'headers:Map<String,String>': own('headers'),
    'responseBody:Blob': own('responseBody'),
    'statusCode:Integer': own('statusCode'),
  }),
  i: methodsOf<RestResponse>()({
    'addHeader(String,String):void': ({ headers }, name, value) => R.nn(headers).put(name, value),
  }),
});

R.rest = { request: null, response: null };
define('System.RestContext', {
  sp: {
    'request:RestRequest': [() => R.rest.request, (value: RestRequest | null) => (R.rest.request = value)],
    'response:RestResponse': [
      () => R.rest.response,
      (value: RestResponse | null) => (R.rest.response = value),
    ],
  },
});
