import type { ApexType } from '../compile/types.ts';
import type { PlatformFn } from '../compile/signature.ts';
import type { AEx, AList, AMap, ASet, Blob, SObj, Value } from '../runtime/values.ts';
import type { Dbl, Dec } from '../runtime/decimal.ts';
import type { ADate, ADatetime, ATime } from '../runtime/temporal.ts';
import type { PlatformTypes } from './platform-types.ts';

/**
 * Compile-time types for `define`: the signature of a platform member gives the TypeScript type of its implementation.
 * `statics({ 'abs(Integer):Integer': (x) => Math.abs(x) })` knows that x is a number and that a number comes back.
 * Apex may pass null for any argument: an implementation that cannot take it calls `arg()`.
 */
interface BasicTypes {
  String: string;
  Id: string;
  Integer: number;
  Long: bigint;
  Double: Dbl;
  Decimal: Dec;
  Boolean: boolean;
  Date: ADate;
  Datetime: ADatetime;
  Time: ATime;
  Blob: Blob;
  SObject: SObj;
  Exception: AEx;
}

/** The value that an Apex type name stands for; what is not listed may be anything. */
type ValueOf<Name extends string> = Name extends keyof BasicTypes
  ? BasicTypes[Name]
  : Name extends keyof PlatformTypes
    ? PlatformTypes[Name]
    : Name extends `List<${string}`
      ? AList
      : Name extends `Set<${string}`
        ? ASet
        : Name extends `Map<${string}`
          ? AMap
          : Value;

/** Splits parameters at commas that are not within `<...>`. */
type Split<Text extends string, Open extends string = ''> = Text extends ''
  ? []
  : Text extends `${infer Head},${infer Rest}`
    ? `${Open}${Head}` extends `${string}<${string}`
      ? `${Open}${Head}` extends `${string}>`
        ? [`${Open}${Head}`, ...Split<Rest>]
        : Split<Rest, `${Open}${Head},`>
      : [`${Open}${Head}`, ...Split<Rest>]
    : [`${Open}${Text}`];

type Arguments<Names extends readonly string[]> = {
  [Position in keyof Names]: ValueOf<Names[Position]>;
};
type Result<Name extends string> = Name extends 'void' ? unknown : ValueOf<Name> | null;

type Static<Signature> = Signature extends `${string}(${infer Params}):${infer Ret}`
  ? (...args: Arguments<Split<Params>>) => Result<Ret>
  : never;
type Instance<Self, Signature> = Signature extends `${string}(${infer Params}):${infer Ret}`
  ? (self: Self, ...args: Arguments<Split<Params>>) => Result<Ret>
  : never;
type Constructor<Signature> = Signature extends `(${infer Params})`
  ? (type: ApexType, ...args: Arguments<Split<Params>>) => object
  : never;
type Property<Self extends readonly unknown[], Signature> = Signature extends `${string}:${infer Name}`
  ? | ((...self: Self) => Result<Name>)
    | readonly [get: (...self: Self) => Result<Name>, set: (...args: [...Self, Result<Name>]) => Result<Name>]
  : never;

type Methods = Readonly<Record<string, PlatformFn>>;
type Properties = Readonly<Record<string, PlatformFn | readonly [PlatformFn, PlatformFn]>>;

/** Static methods by signature. */
export const statics = <Signature extends string>(methods: { [S in Signature]: Static<S> }): Methods =>
  methods as Methods;

/** Methods of values of type Self, by signature; the value comes first. */
export const methodsOf =
  <Self>() =>
  <Signature extends string>(methods: { [S in Signature]: Instance<Self, S> }): Methods =>
    methods as Methods;

/** Constructors by `(Type,Type)`; the Apex type to construct comes first. */
export const constructors = <Signature extends string>(list: { [S in Signature]: Constructor<S> }): Methods =>
  list as Methods;

/** Properties of values of type Self by `name:Type`: the getter, or getter and setter (which gives the value back). */
export const propertiesOf =
  <Self>() =>
  <Signature extends string>(properties: { [S in Signature]: Property<[Self], S> }): Properties =>
    properties as Properties;

/** Static properties by `name:Type`. */
export const staticProperties = <Signature extends string>(properties: {
  [S in Signature]: Property<[], S>;
}): Properties => properties as Properties;

/** The constants of an enum from one line of text. */
export const words = (text: string): readonly string[] => text.trim().split(/\s+/);
