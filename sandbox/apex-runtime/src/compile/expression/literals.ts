import type { Literal } from '../../parse/nodes.ts';
import { Dbl, Dec } from '../../runtime/decimal.ts';
import { sure, value, type Expr } from '../code.ts';
import type { Generator } from '../generator.ts';
import { t } from '../types.ts';

const MAX_INTEGER = 2_147_483_647;

export function literal(g: Generator, node: Literal): Expr {
  switch (node.type) {
    case 'null':
      return value('null', t.null);
    case 'string':
      return value(JSON.stringify(node.value), t.string, { nn: true, lit: true });
    case 'boolean':
      return sure(String(node.value), t.boolean);
    case 'integer':
      if (node.value > MAX_INTEGER || node.value < -MAX_INTEGER - 1) g.fail('Illegal integer', node);
      return value(bracketed(String(node.value)), t.integer, { nn: true, lit: true });
    case 'long':
      return sure(bracketed(`${node.value}n`), t.long);
    case 'double':
      return sure(g.k(new Dbl(node.value)), t.double);
    case 'decimal':
      return sure(g.k(Dec.parse(node.value)), t.decimal);
  }
}

/** A negative number in brackets, so that no operator before it joins its sign. */
const bracketed = (code: string): string => (code.startsWith('-') ? `(${code})` : code);
