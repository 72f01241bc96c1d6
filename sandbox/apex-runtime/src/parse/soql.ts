import type { Comparison, Condition, OrderItem, Query, QueryValue, SelectItem, TypeofItem } from './query.ts';
import { TokenReader } from './soql-tokens.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const AGGREGATES = words('count count_distinct sum avg min max');
const FUNCTIONS = words(
  'calendar_year calendar_month calendar_quarter day_in_month day_in_week day_in_year day_only fiscal_year fiscal_month ' +
    'fiscal_quarter hour_in_day week_in_month week_in_year format tolabel convertcurrency converttimezone grouping distance',
);
const CLAUSES = 'where group order limit offset for with all';
// Words that are no alias.
const AFTER_OBJECT = words(`${CLAUSES} using having update`);
const AFTER_OTHER_OBJECT = words(CLAUSES);
const AFTER_FUNCTION = words(`from having asc desc nulls and or like in not ${CLAUSES}`);
const AFTER_FIELD = words(
  `from having asc desc nulls and or like in not includes excludes then end when else update ${CLAUSES}`,
);
const AFTER_CATEGORIES = words('group order limit offset for all');
const OPERATORS = new Set(['=', '!=', '<', '>', '<=', '>=', 'like', 'in', 'not in', 'includes', 'excludes']);

/**
 * Reads a query. Binds of an inline query arrive as `:__b0`, those of a dynamic one by name. A mistake throws what
 * `problem` makes of its message.
 */
export function parseSoql(
  text: string,
  problem: (message: string) => object = (message) => new Error(message),
): Query {
  return new SoqlParser(text, problem).parse(text);
}

class SoqlParser extends TokenReader {
  parse(text: string): Query {
    const query = this.#query();
    if (!this.atEnd()) this.unexpected();
    query.text = text;
    return query;
  }

  #query(): Query {
    this.need('select');
    const select = this.#list(() => this.#item());
    this.need('from');
    const query: Query = {
      text: '',
      select,
      from: this.path().join('.'),
      alias: null,
      where: null,
      groupBy: null,
      having: null,
      orderBy: null,
      limit: null,
      offset: null,
      isCount: false,
      isAggregate: false,
      allRows: false,
      mode: null,
      forUpdate: false,
    };
    if (this.isName(AFTER_OBJECT)) {
      this.eat('as');
      query.alias = this.name();
    }
    while (this.eat(',')) {
      this.path();
      if (this.isName(AFTER_OTHER_OBJECT)) this.name();
    }
    if (this.eat('using')) {
      this.need('scope');
      this.name();
    }
    if (this.eat('where')) query.where = this.#condition();
    while (this.eat('with')) this.#with(query);
    if (this.eat('group')) this.#groupBy(query);
    if (this.eat('order')) {
      this.need('by');
      query.orderBy = this.#list(() => this.#orderItem());
    }
    this.#ending(query);
    classify(query);
    return query;
  }

  #list<Item>(read: () => Item): Item[] {
    const items = [read()];
    while (this.eat(',')) items.push(read());
    return items;
  }

  #with(query: Query): void {
    if (this.eat('data')) {
      this.need('category');
      while (!this.atEnd() && !AFTER_CATEGORIES.has(this.peek())) this.skip();
    } else if (this.is('security_enforced') || this.is('user_mode') || this.is('system_mode'))
      query.mode = this.name().toLowerCase();
    else this.#condition();
  }

  #groupBy(query: Query): void {
    this.need('by');
    if (this.is('rollup') || this.is('cube'))
      this.fail(`apex-runtime does not model GROUP BY ${this.next ?? ''}`);
    query.groupBy = this.#list(() => this.#item());
    if (this.eat('having')) query.having = this.#condition();
  }

  #orderItem(): OrderItem {
    const item = this.#item();
    const isField = item.k === 'field';
    const desc = !this.eat('asc') && this.eat('desc');
    const nulls = this.eat('nulls') ? this.name().toLowerCase() : null;
    return { path: isField ? item.path : null, item: isField ? null : item, desc, nulls };
  }

  #ending(query: Query): void {
    if (this.eat('limit')) query.limit = this.value();
    if (this.eat('offset')) query.offset = this.value();
    this.#allRows(query);
    while (this.eat('for')) if (this.name().toLowerCase() === 'update') query.forUpdate = true;
    if (this.eat('update')) this.#list(() => this.name()); // TRACKING, VIEWSTAT
    this.#allRows(query);
    if (query.forUpdate && query.orderBy)
      this.fail("unexpected token: 'for' (FOR UPDATE cannot be combined with ORDER BY)");
  }

  #allRows(query: Query): void {
    if (!this.eat('all')) return;
    this.need('rows');
    query.allRows = true;
  }

  /** What may be selected, grouped, ordered by or compared. */
  #item(): SelectItem {
    if (this.eat('(')) {
      const query = this.#query();
      this.need(')');
      return { k: 'sub', q: query };
    }
    if (this.eat('typeof')) return this.#typeof();
    const name = this.peek();
    const isCall = this.peek(1) === '(';
    if (isCall && (AGGREGATES.has(name) || FUNCTIONS.has(name) || name === 'fields')) return this.#call(name);
    const path = this.path();
    return this.isName(AFTER_FIELD) ? { k: 'field', path, alias: this.name() } : { k: 'field', path };
  }

  #call(name: string): SelectItem {
    this.skip();
    this.skip();
    if (name === 'fields') {
      const which = this.name().toLowerCase();
      this.need(')');
      return { k: 'fields', which };
    }
    const item = AGGREGATES.has(name) ? this.#aggregate(name) : this.#function(name);
    this.need(')');
    if (this.isName(AFTER_FUNCTION)) item.alias = this.name();
    return item;
  }

  #aggregate(fn: string): SelectItem & { k: 'agg' } {
    return { k: 'agg', fn, path: this.is(')') ? null : this.path() };
  }

  #function(fn: string): SelectItem & { k: 'fn' } {
    const arg = this.#item();
    while (this.eat(',')) this.value();
    return { k: 'fn', fn, arg, path: pathOf(arg) };
  }

  #typeof(): TypeofItem {
    const path = this.path();
    const whens: TypeofItem['whens'] = [];
    while (this.eat('when')) {
      const type = this.path().join('.').toLowerCase();
      this.need('then');
      whens.push({ type, fields: this.#list(() => this.path()) });
    }
    const els = this.eat('else') ? this.#list(() => this.path()) : null;
    this.need('end');
    return { k: 'typeof', path, whens, els };
  }

  /** AND and OR are not mixed without brackets: SOQL has no precedence between them. */
  #condition(): Condition {
    const first = this.#term();
    const operator = this.is('and') ? 'and' : this.is('or') ? 'or' : null;
    if (!operator) return first;
    const terms = [first];
    while (this.eat(operator)) terms.push(this.#term());
    if (this.is('and') || this.is('or')) this.unexpected();
    return { k: operator, a: terms };
  }

  #term(): Condition {
    if (this.eat('not')) return { k: 'not', a: this.#term() };
    if (!this.eat('(')) return this.#comparison();
    const condition = this.#condition();
    this.need(')');
    return condition;
  }

  #comparison(): Comparison {
    const item = this.#item();
    let operator = this.peek();
    this.skip();
    if (operator === 'not') {
      this.need('in');
      operator = 'not in';
    }
    if (operator === '<>') operator = '!=';
    if (!OPERATORS.has(operator)) this.fail(`unexpected token: '${operator}'`);
    const ofList = ['in', 'not in', 'includes', 'excludes'].includes(operator);
    const value = ofList && this.eat('(') ? this.#values() : this.value();
    return { k: 'cmp', path: pathOf(item), item: item.k === 'field' ? null : item, op: operator, v: value };
  }

  #values(): QueryValue {
    const value: QueryValue = this.is('select')
      ? { k: 'subq', q: this.#query() }
      : { k: 'list', a: this.#list(() => this.value()) };
    this.need(')');
    return value;
  }
}

function pathOf(item: SelectItem): string[] | null {
  return 'path' in item ? item.path : null;
}

function classify(query: Query): void {
  const aggregates = query.select.filter((item) => item.k === 'agg');
  const [only] = aggregates;
  const isLone = query.select.length === 1 && only?.fn === 'count' && !only.path && !only.alias;
  if (isLone && !query.groupBy) query.isCount = true;
  else if (only || query.groupBy) query.isAggregate = true;
}
