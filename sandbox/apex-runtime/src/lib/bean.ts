import { define, parseSigType, type ApexType, type PlatformSpec } from '../compile/types.ts';
import { PObj, type Value } from '../runtime/values.ts';

/** More about a data class than its properties. */
interface BeanOptions extends PlatformSpec {
  /** It also has getX() and setX(). */
  readonly accessors?: boolean;
  /** Fills a new value. */
  readonly init?: (bean: PObj) => void;
}

/** Declares a class that only holds properties (`name: type`). Its values are `PObj`. */
export function bean(
  name: string,
  properties: Readonly<Record<string, string>>,
  { accessors = false, init, ...spec }: BeanOptions = {},
): void {
  const p: Record<string, [(bean: PObj) => Value, (bean: PObj, value: Value) => Value]> = {};
  const i: Record<string, (bean: PObj, value: Value) => Value> = {};
  for (const [property, type] of Object.entries(properties)) {
    const get = (bean: PObj): Value => bean.d[property] ?? null;
    const set = (bean: PObj, value: Value): Value => (bean.d[property] = value);
    p[`${property}:${type}`] = [get, set];
    if (!accessors) continue;
    const capitalised = property.charAt(0).toUpperCase() + property.slice(1);
    i[`get${capitalised}():${type}`] = get;
    i[`set${capitalised}(${type}):void`] = set;
  }
  const construct = (type: ApexType): PObj => {
    const value = new PObj(type);
    init?.(value);
    return value;
  };
  define(name, {
    ...spec,
    p: { ...p, ...spec.p },
    i: { ...i, ...spec.i },
    ctor: { '()': construct, ...spec.ctor },
  });
}

/** A new value of a data class, with some of its properties set. */
export function newBean(name: string, values: Readonly<Record<string, Value>> = {}): PObj {
  const value = new PObj(parseSigType(name));
  Object.assign(value.d, values);
  return value;
}
