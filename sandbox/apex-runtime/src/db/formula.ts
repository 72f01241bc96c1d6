import { t } from '../compile/types.ts';
import { notModelled, R } from '../runtime/rt.ts';
import type { Value } from '../runtime/values.ts';
import type { Field, SObjectInfo, ValidationRule } from '../schema/model.ts';
import { FUNCTIONS } from './formula-functions.ts';
import { parseFormula, type Formula } from './formula-parser.ts';
import { fieldValue, isBlank, numberFrom, operate, textFrom } from './formula-values.ts';
import { textOf, valueOf, type Row } from './row.ts';

/** The value of a formula field; one that cannot be evaluated is empty. */
export function evalFormula(field: Field, so: SObjectInfo, row: Row): Value {
  return valueOrEmpty(field, field.formulaText ?? '', so, row);
}

/** The default value of a field whose default is a formula. */
export function evalDefault(field: Field, so: SObjectInfo, row: Row): Value {
  const { defaultFormula } = field;
  if (defaultFormula === null) return null;
  try {
    return fieldValue(field, new Evaluation(so, row, null).value(parseFormula(defaultFormula)));
  } catch {
    return null; // an org would not have let the field be saved
  }
}

/** What a new record gets in a field that is left out; null when nothing. */
export function defaultValue(field: Field, so: SObjectInfo, row: Row): Value {
  if (field.def === '$user') return R.user;
  if (field.def === '$currency') return R.org.userCurrency();
  return field.def?.lit ?? evalDefault(field, so, row);
}

/** The value of any formula for a field; one that cannot be evaluated is empty. */
export const formulaValue = valueOrEmpty;

function valueOrEmpty(field: Field, formula: string, so: SObjectInfo, row: Row): Value {
  try {
    return fieldValue(field, new Evaluation(so, row, null).value(parseFormula(formula)));
  } catch {
    return field.T === t.boolean ? false : null; // as an org shows a formula that fails
  }
}

/** Does a validation rule reject the row? One that cannot be evaluated stops the run rather than pass silently. */
export function ruleHit(rule: ValidationRule, so: SObjectInfo, row: Row, old: Row | null): boolean {
  try {
    return new Evaluation(so, row, old).value(parseFormula(rule.formula ?? '')) === true;
  } catch (error) {
    return notModelled(`validation rule ${so.name}.${rule.name} (${(error as Error).message})`);
  }
}

/** One evaluation of a formula on a row; `old` is the row before the save, in validation rules. */
class Evaluation {
  readonly #so: SObjectInfo;
  readonly #row: Row;
  readonly #old: Row | null;

  constructor(so: SObjectInfo, row: Row, old: Row | null) {
    this.#so = so;
    this.#row = row;
    this.#old = old;
  }

  value(formula: Formula): Value {
    switch (formula.kind) {
      case 'literal':
        return formula.value;
      case 'negative':
        return numberFrom(this.value(formula.of)).neg();
      case 'name':
        return this.#named(formula.name);
      case 'operation': {
        const { operator, left, right } = formula;
        if (operator === '&&') return this.#isTrue(left) && this.#isTrue(right);
        if (operator === '||') return this.#isTrue(left) || this.#isTrue(right);
        return operate(operator, this.value(left), this.value(right));
      }
      case 'call':
        return this.#call(formula.name, formula.args);
    }
  }

  #isTrue(formula: Formula): boolean {
    return this.value(formula) === true;
  }

  /** Functions that do not evaluate all their arguments, or look at the row before; else those of the table. */
  #call(name: string, args: readonly Formula[]): Value {
    const arg = (position: number): Value => {
      const formula = args[position];
      if (!formula) throw new Error(`formula function ${name} without argument ${position + 1}`);
      return this.value(formula);
    };
    switch (name) {
      case 'IF':
        return arg(0) === true ? arg(1) : arg(2);
      case 'AND':
        return args.every((formula) => this.#isTrue(formula));
      case 'OR':
        return args.some((formula) => this.#isTrue(formula));
      case 'BLANKVALUE':
      case 'NULLVALUE': {
        const value = arg(0);
        return isBlank(value) ? arg(1) : value;
      }
      case 'CASE': {
        const value = textFrom(arg(0));
        for (let position = 1; position + 1 < args.length; position += 2)
          if (textFrom(arg(position)) === value) return arg(position + 1);
        return arg(args.length - 1);
      }
      case 'ISNEW':
        return this.#old === null;
      case 'ISCHANGED':
        return this.#old !== null && textFrom(this.#before(args)) !== textFrom(arg(0));
      case 'PRIORVALUE':
        return this.#old ? this.#before(args) : arg(0);
      default: {
        const implementation = FUNCTIONS[name];
        if (!implementation) throw new Error(`formula function ${name}`);
        return implementation(...args.map((formula) => this.value(formula)));
      }
    }
  }

  #before([field]: readonly Formula[]): Value {
    if (field?.kind !== 'name') throw new Error('formula: the value before is that of a field');
    return this.#old ? valueOf(this.#old, field.name.toLowerCase()) : null;
  }

  #named(name: string): Value {
    const lower = name.toLowerCase();
    if (lower === 'true' || lower === 'false') return lower === 'true';
    if (lower === 'null') return null;
    return lower.startsWith('$') ? globalValue(name) : this.#field(name.split('.'));
  }

  #field(path: readonly string[]): Value {
    let row = this.#row;
    let so = this.#so;
    for (const relationship of path.slice(0, -1)) {
      const found = so.parentRel(relationship.toLowerCase());
      if (!found) throw new Error('formula rel');
      const id = textOf(row, found.field.key);
      const parent = R.org.db.find(id);
      const parentObject = id ? R.org.schema.byPrefix(id.slice(0, 3)) : null;
      if (!parent || !parentObject) return null;
      row = parent;
      so = parentObject;
    }
    const field = so.fields.get((path.at(-1) ?? '').toLowerCase());
    if (!field) throw new Error('formula field');
    if (field.formula) return evalFormula(field, so, row);
    return row.get(field.key) ?? (field.T === t.boolean ? false : null);
  }
}

/** `$User.Email`, `$Profile.Name`, `$Setup.Setting__c.Field__c`, `$Label.Name`, `$Permission.Name`. */
function globalValue(name: string): Value {
  const [scope = '', first = '', second = ''] = name.split('.');
  const { db, schema } = R.org;
  const user = db.get('user', R.user);
  switch (scope.toLowerCase()) {
    case '$permission':
      return R.hasPermission(name.slice(scope.length + 1));
    case '$setup':
      return R.settingFor(schema.need(first).T).get(second.toLowerCase());
    case '$label':
      return schema.labels.get(name.slice(scope.length + 1).toLowerCase()) ?? '';
    case '$user':
      if (first.toLowerCase() === 'id') return R.user;
      return user && valueOf(user, first.toLowerCase());
    case '$profile': {
      const profile = user && db.get('profile', textOf(user, 'profileid') ?? '');
      return profile && valueOf(profile, first.toLowerCase());
    }
    default:
      throw new Error('formula rel');
  }
}
