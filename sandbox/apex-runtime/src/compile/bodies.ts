import type { Block, Parameter } from '../parse/nodes.ts';
import type { MethodSite } from '../runtime/state.ts';
import { completes } from './flow.ts';
import type { Body, Generator } from './generator.ts';
import { t, type ApexType } from './types.ts';

/** A generated method: its parameters in brackets, and its body in braces. */
export interface MethodCode {
  readonly parameters: string;
  readonly body: string;
}
interface Wrapping {
  /** What runs first, once the statements are generated. */
  readonly before?: () => string;
  /** What the method answers at its end. */
  readonly end?: string;
}

/** Generates the body of a method, constructor or accessor. */
export function methodCode(
  g: Generator,
  name: string,
  parameters: readonly Pick<Parameter, 'name'>[],
  types: readonly ApexType[],
  block: Block,
  body: Partial<Body>,
  { before = () => '', end = 'return null;' }: Wrapping = {},
): MethodCode {
  g.start(body);
  const names = parameters.map((parameter, index) => {
    let js = `$d${index}`; // a parameter of a name that is taken
    g.reporting(block, () => (js = g.declare(parameter.name, types[index] ?? t.any, block).js));
    return js;
  });
  const statements = g.block(block);
  checkFlow(g, block);
  const code = `${g.temporaries()}${before()}${statements}${end}`;
  return { parameters: `(${names.join()})`, body: framed(g, name, block.line, code) };
}

/** Code within a stack frame of its own; empty code needs none. */
export function framed(g: Generator, name: string, line: number, code: string): string {
  const site: MethodSite = { name, ci: g.ci, file: g.ci.file, line };
  return `{const F=push(${g.k(site)});try{${code}}finally{pop(F);}}`;
}

function checkFlow(g: Generator, block: Block): void {
  const report = (line: number, message: string): void => g.project.err(g.ci.file, line, message);
  const endsOpen = completes(block, ({ line }) => report(line, 'Unreachable statement'));
  const { returns, isConstructor } = g.body;
  if (endsOpen && returns !== t.void && !isConstructor)
    report(block.line, `Missing return statement required return type: ${returns.name}`);
}
