import { findPlatform, platform, rank, type ApexType, type PlatformDef } from '../compile/types.ts';
import { AEx, type Value } from './objects.ts';
import { R, type Frame, type MethodSite } from './state.ts';
import { str } from './text.ts';

const MAX_DEPTH = 1000;

export interface StackFrame {
  /** `Class.Orders` or `Trigger.OrderTrigger` */
  readonly cls: string;
  readonly name: string;
  readonly line: number;
  readonly file: string;
}

/** The Apex stack, innermost call first. */
export function stackFrames(): StackFrame[] {
  const frames: StackFrame[] = [];
  for (let frame: Frame | null = R.top; frame?.m; frame = frame.p) {
    const { ci, name, file } = frame.m;
    frames.push({ cls: `${ci.isTrigger ? 'Trigger' : 'Class'}.${ci.name}`, name, line: frame.l, file });
  }
  return frames;
}

/** The stack trace as getStackTraceString() gives it. Columns are not known. */
export function stackText(): string {
  return stackFrames()
    .map(({ cls, name, line }) =>
      cls.startsWith('Trigger.')
        ? `${cls}: line ${line}, column 1`
        : `${cls}.${name}: line ${line}, column 1`,
    )
    .join('\n');
}

/** Where Apex stands, as `file:line`; empty outside of Apex. */
export function where(): string {
  return R.top.m ? `${R.top.m.file}:${R.top.l}` : '';
}

/** Sets message, cause and stack of an exception from its constructor's arguments. */
export function initEx(exception: AEx, args: readonly (Value | undefined)[]): AEx {
  if (exception.st === null) {
    exception.st = stackText();
    exception.line = R.top.l;
  }
  for (const arg of args) {
    if (arg instanceof AEx) exception.cause = arg;
    else if (arg !== null && arg !== undefined) exception.msg = str(arg);
  }
  return exception;
}

export function exDef(name: string): PlatformDef {
  const def = platform.get(name.toLowerCase()) ?? findPlatform(name);
  if (!def) throw new Error(`apex-runtime internal: no exception ${name}`);
  return def;
}

function create(def: PlatformDef): AEx {
  const exception = def.js ? new def.js() : null;
  if (!(exception instanceof AEx)) throw new Error(`apex-runtime internal: ${def.name} is no exception`);
  return exception;
}

/** An exception of the platform with a message. */
export function mkEx(name: string, message?: string | null): AEx {
  return initEx(create(exDef(name)), [message ?? null]);
}

export function throwEx(name: string, message?: string | null): never {
  throw mkEx(name, message);
}

/** An exception that Apex code cannot catch. */
export function fatal(name: string, message: string): AEx {
  const exception = mkEx(name, message);
  exception.uncatchable = true;
  return exception;
}

/** The program uses something that this runtime does not have; Apex code cannot catch it. */
export class NotModelled extends Error {}

export function notModelled(what: string): never {
  const place = where();
  throw new NotModelled(`apex-runtime does not model ${what}${place ? ` (at ${place})` : ''}`);
}

const DEREFERENCE = 'Attempt to de-reference a null object';

export function npe(): never {
  throw mkEx('System.NullPointerException', DEREFERENCE);
}

/** The value, which must not be null. */
export function nn<Type>(value: Type): NonNullable<Type> {
  return value ?? npe();
}

/** The argument of a platform method, which must not be null. */
export function arg<Type>(value: Type): NonNullable<Type> {
  return value ?? throwEx('System.NullPointerException', 'Argument cannot be null.');
}

const tooDeep = (): AEx => fatal('System.LimitException', 'Maximum stack depth reached: 1001');

/** Stops what has run too long. */
function tick(): void {
  if (!R.deadline || Date.now() <= R.deadline) return;
  R.deadline = 0;
  throw fatal('System.LimitException', 'Apex CPU time limit exceeded');
}

/** Reads the clock once in 4,096 calls and loop rounds. */
function loop(): void {
  R.ticks += 1;
  if ((R.ticks & 4095) === 0) tick();
}

/** What generated code calls around each method, and to throw and catch. */
export const stackHelpers = {
  nn,
  arg,
  /** A Boolean that must not be null. */
  bb: nn,
  loop,
  push(site: MethodSite): Frame {
    const caller = R.top;
    const frame: Frame = { m: site, l: site.line, p: caller, d: caller.d + 1 };
    loop();
    if (frame.d > MAX_DEPTH) throw tooDeep();
    R.top = frame;
    return frame;
  },
  pop(frame: Frame): void {
    R.top = frame.p ?? R.root;
  },
  exInit: initEx,
  newEx: (def: PlatformDef, args: Value[]): AEx => initEx(create(def), args),
  thr: (exception: AEx | null): AEx => exception ?? mkEx('System.NullPointerException', DEREFERENCE),
  /** What a catch block gets: Apex exceptions; anything else goes on. */
  caught(error: unknown, frame: Frame): AEx {
    R.top = frame;
    if (error instanceof AEx) return error;
    if (error instanceof RangeError && error.message.includes('call stack')) return tooDeep();
    throw error;
  },
  catches: (exception: AEx, type: ApexType): boolean =>
    !exception.uncatchable && rank(exception.T, type) >= 0,
  /** Stands where the source does not compile. */
  compileErr: (file: string, line: number, message: string): NotModelled =>
    new NotModelled(`compile error at ${file}:${line}: ${message}`),
};
