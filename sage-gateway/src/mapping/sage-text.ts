import anyAscii from 'any-ascii';

/*
 * Sage keeps text in the Windows ANSI code page; BOI separates fields by byte 0x8A, which Windows-1252 shows as "Š".
 */

const separator = 'Š';
const ansi = new Set(
  [...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))].filter(
    (character) => character !== separator && !/[\u0080-\u009F]/u.test(character),
  ),
);

const invisible = /[\p{Cf}\p{Mn}]/u;

/** A text in the characters that Sage can hold. `replaced` are the characters of the original that had to give way. */
export interface SageText {
  readonly text: string;
  readonly replaced: readonly string[];
}

/**
 * Writes a text in Windows-1252. Characters it has ("é", "ß", "€") stay; any other is written with the closest ASCII letters
 * ("Łódź" becomes "Lódz", "東" becomes "Dong"), and as "?" where there are none. Nothing that can be seen is dropped: only characters
 * without a shape of their own (zero-width blanks, direction marks, loose accents), which come with pasted text.
 */
export function toSageText(original: string): SageText {
  const replaced = new Set<string>();
  let text = '';
  for (const character of original.normalize('NFC')) {
    if (ansi.has(character)) {
      text += character;
    } else {
      replaced.add(character);
      text += anyAscii(character) || (invisible.test(character) ? '' : '?');
    }
  }
  return { text, replaced: [...replaced] };
}

/** True when Sage can hold the text as it is. What it cannot hold is in none of its tables, and need not be asked for. */
export function isSageText(text: string): boolean {
  return [...text].every((character) => ansi.has(character));
}

/** A text on one line: line feeds, tabs and runs of blanks become one blank. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
