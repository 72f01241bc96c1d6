/** The syntax tree of Apex: plain JSON, so that it can be kept on disk. `line` counts from 1. */

/** A type as it is written: `Map<Id, List<Account>>`, `Outer.Inner`, `Integer[]`. */
export interface TypeRef {
  readonly parts: readonly { readonly name: string; readonly args: readonly TypeRef[] }[];
  /** The number of `[]` after it. */
  readonly dimensions: number;
  readonly line: number;
}
export interface Annotation {
  /** In lower case, as are the names of its values; the value of `@A('x')` is called `value`. */
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
}
export interface Modifiers {
  /** In lower case: `private`, `static`, `with sharing`... */
  readonly words: readonly string[];
  readonly annotations: readonly Annotation[];
}

export interface ClassNode {
  readonly kind: 'class';
  readonly name: string;
  readonly modifiers: Modifiers;
  readonly superclass: TypeRef | null;
  readonly interfaces: readonly TypeRef[];
  readonly members: readonly MemberNode[];
  readonly line: number;
}
export interface InterfaceNode {
  readonly kind: 'interface';
  readonly name: string;
  readonly modifiers: Modifiers;
  readonly interfaces: readonly TypeRef[];
  readonly members: readonly MethodNode[];
  readonly line: number;
}
export interface EnumNode {
  readonly kind: 'enum';
  readonly name: string;
  readonly modifiers: Modifiers;
  readonly values: readonly string[];
  readonly line: number;
}
/** A trigger, or a block of anonymous Apex, which has no object and no events. */
export interface TriggerNode {
  readonly kind: 'trigger';
  readonly name: string;
  readonly object: string | null;
  /** `before insert`, `after update`... */
  readonly events: readonly string[];
  readonly members: readonly MemberNode[];
  readonly body: readonly Statement[];
  readonly line: number;
}
export type TypeNode = ClassNode | InterfaceNode | EnumNode;
export type UnitNode = TypeNode | TriggerNode;

export interface Parameter {
  readonly name: string;
  readonly type: TypeRef;
}
export interface MethodNode {
  readonly kind: 'method';
  readonly name: string;
  /** null for void. */
  readonly type: TypeRef | null;
  readonly modifiers: Modifiers;
  readonly parameters: readonly Parameter[];
  readonly body: Block | null;
  readonly line: number;
}
export interface ConstructorNode {
  readonly kind: 'constructor';
  readonly name: string;
  readonly modifiers: Modifiers;
  readonly parameters: readonly Parameter[];
  readonly body: Block;
  readonly line: number;
}
export interface FieldNode {
  readonly kind: 'field';
  readonly name: string;
  readonly type: TypeRef;
  readonly modifiers: Modifiers;
  readonly initial: Expression | null;
  readonly line: number;
}
export interface AccessorNode {
  readonly modifiers: Modifiers;
  /** null for `get;` and `set;`. */
  readonly body: Block | null;
  readonly line: number;
}
export interface PropertyNode {
  readonly kind: 'property';
  readonly name: string;
  readonly type: TypeRef;
  readonly modifiers: Modifiers;
  readonly getter: AccessorNode | null;
  readonly setter: AccessorNode | null;
  readonly line: number;
}
/** A block of code between the members: `{ ... }` or `static { ... }`. */
export interface InitialiserNode {
  readonly kind: 'initialiser';
  readonly isStatic: boolean;
  readonly body: Block;
  readonly line: number;
}
export type MemberNode = MethodNode | ConstructorNode | FieldNode | PropertyNode | InitialiserNode | TypeNode;

interface At<Kind extends string> {
  readonly kind: Kind;
  readonly line: number;
}

export interface Block extends At<'block'> {
  readonly statements: readonly Statement[];
}
export interface LocalDeclaration extends At<'local'> {
  readonly type: TypeRef;
  readonly variables: readonly { readonly name: string; readonly initial: Expression | null }[];
}
export interface ForEachStatement extends At<'foreach'> {
  readonly type: TypeRef;
  readonly name: string;
  readonly items: Expression;
  readonly body: Statement;
}
export interface ForStatement extends At<'for'> {
  readonly initial: LocalDeclaration | readonly Expression[] | null;
  readonly condition: Expression | null;
  readonly updates: readonly Expression[];
  readonly body: Statement;
}
export interface TryStatement extends At<'try'> {
  readonly body: Block;
  readonly catches: readonly {
    readonly type: TypeRef;
    readonly name: string;
    readonly body: Block;
    readonly line: number;
  }[];
  readonly final: Block | null;
}
/** A branch of a switch: `when Account a`, `when 1, 2` or `when else`. */
export type SwitchBranch =
  | (At<'type'> & { readonly type: TypeRef; readonly name: string; readonly body: Block })
  | (At<'values'> & { readonly values: readonly (Literal | WhenName)[]; readonly body: Block })
  | (At<'else'> & { readonly body: Block });
/** A name after `when`: an enum constant, or a path to a constant. */
export interface WhenName extends At<'path'> {
  readonly path: readonly string[];
}
export interface SwitchStatement extends At<'switch'> {
  readonly value: Expression;
  readonly branches: readonly SwitchBranch[];
}
export interface DmlStatement extends At<'dml'> {
  /** `insert`, `update`, `upsert`, `delete`, `undelete` or `merge`. */
  readonly operation: string;
  readonly values: readonly Expression[];
  /** The external id field of an upsert. */
  readonly externalId: string | null;
  readonly access: 'user' | 'system' | null;
}
export type Statement =
  | Block
  | LocalDeclaration
  | ForEachStatement
  | ForStatement
  | TryStatement
  | SwitchStatement
  | DmlStatement
  | (At<'expression'> & { readonly value: Expression })
  | (At<'if'> & {
      readonly condition: Expression;
      readonly whenTrue: Statement;
      readonly whenFalse: Statement | null;
    })
  | (At<'while' | 'do'> & { readonly condition: Expression; readonly body: Statement })
  | (At<'return'> & { readonly value: Expression | null })
  | (At<'throw'> & { readonly value: Expression })
  | At<'break' | 'continue'>
  | (At<'runas'> & { readonly args: readonly Expression[]; readonly body: Block });

export type Literal = At<'literal'> &
  (
    | { readonly type: 'null'; readonly value: null }
    | { readonly type: 'boolean'; readonly value: boolean }
    | { readonly type: 'integer' | 'double'; readonly value: number }
    // As text, because JSON has no exact numbers of this size.
    | { readonly type: 'string' | 'long' | 'decimal'; readonly value: string }
  );
export interface NameExpression extends At<'name'> {
  readonly name: string;
}
export interface DotExpression extends At<'dot'> {
  readonly object: Expression;
  readonly name: string;
  /** Written `?.` */
  readonly safe: boolean;
}
/** `name(...)`, `this(...)` or `super(...)`; the last two are constructor calls. */
export interface CallExpression extends At<'call'> {
  readonly name: string;
  readonly isConstructor: boolean;
  readonly args: readonly Expression[];
}
export interface MethodCallExpression extends At<'methodCall'> {
  readonly object: Expression;
  readonly name: string;
  readonly args: readonly Expression[];
  readonly safe: boolean;
}
export interface IndexExpression extends At<'index'> {
  readonly list: Expression;
  readonly index: Expression;
}
export interface NewExpression extends At<'new'> {
  readonly type: TypeRef;
  readonly args: readonly Expression[];
}
/** `new List<String>{ 'a' }`, `new Set<Id>{...}` or `new Integer[]{...}` */
export interface NewCollectionExpression extends At<'newCollection'> {
  readonly type: TypeRef;
  readonly values: readonly Expression[];
}
export interface NewMapExpression extends At<'newMap'> {
  readonly type: TypeRef;
  readonly entries: readonly (readonly [Expression, Expression])[];
}
export interface ConditionalExpression extends At<'conditional'> {
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}
export interface BinaryExpression extends At<'binary'> {
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}
export interface AssignExpression extends At<'assign'> {
  /** `=`, `+=`... */
  readonly operator: string;
  readonly target: Expression;
  readonly value: Expression;
}
/** `++i`, `i++` and the same with `--`. */
export interface StepExpression extends At<'prefix' | 'postfix'> {
  readonly operator: string;
  readonly target: Expression;
}
export interface CastExpression extends At<'cast'> {
  readonly type: TypeRef;
  readonly value: Expression;
}
/** An inline query. Its binds are cut out: `:__b0`, `:__b1`... stand for them in the text. */
export interface QueryExpression extends At<'soql' | 'sosl'> {
  readonly query: string;
  readonly binds: readonly Expression[];
}
export type Expression =
  | Literal
  | NameExpression
  | At<'this' | 'super'>
  | DotExpression
  | CallExpression
  | MethodCallExpression
  | IndexExpression
  | NewExpression
  | NewCollectionExpression
  | NewMapExpression
  | (At<'newArray'> & { readonly type: TypeRef; readonly size: Expression })
  | CastExpression
  | (At<'instanceof'> & { readonly value: Expression; readonly type: TypeRef })
  | ConditionalExpression
  | (At<'coalesce'> & { readonly left: Expression; readonly right: Expression })
  | BinaryExpression
  | AssignExpression
  | StepExpression
  | (At<'parentheses' | 'not' | 'bitNot'> & { readonly value: Expression })
  | (At<'sign'> & { readonly operator: string; readonly value: Expression })
  | (At<'typeLiteral'> & { readonly type: TypeRef | null })
  | QueryExpression;
