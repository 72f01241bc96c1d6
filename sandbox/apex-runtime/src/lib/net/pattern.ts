import { define, t } from '../../compile/types.ts';
import { arg, throwEx } from '../../runtime/rt.ts';
import { AList } from '../../runtime/values.ts';
import { javaReplace, toJsRegex } from '../core/java-regex.ts';
import { methodsOf, statics } from '../typed.ts';

/** System.Pattern */
export class Pattern {
  readonly source: string;
  readonly regex: RegExp;

  constructor(source: string) {
    this.source = arg(source);
    this.regex = toJsRegex(source, 'g');
  }

  toText(): string {
    return this.source;
  }

  /** The pattern put into another one, for a single match. */
  within(before: string, after: string, dropped = /g/): RegExp {
    return new RegExp(before + this.regex.source + after, this.regex.flags.replace(dropped, ''));
  }

  full(text: string): RegExpExecArray | null {
    return this.within('^(?:', ')$', /[gm]/g).exec(arg(text));
  }
}

/** System.Matcher */
export class Matcher {
  pattern: Pattern;
  text: string;
  found: RegExpExecArray | null = null;
  position = 0;

  constructor(pattern: Pattern, text: string) {
    this.pattern = pattern;
    this.text = arg(text);
  }

  /** Keeps what was found; was there anything? */
  keep(match: RegExpExecArray | null): boolean {
    this.found = match;
    return match !== null;
  }

  find(): boolean {
    const { regex } = this.pattern;
    regex.lastIndex = this.position;
    const match = this.position > this.text.length ? null : regex.exec(this.text);
    if (match) this.position = match.index + Math.max(1, match[0].length);
    return this.keep(match);
  }

  match(): RegExpExecArray {
    return this.found ?? throwEx('System.StringException', 'No match found');
  }

  group(index: number): string | null {
    const match = this.match();
    if (index >= match.length) throwEx('System.StringException', `No group ${index}`);
    return match[index] ?? null;
  }

  start(group: number): number {
    const match = this.match();
    if (group === 0) return match.index;
    const text = match[group];
    return text === undefined ? -1 : match.index + match[0].indexOf(text);
  }

  end(group: number): number {
    return this.start(group) + (this.match()[group] ?? '').length;
  }

  reset(text = this.text): this {
    this.text = text;
    this.position = 0;
    this.found = null;
    return this;
  }
}

const split = ({ regex }: Pattern, text: string): AList => new AList(t.string, arg(text).split(regex));

define('System.Pattern', {
  js: Pattern,
  s: statics({
    'compile(String):Pattern': (source) => new Pattern(source),
    'matches(String,String):Boolean': (source, text) => new Pattern(source).full(text) !== null,
    'quote(String):String': (text) => `\\Q${text}\\E`,
  }),
  i: methodsOf<Pattern>()({
    'matcher(String):Matcher': (pattern, text) => new Matcher(pattern, text),
    'pattern():String': ({ source }) => source,
    'split(String):List<String>': split,
    'split(String,Integer):List<String>': split,
    'toString():String': ({ source }) => source,
  }),
});
define('System.Matcher', {
  js: Matcher,
  s: statics({ 'quoteReplacement(String):String': (text) => text.replace(/[\\$]/g, '\\$&') }),
  i: methodsOf<Matcher>()({
    'matches():Boolean': (matcher) => matcher.keep(matcher.pattern.full(matcher.text)),
    'find():Boolean': (matcher) => matcher.find(),
    'find(Integer):Boolean': (matcher, position) => {
      matcher.position = position;
      return matcher.find();
    },
    'lookingAt():Boolean': (matcher) => matcher.keep(matcher.pattern.within('^(?:', ')').exec(matcher.text)),
    'group():String': (matcher) => matcher.group(0),
    'group(Integer):String': (matcher, index) => matcher.group(index),
    'groupCount():Integer': ({ pattern }) => (pattern.within('', '|').exec('')?.length ?? 1) - 1,
    'start():Integer': (matcher) => matcher.start(0),
    'end():Integer': (matcher) => matcher.end(0),
    'start(Integer):Integer': (matcher, group) => matcher.start(group),
    'end(Integer):Integer': (matcher, group) => matcher.end(group),
    'replaceAll(String):String': ({ text, pattern }, replacement) =>
      javaReplace(text, pattern.regex, arg(replacement)),
    'replaceFirst(String):String': ({ text, pattern }, replacement) =>
      javaReplace(text, pattern.within('', ''), arg(replacement)),
    'reset():Matcher': (matcher) => matcher.reset(),
    'reset(String):Matcher': (matcher, text) => matcher.reset(arg(text)),
    'hitEnd():Boolean': ({ found, text }) => !found || found.index + found[0].length === text.length,
    'requireEnd():Boolean': () => false,
    'pattern():Pattern': ({ pattern }) => pattern,
    'region(Integer,Integer):Matcher': (matcher, from, to) => {
      matcher.text = matcher.text.slice(0, to);
      matcher.position = from;
      return matcher;
    },
    'usePattern(Pattern):Matcher': (matcher, pattern) => {
      matcher.pattern = arg(pattern);
      return matcher;
    },
  }),
});
