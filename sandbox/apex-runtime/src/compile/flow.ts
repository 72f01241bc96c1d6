import type { Expression, Statement } from '../parse/nodes.ts';

const isTrue = (condition: Expression | null): boolean =>
  condition?.kind === 'literal' && condition.value === true;

/** Is there a break that leaves the enclosing loop? */
function breaks(statement: Statement | null): boolean {
  switch (statement?.kind) {
    case 'break':
      return true;
    case 'block':
      return statement.statements.some(breaks);
    case 'if':
      return breaks(statement.whenTrue) || breaks(statement.whenFalse);
    case 'try':
      return (
        breaks(statement.body) ||
        statement.catches.some((clause) => breaks(clause.body)) ||
        breaks(statement.final)
      );
    case 'switch':
      return statement.branches.some((branch) => breaks(branch.body));
    case 'runas':
      return breaks(statement.body);
    default:
      return false;
  }
}

/** Can execution go on after the statement? Reports the first statement of each part that cannot be reached. */
export function completes(statement: Statement, unreachable: (statement: Statement) => void): boolean {
  const goesOn = (part: Statement): boolean => completes(part, unreachable);
  switch (statement.kind) {
    case 'return':
    case 'throw':
    case 'break':
    case 'continue':
      return false;
    case 'block': {
      let reached = true;
      for (const part of statement.statements) {
        if (!reached) {
          unreachable(part);
          return false;
        }
        reached = goesOn(part);
      }
      return reached;
    }
    case 'if': {
      const first = goesOn(statement.whenTrue);
      const second = statement.whenFalse ? goesOn(statement.whenFalse) : true;
      return first || second;
    }
    case 'while':
    case 'do':
      goesOn(statement.body);
      return !isTrue(statement.condition) || breaks(statement.body);
    case 'for':
      goesOn(statement.body);
      return (statement.condition !== null && !isTrue(statement.condition)) || breaks(statement.body);
    case 'foreach':
      goesOn(statement.body);
      return true;
    case 'try': {
      const ways = [statement.body, ...statement.catches.map((clause) => clause.body)].map(goesOn);
      const final = statement.final ? goesOn(statement.final) : true;
      return final && ways.includes(true);
    }
    case 'switch': {
      const ways = statement.branches.map((branch) => goesOn(branch.body));
      return ways.includes(true) || !statement.branches.some((branch) => branch.kind === 'else');
    }
    case 'runas':
      return goesOn(statement.body);
    default:
      return true;
  }
}
