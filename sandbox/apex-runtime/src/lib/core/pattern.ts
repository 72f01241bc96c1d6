/** System.Pattern and System.Matcher: Java regular expressions. */
import { define, t } from '../../compile/types.ts';
import { arg, throwEx } from '../../runtime/rt.ts';
import { AList } from '../../runtime/values.ts';
import { methodsOf, statics } from '../typed.ts';
import { javaReplace, toJsRegex } from './java-regex.ts';

export class Pattern {
  readonly pattern: string;
  readonly regex: RegExp;

  constructor(pattern: string) {
    this.pattern = pattern;
    this.regex = toJsRegex(pattern, 'g');
  }

  /** The pattern between other text, without some flags. */
  variant(before: string, after: string, dropped: readonly string[]): RegExp {
    const flags = [...this.regex.flags].filter((flag) => !dropped.includes(flag));
    return new RegExp(`${before}${this.regex.source}${after}`, flags.join(''));
  }

  /** The match that covers the whole text. */
  matchAll(text: string): RegExpExecArray | null {
    return this.variant('^(?:', ')$', ['g', 'm']).exec(text);
  }

  toText(): string {
    return this.pattern;
  }
}

define('System.Pattern', {
  js: Pattern,
  s: statics({
    'compile(String):Pattern': (pattern) => new Pattern(arg(pattern)),
    'matches(String,String):Boolean': (pattern, text) =>
      new Pattern(arg(pattern)).matchAll(arg(text)) !== null,
    'quote(String):String': (text) => `\\Q${text}\\E`,
  }),
  i: methodsOf<Pattern>()({
    'matcher(String):Matcher': (pattern, text) => new Matcher(pattern, arg(text)),
    'pattern():String': ({ pattern }) => pattern,
    'split(String):List<String>': ({ regex }, text) => new AList(t.string, text.split(regex)),
    'split(String,Integer):List<String>': ({ regex }, text) => new AList(t.string, text.split(regex)),
    'toString():String': ({ pattern }) => pattern,
  }),
});

export class Matcher {
  pattern: Pattern;
  text: string;
  /** The last match. */
  match: RegExpExecArray | null = null;
  /** Where the next find() begins. */
  position = 0;

  constructor(pattern: Pattern, text: string) {
    this.pattern = pattern;
    this.text = text;
  }

  /** The last match, which must be there. */
  get found(): RegExpExecArray {
    return this.match ?? throwEx('System.StringException', 'No match found');
  }

  find(): boolean {
    this.match = null;
    if (this.position > this.text.length) return false;
    const { regex } = this.pattern;
    regex.lastIndex = this.position;
    this.match = regex.exec(this.text);
    if (!this.match) return false;
    const [{ length }] = this.match;
    this.position = this.match.index + (length || 1); // goes on after an empty match
    return true;
  }

  group(group: number): string | null {
    const match = this.found;
    if (group >= match.length) throwEx('System.StringException', `No group ${group}`);
    return match[group] ?? null;
  }

  /** Where a group begins; -1 when it took no part in the match. */
  start(group: number): number {
    const match = this.found;
    const text = match[group];
    if (group === 0) return match.index;
    return text === undefined ? -1 : match.index + match[0].indexOf(text);
  }

  end(group: number): number {
    return this.start(group) + (this.found[group] ?? '').length;
  }

  reset(text: string): this {
    this.text = text;
    this.position = 0;
    this.match = null;
    return this;
  }
}

define('System.Matcher', {
  js: Matcher,
  s: statics({ 'quoteReplacement(String):String': (text) => text.replace(/[\\$]/g, '\\$&') }),
  i: methodsOf<Matcher>()({
    'matches():Boolean': (matcher) => {
      matcher.match = matcher.pattern.matchAll(matcher.text);
      return matcher.match !== null;
    },
    'find():Boolean': (matcher) => matcher.find(),
    'find(Integer):Boolean': (matcher, from) => {
      matcher.position = from;
      return matcher.find();
    },
    'lookingAt():Boolean': (matcher) => {
      matcher.match = matcher.pattern.variant('^(?:', ')', ['g']).exec(matcher.text);
      return matcher.match !== null;
    },
    'group():String': (matcher) => matcher.found[0],
    'group(Integer):String': (matcher, group) => matcher.group(group),
    // A pattern that may also be empty always matches, and tells its groups.
    'groupCount():Integer': ({ pattern }) => (pattern.variant('', '|', []).exec('')?.length ?? 1) - 1,
    'start():Integer': (matcher) => matcher.start(0),
    'end():Integer': (matcher) => matcher.end(0),
    'start(Integer):Integer': (matcher, group) => matcher.start(group),
    'end(Integer):Integer': (matcher, group) => matcher.end(group),
    'replaceAll(String):String': ({ text, pattern }, replacement) =>
      javaReplace(text, pattern.regex, replacement),
    'replaceFirst(String):String': ({ text, pattern }, replacement) =>
      javaReplace(text, pattern.variant('', '', ['g']), replacement),
    'reset():Matcher': (matcher) => matcher.reset(matcher.text),
    'reset(String):Matcher': (matcher, text) => matcher.reset(text),
    'hitEnd():Boolean': ({ match, text }) => !match || match.index + match[0].length === text.length,
    'pattern():Pattern': ({ pattern }) => pattern,
    'region(Integer,Integer):Matcher': (matcher, from, to) => {
      matcher.text = matcher.text.slice(0, to);
      matcher.position = from;
      return matcher;
    },
    'usePattern(Pattern):Matcher': (matcher, pattern) => {
      matcher.pattern = pattern;
      return matcher;
    },
    'requireEnd():Boolean': () => false,
  }),
});
