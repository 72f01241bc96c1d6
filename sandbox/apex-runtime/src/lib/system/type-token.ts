import type { ApexType } from '../../compile/types.ts';

/** The name of a type as Type.toString() gives it. */
export function typeName(type: ApexType): string {
  return type.kind === 'plat' && type.args
    ? `${type.def.name}<${type.args.map(typeName).join(',')}>`
    : type.name;
}

/** System.Type: `Account.class`. There is one for each type. */
export class TypeToken {
  readonly t: ApexType;

  constructor(type: ApexType) {
    this.t = type;
  }

  hashKey(): string {
    return this.t.name;
  }

  toText(): string {
    return typeName(this.t);
  }

  toJson(): string {
    return typeName(this.t);
  }
}

const tokens = new Map<ApexType, TypeToken>();

export function typeToken(type: ApexType): TypeToken {
  const token = tokens.get(type) ?? new TypeToken(type);
  tokens.set(type, token);
  return token;
}
