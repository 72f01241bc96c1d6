import { platT, platformDef, type PlatformDef } from '../compile/types.ts';
import { EnumVal } from './objects.ts';

/** A constant of an enum of the library, by position. */
export function penum(def: PlatformDef, position: number): EnumVal {
  def.enumObjs ??= (def.enum ?? []).map((name, index) => new EnumVal(platT(def), name, index));
  const constant = def.enumObjs[position];
  if (!constant) throw new Error(`apex-runtime internal: ${def.name} has no constant ${position}`);
  return constant;
}

/** A constant of an enum of the library, by its name in any case; null when there is none. */
export function penumNamed(enumName: string, name: string): EnumVal | null {
  const def = platformDef(enumName);
  const position = (def.enum ?? []).findIndex((constant) => constant.toLowerCase() === name.toLowerCase());
  return position < 0 ? null : penum(def, position);
}
