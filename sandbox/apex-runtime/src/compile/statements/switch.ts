import type { Expression, SwitchBranch, SwitchStatement, WhenName } from '../../parse/nodes.ts';
import type { Generator } from '../generator.ts';
import { literal } from '../expression/literals.ts';
import { typeMember } from '../expression/names.ts';
import type { ApexType } from '../types.ts';

/** A switch becomes a chain of ifs on a constant. */
export function switchStatement(g: Generator, node: SwitchStatement): string {
  const given = g.record(g.value(node.value));
  const subject = `$${g.tmp()}`;
  const branches = node.branches.map((branch) => branchCode(g, branch, subject, given.T));
  return `${g.mark(node)}{const ${subject}=${given.c};${branches.join('else ')}}`;
}

function branchCode(g: Generator, branch: SwitchBranch, subject: string, type: ApexType): string {
  if (branch.kind === 'else') return `{${g.block(branch.body)}}`;
  return g.scoped(() => {
    if (branch.kind === 'values') {
      const conditions = branch.values.map((given) => {
        const code = given.kind === 'path' ? constantCode(g, given, type) : literal(g, given).c;
        return `swEq(${subject},${code})`;
      });
      return `if(${conditions.join('||')}){${g.block(branch.body)}}`;
    }
    const branchType = g.resolve(branch.type);
    const variable = g.declare(branch.name, branchType, branch);
    const condition = `isA(${subject},${g.k(branchType)})`;
    return `if(${condition}){let ${variable.js}=${subject};${g.block(branch.body)}}`;
  });
}

/** A constant of the enum that is switched on, by its simple name; or any constant by its path. */
function constantCode(g: Generator, { path, line }: WhenName, type: ApexType): string {
  const [first = '', ...rest] = path;
  const isEnum = type.kind === 'user' ? type.decl.isEnum : type.kind === 'plat' && type.def.enum !== null;
  const own = isEnum && rest.length === 0 ? typeMember(g, type, { name: first, line }) : null;
  if (own?.kind === 'value') return own.c;
  const start: Expression = { kind: 'name', name: first, line };
  const expression = rest.reduce<Expression>(
    (object, name) => ({ kind: 'dot', object, name, safe: false, line }),
    start,
  );
  return g.value(expression).c;
}
