/** Methods of String that look for something, compare or test. */
import { arg, R } from '../../runtime/rt.ts';
import { methodsOf } from '../typed.ts';

const lower = (text: string): string => arg(text).toLowerCase();

/** The first position where two texts differ; where the shorter one ends when it starts the other. */
export function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

function compare(a: string, b: string): number {
  const position = commonLength(a, arg(b));
  if (position === a.length || position === b.length) return a.length - b.length;
  return a.charCodeAt(position) - b.charCodeAt(position);
}

function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function firstOf(text: string, wanted: (char: string) => boolean): number {
  for (let index = 0; index < text.length; index += 1) if (wanted(text.charAt(index))) return index;
  return -1;
}

export const searchMethods = methodsOf<string>()({
  'contains(String):Boolean': (text, part) => text.includes(arg(part)),
  'containsIgnoreCase(String):Boolean': (text, part) => text.toLowerCase().includes(lower(part)),
  'containsAny(String):Boolean': (text, chars) => [...arg(chars)].some((char) => text.includes(char)),
  'containsNone(String):Boolean': (text, chars) => ![...arg(chars)].some((char) => text.includes(char)),
  'containsOnly(String):Boolean': (text, chars) => [...text].every((char) => arg(chars).includes(char)),
  'containsWhitespace():Boolean': (text) => /\s/.test(text),
  'startsWith(String):Boolean': (text, part) => text.startsWith(arg(part)),
  'endsWith(String):Boolean': (text, part) => text.endsWith(arg(part)),
  'startsWithIgnoreCase(String):Boolean': (text, part) => text.toLowerCase().startsWith(lower(part)),
  'endsWithIgnoreCase(String):Boolean': (text, part) => text.toLowerCase().endsWith(lower(part)),
  'equals(Object):Boolean': (text, other) => text === other,
  'equalsIgnoreCase(String):Boolean': (text, other) =>
    other !== null && text.toLowerCase() === other.toLowerCase(),
  'hashCode():Integer': (text) => R.hashOf(text),
  'compareTo(String):Integer': compare,
  'indexOf(String):Integer': (text, part) => text.indexOf(arg(part)),
  'indexOf(String,Integer):Integer': (text, part, from) => text.indexOf(arg(part), from),
  'indexOfIgnoreCase(String):Integer': (text, part) => text.toLowerCase().indexOf(lower(part)),
  'indexOfIgnoreCase(String,Integer):Integer': (text, part, from) =>
    text.toLowerCase().indexOf(lower(part), from),
  'lastIndexOf(String):Integer': (text, part) => text.lastIndexOf(arg(part)),
  'lastIndexOf(String,Integer):Integer': (text, part, from) => text.lastIndexOf(arg(part), from),
  'lastIndexOfIgnoreCase(String):Integer': (text, part) => text.toLowerCase().lastIndexOf(lower(part)),
  'indexOfAny(String):Integer': (text, chars) => firstOf(text, (char) => arg(chars).includes(char)),
  'indexOfAnyBut(String):Integer': (text, chars) => firstOf(text, (char) => !arg(chars).includes(char)),
  'indexOfDifference(String):Integer': (text, other) => {
    const length = commonLength(text, arg(other));
    return length === text.length && length === other.length ? -1 : length;
  },
  'indexOfChar(Integer):Integer': (text, code) => text.indexOf(String.fromCodePoint(code)),
  'difference(String):String': (text, other) => arg(other).slice(commonLength(text, other)),
  'countMatches(String):Integer': (text, part) => (part ? text.split(part).length - 1 : 0),
  'getLevenshteinDistance(String):Integer': (text, other) => levenshtein(text, arg(other)),
  'getLevenshteinDistance(String,Integer):Integer': (text, other, limit) => {
    const distance = levenshtein(text, arg(other));
    return distance > limit ? -1 : distance;
  },
  'isAlpha():Boolean': (text) => /^\p{L}+$/u.test(text),
  'isAlphaSpace():Boolean': (text) => /^[\p{L} ]+$/u.test(text),
  'isAlphanumeric():Boolean': (text) => /^[\p{L}\p{N}]+$/u.test(text),
  'isAlphanumericSpace():Boolean': (text) => /^[\p{L}\p{N} ]+$/u.test(text),
  'isNumeric():Boolean': (text) => /^\p{Nd}+$/u.test(text),
  'isNumericSpace():Boolean': (text) => /^[\p{Nd} ]+$/u.test(text),
  'isWhitespace():Boolean': (text) => /^\s+$/.test(text),
  'isAllLowerCase():Boolean': (text) => /^[a-z]+$/.test(text),
  'isAllUpperCase():Boolean': (text) => /^[A-Z]+$/.test(text),
  'isAsciiPrintable():Boolean': (text) => /^[\x20-\x7e]+$/.test(text),
});
