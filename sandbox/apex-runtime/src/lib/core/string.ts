import { define, t } from '../../compile/types.ts';
import { arg, notModelled, R, throwEx } from '../../runtime/rt.ts';
import { AList, str, type Value } from '../../runtime/values.ts';
import { methodsOf, statics } from '../typed.ts';
import { escapeMethods } from './escapes.ts';
import { javaReplace, javaSplit, toJsRegex } from './java-regex.ts';
import { formatMessage } from './message-format.ts';
import { searchMethods } from './string-search.ts';

const texts = (items: string[]): AList => new AList(t.string, items);
const isBlank = (text: string | null): boolean => text === null || text.trim() === '';

const join = (items: Value, separator: string): string =>
  [...R.iter(arg(items))].map((item) => (item === null ? '' : str(item))).join(separator);

function commonPrefix(list: AList): string {
  const items = list.a.map(str);
  let prefix = items[0] ?? '';
  for (const item of items) while (!item.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix;
}

function substring(text: string, from: number, to: number): string {
  if (from >= 0 && to <= text.length && from <= to) return text.slice(from, to);
  const which = from < 0 || from > text.length ? 'Starting' : 'Ending';
  return throwEx('System.StringException', `${which} position out of bounds: ${from}`);
}

/** What stands before or after a part that begins at a position: all or nothing when it is not there (-1). */
const before = (text: string, position: number): string => (position < 0 ? text : text.slice(0, position));
const after = (text: string, part: string, position: number): string =>
  position < 0 ? '' : text.slice(position + part.length);

function between(text: string, open: string, close: string): string | null {
  const start = text.indexOf(arg(open));
  if (start < 0) return null;
  const end = text.indexOf(arg(close), start + open.length);
  return end < 0 ? null : text.slice(start + open.length, end);
}

function center(text: string, width: number): string {
  const left = Math.floor(Math.max(0, width - text.length) / 2);
  return text.padStart(text.length + left).padEnd(width);
}

function abbreviate(text: string, width: number): string {
  if (width < 4) throwEx('System.StringException', 'Minimum abbreviation width is 4');
  return text.length <= width ? text : `${text.slice(0, width - 3)}...`;
}

function charAt(text: string, index: number): number {
  if (index < 0 || index >= text.length) throwEx('System.StringException', 'Index out of bounds');
  return text.charCodeAt(index);
}

const swapCase = (char: string): string =>
  char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase();

define('System.String', {
  s: statics({
    'valueOf(Date):String': (value) => arg(value).toString(),
    'valueOf(Datetime):String': (value) => arg(value).toString(),
    'valueOf(Decimal):String': (value) => arg(value).toString(),
    'valueOf(Double):String': (value) => arg(value).toString(),
    'valueOf(Integer):String': (value) => String(arg(value)),
    'valueOf(Long):String': (value) => String(arg(value)),
    'valueOf(Object):String': (value) => (value === null ? null : str(value)),
    'valueOf(String):String': (value) => value,
    'valueOfGmt(Datetime):String': (value) => arg(value).toString(),
    'join(Iterable<Object>,String):String': join,
    'join(Object,String):String': join,
    'format(String,List<Object>):String': (format, args) =>
      formatMessage(arg(format), args === null ? [] : args.a),
    'isBlank(String):Boolean': isBlank,
    'isNotBlank(String):Boolean': (text) => !isBlank(text),
    'isEmpty(String):Boolean': (text) => text === null || text === '',
    'isNotEmpty(String):Boolean': (text) => text !== null && text !== '',
    'escapeSingleQuotes(String):String': (text) => arg(text).replace(/'/g, "\\'"),
    'fromCharArray(List<Integer>):String': (codes) => String.fromCharCode(...arg(codes).a.map(Number)),
    'getCommonPrefix(List<String>):String': (list) => commonPrefix(arg(list)),
  }),
  i: {
    ...searchMethods,
    ...escapeMethods,
    ...methodsOf<string>()({
      'length():Integer': (text) => text.length,
      'toLowerCase():String': (text) => text.toLowerCase(),
      'toUpperCase():String': (text) => text.toUpperCase(),
      'toLowerCase(String):String': (text) => text.toLowerCase(),
      'toUpperCase(String):String': (text) => text.toUpperCase(),
      'trim():String': (text) => text.trim(),
      'strip():String': (text) => text.trim(),
      'substring(Integer):String': (text, from) => substring(text, arg(from), text.length),
      'substring(Integer,Integer):String': (text, from, to) => substring(text, arg(from), arg(to)),
      'mid(Integer,Integer):String': (text, from, count) => {
        const start = Math.max(0, from);
        return text.slice(start, start + Math.max(0, count));
      },
      'left(Integer):String': (text, count) => (count < 0 ? '' : text.slice(0, arg(count))),
      'right(Integer):String': (text, count) => (arg(count) <= 0 ? '' : text.slice(-count)),
      'substringBefore(String):String': (text, part) => before(text, text.indexOf(arg(part))),
      'substringAfter(String):String': (text, part) => after(text, part, text.indexOf(arg(part))),
      'substringBeforeLast(String):String': (text, part) => before(text, text.lastIndexOf(arg(part))),
      'substringAfterLast(String):String': (text, part) => after(text, part, text.lastIndexOf(arg(part))),
      'substringBetween(String):String': (text, tag) => between(text, tag, tag),
      'substringBetween(String,String):String': between,
      'replace(String,String):String': (text, part, other) => text.split(arg(part)).join(arg(other)),
      'replaceAll(String,String):String': (text, pattern, replacement) =>
        javaReplace(text, toJsRegex(arg(pattern), 'g'), arg(replacement)),
      'replaceFirst(String,String):String': (text, pattern, replacement) =>
        javaReplace(text, toJsRegex(arg(pattern)), arg(replacement)),
      'remove(String):String': (text, part) => text.split(arg(part)).join(''),
      'removeStart(String):String': (text, part) =>
        text.startsWith(arg(part)) ? text.slice(part.length) : text,
      'removeEnd(String):String': (text, part) =>
        part && text.endsWith(part) ? text.slice(0, -part.length) : text,
      'removeStartIgnoreCase(String):String': (text, part) =>
        text.toLowerCase().startsWith(arg(part).toLowerCase()) ? text.slice(part.length) : text,
      'removeEndIgnoreCase(String):String': (text, part) =>
        text.toLowerCase().endsWith(arg(part).toLowerCase())
          ? text.slice(0, text.length - part.length)
          : text,
      'split(String):List<String>': (text, pattern) => texts(javaSplit(text, arg(pattern), 0)),
      'split(String,Integer):List<String>': (text, pattern, limit) =>
        texts(javaSplit(text, arg(pattern), limit)),
      'splitByCharacterType():List<String>': (text) =>
        texts(text.match(/[A-Z]+|[a-z]+|\d+|\s+|[^A-Za-z\d\s]+/g) ?? []),
      'splitByCharacterTypeCamelCase():List<String>': (text) =>
        texts(text.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|\s+|[^A-Za-z\d\s]+/g) ?? []),
      'capitalize():String': (text) => text.charAt(0).toUpperCase() + text.slice(1),
      'uncapitalize():String': (text) => text.charAt(0).toLowerCase() + text.slice(1),
      'swapCase():String': (text) => [...text].map(swapCase).join(''),
      'reverse():String': (text) => [...text].reverse().join(''),
      'repeat(Integer):String': (text, count) => text.repeat(Math.max(0, count)),
      'repeat(String,Integer):String': (text, separator, count) =>
        Array<string>(count).fill(text).join(separator),
      'abbreviate(Integer):String': abbreviate,
      'abbreviate(Integer,Integer):String': (text, width, offset) =>
        text.length <= width ? text : `...${text.slice(offset, offset + width - 6)}...`,
      'center(Integer):String': center,
      'leftPad(Integer):String': (text, width) => text.padStart(width),
      'rightPad(Integer):String': (text, width) => text.padEnd(width),
      'leftPad(Integer,String):String': (text, width, padding) => text.padStart(width, padding),
      'rightPad(Integer,String):String': (text, width, padding) => text.padEnd(width, padding),
      'charAt(Integer):Integer': charAt,
      'codePointAt(Integer):Integer': (text, index) => text.codePointAt(index) ?? null,
      'codePointBefore(Integer):Integer': (text, index) => text.codePointAt(index - 1) ?? null,
      'codePointCount(Integer,Integer):Integer': (text, from, to) => [...text.slice(from, to)].length,
      'getChars():List<Integer>': (text) =>
        new AList(
          t.integer,
          [...Array(text.length).keys()].map((index) => text.charCodeAt(index)),
        ),
      'deleteWhitespace():String': (text) => text.replace(/\s+/g, ''),
      'normalizeSpace():String': (text) => text.trim().replace(/\s+/g, ' '),
      'toString():String': (text) => text,
      'intern():String': (text) => text,
      'template(Map<String,Object>):String': () => notModelled('String.template'),
      'offsetByCodePoints(Integer,Integer):Integer': (_text, index, count) => index + count,
    }),
  },
});
