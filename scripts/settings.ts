import { z } from 'zod';
import { settingsSchema } from '../sage-gateway/src/config.ts';

/** JSON Schema, as far as a settings file uses it. */
interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly default?: unknown;
}

/**
 * All settings of the gateway by path (`sage.boi.home`; `<COMPANY>` stands for a company's code), each with its default as JSON,
 * or '' where there is none. Settings of several kinds of connection appear once, with every default they have.
 */
export function settings(): ReadonlyMap<string, string> {
  const found = new Map<string, Set<string>>();
  collect(z.toJSONSchema(settingsSchema, { io: 'input', unrepresentable: 'any' }) as Node, '', found);
  return new Map([...found].map(([path, defaults]) => [path, [...defaults].join(' or ')]));
}

function collect(node: Node, path: string, found: Map<string, Set<string>>): void {
  const kinds = (node.oneOf ?? node.anyOf)?.filter((kind) => kind.properties);
  if (kinds?.length) return kinds.forEach((kind) => collect(kind, path, found));
  if (node.properties) {
    for (const [name, child] of Object.entries(node.properties))
      collect(child, path ? `${path}.${name}` : name, found);
    return;
  }
  const rest = node.additionalProperties;
  if (typeof rest === 'object' && rest.properties) return collect(rest, `${path}.<COMPANY>`, found);
  const known = found.get(path) ?? new Set();
  if (node.default !== undefined) known.add(JSON.stringify(node.default));
  found.set(path, known);
}
