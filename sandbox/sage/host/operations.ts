import type { BusinessObject } from '../boi/business-object.ts';
import { newObject } from '../boi/classes.ts';
import { Customer } from '../boi/customer.ts';
import { SalesOrder } from '../boi/sales-order.ts';
import { Session, type SessionOptions } from '../boi/session.ts';
import { HostError, type ErrorKind, type Request, type RequestOf } from './protocol.ts';
import { deleteDocument, previewDocument, writeDocument } from './write-document.ts';

/** The operations of one host: one session, one company, one user. Throws HostError for what Sage refuses, ComError for what spoils the session. */
export class HostOperations {
  readonly #options: SessionOptions;
  #session: Session | undefined;
  #context = '';

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** '' before `open`. */
  get company(): string {
    return this.#session?.sCompanyCode ?? '';
  }

  run(request: Request): object {
    switch (request.op) {
      case 'open':
        return this.#open(request);
      case 'ping':
        return this.#ping(request);
      case 'next':
        return { value: this.#withObject(request, (object) => nextValue(object, request)) };
      case 'write':
        return this.#withObject(request, (object) => writeDocument(object, request));
      case 'delete':
        return this.#withObject(request, (object) => deleteDocument(object, request));
      case 'preview':
        return this.#withObject(request, (object) => previewDocument(object, request));
      case 'close':
        this.cleanUp();
        return {};
    }
  }

  cleanUp(): void {
    this.#session?.nCleanup();
    this.#session = undefined;
  }

  #open({ company, user, password }: RequestOf<'open'>): object {
    if (this.#session !== undefined) throw fail('protocol', 'the session is open already');
    const session = new Session(this.#options);
    const signedOn = session.nLogon() === 1 || (user !== '' && session.nSetUser(user, password) === 1);
    if (!signedOn) throw this.#refuseOpen(session, 'logon');
    if (session.nSetCompany(company) === 0) {
      throw this.#refuseOpen(session, session.allowsExternalAccess(company) ? 'logon' : 'closed');
    }
    this.#session = session;
    return { protocol: 1, host: 'simulator', pid: process.pid };
  }

  #ping({ context, object }: RequestOf<'ping'>): object {
    if (context && object) this.#withObject({ context, object }, () => undefined);
    return { company: this.#live().sCompanyCode };
  }

  #refuseOpen(session: Session, kind: ErrorKind): HostError {
    const message = session.sLastErrorMsg;
    session.nCleanup();
    return fail(kind, message);
  }

  #live(): Session {
    if (this.#session === undefined) throw fail('protocol', 'the session is not open: send "open" first');
    return this.#session;
  }

  #withObject<T>(
    request: Pick<RequestOf<'write'>, 'context' | 'object'>,
    work: (object: BusinessObject) => T,
  ): T {
    const session = this.#live();
    this.#setContext(session, request.context);
    const object = newObject(session, request.object);
    try {
      return work(object);
    } finally {
      object.DropObject();
    }
  }

  #setContext(session: Session, { module, date, task }: RequestOf<'write'>['context']): void {
    const wanted = JSON.stringify([module, date, task]);
    if (wanted === this.#context) return;
    this.#context = '';
    const done =
      (date === '' || session.nSetDate(module, date) === 1) &&
      session.nSetModule(module) === 1 &&
      session.nSetProgram(session.nLookupTask(task)) === 1;
    if (!done) throw new HostError({ kind: 'refused', stage: 'context', message: session.sLastErrorMsg });
    this.#context = wanted;
  }
}

function nextValue(object: BusinessObject, { key, method, object: name }: RequestOf<'next'>): string {
  const refused = (): HostError =>
    new HostError({ kind: 'refused', stage: 'next', message: object.sLastErrorMsg });
  for (const [column, value] of key ?? []) if (object.nSetKeyValue(column, value) === 0) throw refused();
  let value: string | undefined;
  if (method === 'nGetNextSalesOrderNo' && object instanceof SalesOrder)
    value = object.nGetNextSalesOrderNo();
  else if (method === 'nGetNextCustomerNo' && object instanceof Customer) value = object.nGetNextCustomerNo();
  else throw fail('protocol', `${name} has no ${method}`, 'next');
  if (value === undefined) throw refused();
  return value;
}

function fail(kind: ErrorKind, message: string, stage: 'open' | 'next' = 'open'): HostError {
  return new HostError({ kind, stage, message });
}
