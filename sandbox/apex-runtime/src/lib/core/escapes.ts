/** Escaping and unescaping of texts as String's methods do it. */
import { unescapeApex } from '../../parse/strings.ts';
import { methodsOf } from '../typed.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const CHARACTERS: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  apos: "'",
  nbsp: '\u00a0',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);

const unescapeHtml = (text: string): string =>
  text.replace(
    /&(amp|lt|gt|quot|#39|apos|nbsp|#\d+);/g,
    (_, name: string) => CHARACTERS[name] ?? String.fromCharCode(Number(name.slice(1))),
  );

const escapeJava = (text: string): string => JSON.stringify(text).slice(1, -1);
const escapeUnicode = (char: string): string =>
  `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

export const escapeMethods = methodsOf<string>()({
  'escapeHtml3():String': escapeHtml,
  'escapeHtml4():String': escapeHtml,
  'unescapeHtml3():String': unescapeHtml,
  'unescapeHtml4():String': unescapeHtml,
  'escapeXml():String': (text) => escapeHtml(text).replace(/'/g, '&apos;'),
  'unescapeXml():String': unescapeHtml,
  'escapeCsv():String': (text) => (/[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text),
  'unescapeCsv():String': (text) =>
    text.startsWith('"') && text.endsWith('"') && text.length > 1
      ? text.slice(1, -1).replace(/""/g, '"')
      : text,
  'escapeJava():String': escapeJava,
  'unescapeJava():String': unescapeApex,
  'escapeEcmaScript():String': (text) => escapeJava(text).replace(/'/g, "\\'").replace(/\//g, '\\/'),
  'unescapeEcmaScript():String': unescapeApex,
  'escapeUnicode():String': (text) => text.replace(/[^\x20-\x7e]/g, escapeUnicode),
  'unescapeUnicode():String': (text) =>
    text.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
  'stripHtmlTags():String': (text) => unescapeHtml(text.replace(/<[^>]*>/g, '')),
});
