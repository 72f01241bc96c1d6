import { throwEx } from '../../runtime/rt.ts';
import type { Value } from '../../runtime/values.ts';
import type { Field, SObjectInfo } from '../../schema/model.ts';

/** The values of the binds of a query. */
export interface QueryBinds {
  /** Of an inline query, by position. */
  bind(position: number): Value | undefined;
  /** Of a dynamic query, by name. */
  named(name: string): Value | undefined;
}
export interface QueryOptions {
  /** Limits do not count it. */
  readonly noCount?: boolean;
  /** `user_mode`; else what the query itself says. */
  readonly mode?: string | null;
}
/** What the parts of one query need to know. */
export interface QueryContext {
  readonly so: SObjectInfo;
  readonly binds: QueryBinds;
  /** The alias of the object, in lower case. */
  readonly alias: string | null;
}

/** Reads a value of a row, or of a group of rows. */
export type Reader<Item> = (item: Item) => Value;
export type Predicate<Item> = (item: Item) => boolean;
/** The field whose values are compared; null for other values. */
export type ComparedField = Field | null;

export function queryError(message: string): never {
  throwEx('System.QueryException', message);
}
