import type { FieldDescribe, ObjectDescribe, ObjectSummary, Org } from 'apex-runtime';

/** One object's description with its fields and parent relationships by lower-case name. */
export interface ObjectInfo {
  readonly describe: ObjectDescribe;
  readonly field: (name: string) => FieldDescribe | undefined;
  /** The lookup field of a parent relationship such as `Account` or `Sage_Item__r`. */
  readonly lookup: (relationship: string) => FieldDescribe | undefined;
}

/** Descriptions of the org's objects; they do not change while it runs, so each is asked for once. */
export class Schema {
  readonly #org: Org;
  readonly #objects = new Map<string, ObjectInfo>();
  #heads: Promise<ObjectSummary[]> | undefined;

  constructor(org: Org) {
    this.#org = org;
  }

  heads(): Promise<ObjectSummary[]> {
    this.#heads ??= this.#org.describeGlobal();
    return this.#heads;
  }

  async object(name: string): Promise<ObjectInfo | undefined> {
    const known = this.#objects.get(name.toLowerCase());
    if (known) return known;
    if (!/^\w{1,80}$/.test(name)) return undefined;
    const describe = await this.#org.describe(name);
    if (!describe) return undefined;
    const info = indexed(describe);
    this.#objects.set(describe.name.toLowerCase(), info);
    return info;
  }
}

function indexed(describe: ObjectDescribe): ObjectInfo {
  const fields = new Map(describe.fields.map((field) => [field.name.toLowerCase(), field]));
  const lookups = new Map<string, FieldDescribe>();
  for (const field of describe.fields) {
    if (field.relationshipName) lookups.set(field.relationshipName.toLowerCase(), field);
  }
  return {
    describe,
    field: (name) => fields.get(name.toLowerCase()),
    lookup: (relationship) => lookups.get(relationship.toLowerCase()),
  };
}
