/** The mocks that a test gives Test.setMock, and those of the platform that answer with a static resource. */
import { define } from '../../compile/types.ts';
import { Blob } from '../../runtime/values.ts';
import { constructors, methodsOf } from '../typed.ts';
import { HttpResponse } from './http-messages.ts';
import { staticResource } from './static-resource.ts';

define('System.HttpCalloutMock', { iface: ['respond(HttpRequest):HttpResponse'] });
define('System.WebServiceMock', {
  iface: ['doInvoke(Object,Object,Map<String,Object>,String,String,String,String,String,String):void'],
});

/** What the two mocks share: the answer, all but its body. */
abstract class ResourceMock {
  code = 200;
  status = 'OK';
  readonly headers = new Map<string, string>();

  protected answer(resource: string | null | undefined): HttpResponse {
    const response = new HttpResponse();
    response.code = this.code;
    response.status = this.status;
    for (const [name, value] of this.headers) response.headers.set(name, value);
    response.setBytes(new Blob(staticResource(String(resource))));
    return response;
  }
}
const common = methodsOf<ResourceMock>()({
  'setStatusCode(Integer):void': (mock, code) => {
    mock.code = code;
  },
  'setStatus(String):void': (mock, status) => {
    mock.status = status;
  },
  'setHeader(String,String):void': (mock, name, value) => {
    mock.headers.set(name, value);
  },
});

/** Answers every callout with one resource. */
export class StaticResourceMock extends ResourceMock {
  resource: string | null = null;

  respond(): HttpResponse {
    return this.answer(this.resource);
  }
}
define('System.StaticResourceCalloutMock', {
  js: StaticResourceMock,
  ifs: ['HttpCalloutMock'],
  ctor: constructors({ '()': () => new StaticResourceMock() }),
  i: {
    ...common,
    ...methodsOf<StaticResourceMock>()({
      'setStaticResource(String):void': (mock, resource) => {
        mock.resource = resource;
      },
      'respond(HttpRequest):HttpResponse': (mock) => mock.respond(),
    }),
  },
});

/** Answers callouts with a resource for each endpoint. */
export class MultiStaticResourceMock extends ResourceMock {
  readonly resources = new Map<string, string>();

  respond(endpoint: string | null): HttpResponse {
    return this.answer(this.resources.get(endpoint ?? ''));
  }
}
define('System.MultiStaticResourceCalloutMock', {
  js: MultiStaticResourceMock,
  ifs: ['HttpCalloutMock'],
  ctor: constructors({ '()': () => new MultiStaticResourceMock() }),
  i: {
    ...common,
    ...methodsOf<MultiStaticResourceMock>()({
      'setStaticResource(String,String):void': (mock, endpoint, resource) => {
        mock.resources.set(endpoint, resource);
      },
      'respond(HttpRequest):HttpResponse': (mock, request) => mock.respond(request.endpoint),
    }),
  },
});
