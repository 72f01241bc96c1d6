import type { BusinessObject } from './business-object.ts';
import { Customer, CustomerPart } from './customer.ts';
import { Item } from './item.ts';
import { SalesOrder } from './sales-order.ts';
import { ComError, type Session } from './session.ts';

interface BusinessClass {
  /** Program that must be in force (nSetProgram), which gives the security context. */
  readonly task: string;
  readonly create: (session: Session) => BusinessObject;
}

const classes: Readonly<Record<string, BusinessClass>> = {
  SO_SalesOrder_bus: { task: 'SO_SalesOrder_ui', create: (session) => new SalesOrder(session) },
  AR_Customer_bus: { task: 'AR_Customer_ui', create: (session) => new Customer(session) },
  AR_CustomerContact_bus: {
    task: 'AR_CustomerContact_ui',
    create: (session) => new CustomerPart(session, 'AR_CustomerContact', 'ContactName'),
  },
  SO_ShipToAddress_bus: {
    task: 'SO_ShipToAddress_ui',
    create: (session) => new CustomerPart(session, 'SO_ShipToAddress'),
  },
  CI_ItemCode_bus: { task: 'CI_ItemCode_ui', create: (session) => new Item(session) },
};

/** NewObject(class, session). Throws COM's "Error: 90" for a class that is unknown or that the program in force does not allow, "Error: 0" (busy) while a task has the company for itself. */
export function newObject(session: Session, className: string): BusinessObject {
  if (session.isHeld())
    throw new ComError(`Error: 0 the company ${session.sCompanyCode} is locked for exclusive use`);
  const found = classes[className];
  const allowed = session.sCompanyCode !== '' && session.program === found?.task;
  if (found === undefined || !allowed) throw new ComError(`Error: 90 at NewObject("${className}")`);
  return found.create(session);
}
