import type { ForEachStatement, ForStatement, Statement } from '../../parse/nodes.ts';
import type { Expr } from '../code.ts';
import type { Generator } from '../generator.ts';
import { interfacesOf, isList, isSet, rank, superT, t, type ApexType } from '../types.ts';

/** The body of a loop: each round looks now and then whether the time is up. */
export function loopBody(g: Generator, node: Statement): string {
  return g.nested(node).replace('{', '{loop();');
}

export function forLoop(g: Generator, node: ForStatement): string {
  return g.scoped(() => {
    const start = startCode(g, node);
    const condition = node.condition ? g.bool(node.condition) : 'true';
    const updates = node.updates.map((update) => g.value(update).c).join();
    return `{${start}for(;${condition};${updates})${loopBody(g, node.body)}}`;
  });
}

function startCode(g: Generator, node: ForStatement): string {
  const { initial } = node;
  if (!initial) return '';
  if ('kind' in initial) return g.statement(initial);
  return g.mark(node) + initial.map((expression) => `${g.value(expression).c};`).join('');
}

export function forEach(g: Generator, node: ForEachStatement): string {
  const type = g.resolve(node.type);
  const items = g.value(node.items);
  if (items.soql && isList(items.T) && isList(type)) return forChunks(g, node, type, items);
  const element = elementType(items.T);
  if (!element) return g.fail(`Loop must iterate over a collection type: ${items.T.name}`, node);
  const records = type.kind === 'sobject' && element.kind === 'sobject';
  if (!records && rank(element, type) < 0) g.fail(`Loop variable must be of type ${element.name}`, node);
  return g.scoped(() => {
    const variable = g.declare(node.name, type, node);
    const item = `$${variable.js}`;
    const isNarrowed = records && type.so && !element.so;
    const code = isNarrowed ? `cast(${item},${g.k(type)})` : g.convert(item, element, type);
    const body = `${g.mark(node)}let ${variable.js}=${code};${g.nested(node.body)}`;
    return `${g.mark(node)}for(const ${item} of iter(${items.c})){${body}}`;
  });
}

/** `for (List<Account> chunk : [SELECT ...])` runs for 200 records at a time. */
function forChunks(g: Generator, node: ForEachStatement, type: ApexType, items: Expr): string {
  return g.scoped(() => {
    const variable = g.declare(node.name, type, node);
    return `${g.mark(node)}for(const $c of chunks(${items.c},200)){let ${variable.js}=$c;${g.nested(node.body)}}`;
  });
}

/** The type of what a loop over a value yields; null when it cannot be iterated. */
function elementType(type: ApexType): ApexType | null {
  if (isList(type) || isSet(type)) return type.args[0];
  if (type.kind === 'any') return t.any;
  for (const candidate of supertypes(type)) {
    const isIterable = candidate.kind === 'plat' && /^system\.(iterable|iterator)$/.test(candidate.def.key);
    if (isIterable) return candidate.args?.[0] ?? t.any;
  }
  return type.kind === 'plat' && type.def.key === 'database.querylocator' ? t.sobject : null;
}

/** A type with its superclasses and all their interfaces. */
function* supertypes(type: ApexType | null, seen = new Set<ApexType>()): Iterable<ApexType> {
  if (!type || seen.has(type)) return;
  seen.add(type);
  yield type;
  yield* supertypes(superT(type), seen);
  for (const implemented of interfacesOf(type)) yield* supertypes(implemented, seen);
}
