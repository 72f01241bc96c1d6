import { throwEx } from '../../runtime/rt.ts';

/** `\p{Alpha}` and the like as the inside of a JavaScript character class. */
const CLASSES: Readonly<Record<string, string>> = {
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Upper: 'A-Z',
  Lower: 'a-z',
  Punct: '!-\\/:-@\\[-`{-~',
  Space: '\\s',
  ASCII: '\\x00-\\x7F',
};
const ALL_CLASSES = /\\p\{(Alpha|Digit|Alnum|Upper|Lower|Punct|Space|L|Lu|Ll|N|ASCII|IsAlphabetic)\}/g;

/**
 * A Java pattern as a JavaScript one: leading flags, \Q...\E, POSIX classes, possessive quantifiers and atomic groups
 * (which only differ in how they backtrack), \A \z \Z and class intersections with a negation.
 */
export function toJsRegex(pattern: string, flags = ''): RegExp {
  const [leading = '', given = ''] = /^\(\?([a-z]+)\)/.exec(pattern) ?? [];
  let allFlags = flags;
  for (const flag of given) if ('ism'.includes(flag) && !allFlags.includes(flag)) allFlags += flag;
  const source = pattern
    .slice(leading.length)
    .replace(/\\Q([\s\S]*?)(?:\\E|$)/g, (_, literal: string) =>
      literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .replace(ALL_CLASSES, (_, name: string) => CLASSES[name] ?? name)
    .replace(/([*+?}])\+/g, '$1')
    .replace(/\\A/g, '^')
    .replace(/\\[zZ]/g, '$')
    .replace(/\(\?>/g, '(?:')
    .replace(/\[([^\]]*)&&\[\^([^\]]*)\]\]/g, '(?![$2])[$1]');
  const regex = compile(source, allFlags) ?? compile(source, `${allFlags}u`);
  return regex ?? throwEx('System.StringException', `Invalid regex: ${pattern}`);
}

function compile(source: string, flags: string): RegExp | null {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Replaces matches by a Java replacement text: `$1`, `${name}`, and `\` before a literal character. */
export function javaReplace(text: string, regex: RegExp, replacement: string): string {
  return text.replace(regex, (...match: unknown[]) => {
    const last = match.at(-1);
    // The named groups, when there are any, come last.
    const groups =
      typeof last === 'object' && last !== null ? (last as Record<string, string | undefined>) : {};
    return replacement.replace(
      /\\(.)|\$(\d+)|\$\{(\w+)\}/g,
      (_, literal: string | undefined, index: string | undefined, name: string | undefined) => {
        if (literal !== undefined) return literal;
        if (name !== undefined) return groups[name] ?? '';
        const group = match[Number(index)];
        return typeof group === 'string' ? group : '';
      },
    );
  });
}

/** String.split: a positive limit bounds the parts, 0 drops empty parts at the end, a negative one keeps them. */
export function javaSplit(text: string, pattern: string, limit: number): string[] {
  if (text === '') return [''];
  const regex = toJsRegex(pattern, 'g');
  const parts: string[] = [];
  let from = 0;
  for (let match = regex.exec(text); match; match = regex.exec(text)) {
    if (limit > 0 && parts.length === limit - 1) break;
    if (match[0] === '') {
      if (match.index >= text.length) break;
      regex.lastIndex += 1;
      if (match.index === 0) continue;
    }
    parts.push(text.slice(from, match.index));
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  if (limit === 0) while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts;
}
