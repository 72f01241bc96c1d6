/** What tests answer callouts with. */
import { define } from '../../compile/types.ts';
import { Blob } from '../../runtime/values.ts';
import { constructors, methodsOf } from '../typed.ts';
import { HttpResponse } from './http.ts';
import { staticResource } from './static-resource.ts';

define('System.HttpCalloutMock', { iface: ['respond(HttpRequest):HttpResponse'] });
define('System.WebServiceMock', {
  iface: ['doInvoke(Object,Object,Map<String,Object>,String,String,String,String,String,String):void'],
});

/** A mock whose bodies are static resources: one for all endpoints, or one for each. */
class ResourceMock {
  /** By endpoint; the empty one stands for all. */
  readonly resources = new Map<string, string>();
  readonly headers: [name: string, value: string][] = [];
  code = 200;
  status = 'OK';

  respond(endpoint: string): HttpResponse {
    const response = new HttpResponse();
    response.code = this.code;
    response.status = this.status;
    for (const [name, value] of this.headers) response.setHeader(name, value);
    response.setBody(new Blob(staticResource(this.resources.get(endpoint) ?? null)));
    return response;
  }
}
class MultiResourceMock extends ResourceMock {}

const common = methodsOf<ResourceMock>()({
  'setStatusCode(Integer):void': (mock, code) => {
    mock.code = code;
  },
  'setStatus(String):void': (mock, status) => {
    mock.status = status;
  },
  'setHeader(String,String):void': (mock, name, value) => mock.headers.push([name, value]),
});
define('System.StaticResourceCalloutMock', {
  js: ResourceMock,
  ifs: ['HttpCalloutMock'],
  ctor: constructors({ '()': () => new ResourceMock() }),
  i: {
    ...common,
    ...methodsOf<ResourceMock>()({
      'setStaticResource(String):void': (mock, resource) => mock.resources.set('', resource),
      'respond(HttpRequest):HttpResponse': (mock) => mock.respond(''),
    }),
  },
});
define('System.MultiStaticResourceCalloutMock', {
  js: MultiResourceMock,
  ifs: ['HttpCalloutMock'],
  ctor: constructors({ '()': () => new MultiResourceMock() }),
  i: {
    ...common,
    ...methodsOf<MultiResourceMock>()({
      'setStaticResource(String,String):void': (mock, endpoint, resource) =>
        mock.resources.set(endpoint, resource),
      'respond(HttpRequest):HttpResponse': (mock, request) => mock.respond(request.endpoint ?? ''),
    }),
  },
});
