/** What all of the Connect API in Apex has in common. */
import { define } from '../../compile/types.ts';
import { mkEx, R, throwEx } from '../../runtime/rt.ts';
import { AEx, AList, EnumVal, PObj, type Value } from '../../runtime/values.ts';
import { methodsOf } from '../typed.ts';

define('ConnectApi.ConnectApiException', {
  sup: 'Exception',
  js: class ConnectApiException extends AEx {},
  i: methodsOf<AEx>()({ 'getErrorCode():String': (exception) => errorCodes.get(exception) ?? null }),
}).open = true;

const errorCodes = new WeakMap<AEx, string>();

/** A ConnectApiException; its texts are ours, the codes those of the REST API. */
export function connectError(code: string, message: string): never {
  const exception = mkEx('ConnectApi.ConnectApiException', message);
  errorCodes.set(exception, code);
  throw exception;
}

/** Tests cannot call the Connect API: code that does needs a class that tests replace. */
export function refuseInTests(): void {
  if (R.test)
    throwEx(
      'System.UnsupportedOperationException',
      'ConnectApi methods are not supported in data siloed tests. Please use @IsTest(SeeAllData=true).',
    );
}

/** A text property of an input; null when it has none. */
export const text = (input: PObj, property: string): string | null => {
  const value = input.d[property] ?? null;
  return value === null || value === '' ? null : value instanceof EnumVal ? value.name : String(value);
};

/** A text property that must be there. */
export const required = (input: PObj, property: string): string =>
  text(input, property) ?? connectError('MISSING_ARGUMENT', `The property ${property} is required.`);

/** The objects of a list property. */
export function items(input: PObj, property: string): PObj[] {
  const list: Value = input.d[property] ?? null;
  return list instanceof AList ? list.a.filter((item) => item instanceof PObj) : [];
}

export function number(input: PObj, property: string): number | null {
  const value = input.d[property] ?? null;
  return typeof value === 'number' ? value : null;
}
