/** RestContext: the request and the response of an @RestResource class. */
import { define, t } from '../../compile/types.ts';
import { R } from '../../runtime/rt.ts';
import { AMap, type Blob } from '../../runtime/values.ts';
import { constructors, methodsOf, staticProperties } from '../typed.ts';

export class RestRequest {
  params = new AMap(t.string, t.string);
  headers = new AMap(t.string, t.string);
  httpMethod: string | null = null;
  requestURI: string | null = null;
  requestBody: Blob | null = null;
  resourcePath: string | null = null;
  remoteAddress: string | null = null;
}
export class RestResponse {
  headers = new AMap(t.string, t.string);
  responseBody: Blob | null = null;
  statusCode: number | null = null;
}

/** The getter and the setter of a property that has the same name here. */
function property<Owner, Name extends keyof Owner>(
  name: Name,
): readonly [(owner: Owner) => Owner[Name], (owner: Owner, value: Owner[Name]) => Owner[Name]] {
  return [(owner) => owner[name], (owner, value) => (owner[name] = value)];
}
const ofRequest = <Name extends keyof RestRequest>(name: Name) => property<RestRequest, Name>(name);
const ofResponse = <Name extends keyof RestResponse>(name: Name) => property<RestResponse, Name>(name);

define('System.RestRequest', {
  js: RestRequest,
  ctor: constructors({ '()': () => new RestRequest() }),
  p: {
    'params:Map<String,String>': ofRequest('params'),
    'headers:Map<String,String>': ofRequest('headers'),
    'httpMethod:String': ofRequest('httpMethod'),
    'requestURI:String': ofRequest('requestURI'),
    'requestBody:Blob': ofRequest('requestBody'),
    'resourcePath:String': ofRequest('resourcePath'),
    'remoteAddress:String': ofRequest('remoteAddress'),
  },
  i: methodsOf<RestRequest>()({
    'addParameter(String,String):void': ({ params }, name, value) => params.put(name, value),
    'addHeader(String,String):void': ({ headers }, name, value) => headers.put(name, value),
  }),
});
define('System.RestResponse', {
  js: RestResponse,
  ctor: constructors({ '()': () => new RestResponse() }),
  p: {
    'headers:Map<String,String>': ofResponse('headers'),
    'responseBody:Blob': ofResponse('responseBody'),
    'statusCode:Integer': ofResponse('statusCode'),
  },
  i: methodsOf<RestResponse>()({
    'addHeader(String,String):void': ({ headers }, name, value) => headers.put(name, value),
  }),
});

R.rest = { request: null, response: null };
define('System.RestContext', {
  js: class {},
  sp: staticProperties({
    'request:RestRequest': [() => R.rest.request, (value) => (R.rest.request = value)],
    'response:RestResponse': [() => R.rest.response, (value) => (R.rest.response = value)],
  }),
});
