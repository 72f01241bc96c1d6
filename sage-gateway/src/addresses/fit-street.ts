/** A street in lines that fit, and what did not fit in them. */
export interface FittedStreet {
  readonly lines: readonly string[];
  /** Words that found no room, on one line; empty when all did. */
  readonly rest: string;
}

/**
 * Lays a street out in at most `count` lines of `width` characters. Lines that fit stay as they are; longer ones break between words;
 * if that gives too many lines, all are run together, separated by commas, and broken anew. Words are never dropped: what finds no
 * room is `rest`. Only a word longer than a line is broken inside.
 */
export function fitStreet(street: string, width: number, count: number): FittedStreet {
  const given = street
    .split('\n')
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '');
  const broken = given.flatMap((line) => breakLine(line, width));
  if (broken.length <= count) return { lines: broken, rest: '' };
  const run = breakLine(
    given.map((line, at) => (at < given.length - 1 ? withComma(line) : line)).join(' '),
    width,
  );
  return { lines: run.slice(0, count), rest: run.slice(count).join(' ') };
}

function withComma(line: string): string {
  return /[,;:.]$/u.test(line) ? line : `${line},`;
}

/** Breaks a line between words into lines of at most `width` characters. */
export function breakLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ').flatMap((given) => pieces(given, width))) {
    if (current === '') current = word;
    else if (current.length + 1 + word.length <= width) current += ` ${word}`;
    else {
      lines.push(current);
      current = word;
    }
  }
  return current === '' ? lines : [...lines, current];
}

function pieces(word: string, width: number): string[] {
  const parts: string[] = [];
  for (let at = 0; at < word.length; at += width) parts.push(word.slice(at, at + width));
  return parts;
}
