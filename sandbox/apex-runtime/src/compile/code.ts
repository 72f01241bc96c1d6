import type { Field, SObjectInfo } from '../schema/model.ts';
import type { ApexType } from './apex-type.ts';

/** JavaScript text that yields a value, with what the compiler knows of it. */
export interface Expr {
  readonly kind: 'value';
  readonly c: string;
  readonly T: ApexType;
  /** It is never null. */
  readonly nn?: boolean;
  /** It is a literal. */
  readonly lit?: boolean;
  /** It is a local variable: evaluating it twice does no harm. */
  readonly simple?: boolean;
  /** It is a list of records that may stand for its only record. */
  readonly soql?: boolean;
  /** The rest of a chain after `?.`: a condition under which the whole chain is null. */
  readonly guard?: string | null;
  /** It is a parent record reached by a relationship: a null one has null fields. */
  readonly rel?: boolean;
  /** It is this field of a record. */
  readonly sfield?: Field;
  /** It stands for the fields of this object: `Account.SObjectType.fields`. */
  readonly so?: SObjectInfo;
}
/** What a name may mean besides a value. */
export interface TypeName {
  readonly kind: 'type';
  readonly type: ApexType;
}
export interface Namespace {
  readonly kind: 'namespace';
  readonly ns: string;
}
export type Meaning = Expr | TypeName | Namespace;

export function value(
  code: string,
  type: ApexType,
  known: Omit<Partial<Expr>, 'kind' | 'c' | 'T'> = {},
): Expr {
  return { kind: 'value', c: code, T: type, ...known };
}
export const typeName = (type: ApexType): TypeName => ({ kind: 'type', type });
export const namespace = (ns: string): Namespace => ({ kind: 'namespace', ns });

/** A value that is not null. */
export const sure = (code: string, type: ApexType): Expr => value(code, type, { nn: true });
