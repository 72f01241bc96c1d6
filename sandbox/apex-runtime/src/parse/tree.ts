import type { TypeRef } from './nodes.ts';

interface Token {
  readonly line: number;
  /** The first and the last character in the source. */
  readonly start: number;
  readonly stop: number;
}
/** A node of the parser's tree, as this folder reads it: by the names of its node classes. */
export interface Tree {
  readonly children?: readonly Tree[] | null;
  readonly start?: Token | null;
  readonly stop?: Token | null;
  /** Only a terminal has it. */
  readonly symbol?: Token;
  getText(): string;
}

/** The name of the node's class in the grammar, without `Context`. */
export const nameOf = (tree: Tree): string => tree.constructor.name.replace(/Context$/, '');
export const isToken = (tree: Tree): boolean => tree.symbol !== undefined;
export const lineOf = (tree: Tree): number => (tree.start ?? tree.symbol)?.line ?? 0;

/** The first child of a kind. */
export function sub(tree: Tree | undefined, name: string): Tree | undefined {
  return tree?.children?.find((child) => nameOf(child) === name);
}

export function subs(tree: Tree | undefined, name: string): Tree[] {
  return tree?.children?.filter((child) => nameOf(child) === name) ?? [];
}

/** A child that the grammar always has. */
export function need(tree: Tree | undefined, name: string): Tree {
  return sub(tree, name) ?? missing(tree, name);
}

/** A child by position; the grammar always has it. */
export function child(tree: Tree, position: number): Tree {
  return tree.children?.[position] ?? missing(tree, `child ${position}`);
}

function missing(tree: Tree | undefined, what: string): never {
  const place = tree ? `${nameOf(tree)} at line ${lineOf(tree)}` : 'nothing';
  throw new Error(`apex-runtime: ${place} has no ${what}`);
}

export function hasToken(tree: Tree, text: string): boolean {
  return tree.children?.some((part) => isToken(part) && part.getText().toLowerCase() === text) === true;
}

/** A type as it is written. */
export function typeRef(tree: Tree): TypeRef {
  const parts = subs(tree, 'TypeName').map((part) => ({
    name: (sub(part, 'Id') ?? child(part, 0)).getText(),
    args: typeList(sub(sub(part, 'TypeArguments'), 'TypeList')),
  }));
  const brackets = sub(tree, 'ArraySubscripts')?.children ?? [];
  return {
    parts,
    dimensions: brackets.filter((token) => token.getText() === '[').length,
    line: lineOf(tree),
  };
}

export function typeList(tree: Tree | undefined): TypeRef[] {
  return subs(tree, 'TypeRef').map(typeRef);
}

/** A type given as a dotted name. */
export function typeNamed(tree: Tree): TypeRef {
  const parts = tree
    .getText()
    .split('.')
    .map((name) => ({ name, args: [] }));
  return { parts, dimensions: 0, line: lineOf(tree) };
}
