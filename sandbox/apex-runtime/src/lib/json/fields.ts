/** Fields of the project's objects, as JSON reads and writes them. */
import type { FieldInfo } from '../../compile/class-info.ts';
import type { Obj, Value } from '../../runtime/values.ts';

// Generated classes have no static types: their fields and accessors are reached by their JavaScript names.
const fields = (value: Obj): Record<string, Value> => value as unknown as Record<string, Value>;
const accessors = (value: Obj): Record<string, (value?: Value) => Value> =>
  value as unknown as Record<string, (value?: Value) => Value>;

/** The value of a field, read by the property's getter where it has one. */
export function fieldValue(value: Obj, { js, prop }: FieldInfo): Value {
  if (!prop?.hasAccessors || !prop.ast.getter) return fields(value)[js] ?? null;
  return accessors(value)[prop.getJs]?.call(value) ?? null;
}

/** Sets a field, by the property's setter where it has one. */
export function setFieldValue(value: Obj, { js, prop }: FieldInfo, given: Value): void {
  if (prop?.hasAccessors && prop.ast.setter) accessors(value)[prop.setJs]?.call(value, given);
  else fields(value)[js] = given;
}
