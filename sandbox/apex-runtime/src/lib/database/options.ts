/** What DML and queries can be told: DmlOptions and AccessLevel. */
import { define } from '../../compile/types.ts';
import type { PObj } from '../../runtime/values.ts';
import { type Value } from '../../runtime/values.ts';
import { bean, newBean } from '../bean.ts';
import { constructors, methodsOf, staticProperties } from '../typed.ts';

bean('Database.DuplicateRuleHeader', {
  allowSave: 'Boolean',
  includeRecordDetails: 'Boolean',
  runAsCurrentUser: 'Boolean',
});
bean('Database.AssignmentRuleHeader', { assignmentRuleId: 'Id', useDefaultRule: 'Boolean' });
bean('Database.EmailHeader', {
  triggerAutoResponseEmail: 'Boolean',
  triggerOtherEmail: 'Boolean',
  triggerUserEmail: 'Boolean',
});

/** Database.DmlOptions: its headers are there without being set. */
export class DmlOptions {
  readonly d: Record<string, Value> = {};

  /** A header by its property: `emailHeader`. */
  header(property: string): PObj {
    const name = `Database.${property.charAt(0).toUpperCase()}${property.slice(1)}`;
    return (this.d[property] ??= newBean(name)) as PObj; // only headers are set under these names
  }
}
const set =
  (name: string) =>
  (options: DmlOptions, value: Value): Value =>
    (options.d[name] = value);
const property = (name: string): readonly [(options: DmlOptions) => Value, ReturnType<typeof set>] => [
  (options) => options.d[name] ?? null,
  set(name),
];
const header = (name: string): readonly [(options: DmlOptions) => Value, ReturnType<typeof set>] => [
  (options) => options.header(name),
  set(name),
];
define('Database.DmlOptions', {
  js: DmlOptions,
  ctor: constructors({ '()': () => new DmlOptions() }),
  p: {
    'OptAllOrNone:Boolean': property('OptAllOrNone'),
    'allowFieldTruncation:Boolean': property('allowFieldTruncation'),
    'localeOptions:String': property('localeOptions'),
    'duplicateRuleHeader:Database.DuplicateRuleHeader': header('duplicateRuleHeader'),
    'assignmentRuleHeader:Database.AssignmentRuleHeader': header('assignmentRuleHeader'),
    'emailHeader:Database.EmailHeader': header('emailHeader'),
  },
});

/** System.AccessLevel */
export class AccessLevel {
  readonly mode: 'USER_MODE' | 'SYSTEM_MODE';

  constructor(mode: AccessLevel['mode']) {
    this.mode = mode;
  }

  hashKey(): string {
    return this.mode;
  }

  toText(): string {
    return this.mode;
  }
}
const USER_MODE = new AccessLevel('USER_MODE');
const SYSTEM_MODE = new AccessLevel('SYSTEM_MODE');
define('System.AccessLevel', {
  js: AccessLevel,
  sp: staticProperties({
    'USER_MODE:AccessLevel': () => USER_MODE,
    'SYSTEM_MODE:AccessLevel': () => SYSTEM_MODE,
  }),
  i: methodsOf<AccessLevel>()({ 'withPermissionSetId(String):AccessLevel': (level) => level }),
});
