import { ApexRuntimeError, type Json } from 'apex-runtime';
import type { ApexMethod } from '../metadata/apex-methods.ts';
import type { Viewer } from './access.ts';
import { PageError, type PagesParts } from './parts.ts';

/** An exception as a component gets it (`error.body`). */
export interface ApexFault {
  readonly message: string;
  readonly exceptionType?: string;
}

/**
 * Calls an @AuraEnabled method as the page's user. Throws a PageError where the user may not, and an ApexRuntimeError for
 * what Apex threw.
 */
export async function callApex(
  { org }: PagesParts,
  methods: ReadonlyMap<string, ApexMethod>,
  viewer: Viewer,
  name: string,
  values: Record<string, unknown>,
): Promise<Json> {
  const [apexClass = '', method = ''] = name.split('.');
  if (!methods.has(name)) throw new PageError(404, `${name} is no @AuraEnabled method`);
  if (!viewer.mayCall(apexClass))
    throw new PageError(403, `You do not have access to the Apex class named '${apexClass}'.`);
  return org.call(apexClass, method, values, { user: viewer.id });
}

/** What a component gets of an error; undefined for the sandbox's own faults. */
export function faultOf(error: unknown): ApexFault | undefined {
  if (!(error instanceof ApexRuntimeError) || !error.type || error.type === 'Internal') return undefined;
  return { message: error.auraMessage ?? error.message, exceptionType: `System.${error.type}` };
}
