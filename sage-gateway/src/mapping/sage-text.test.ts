import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toSageText } from './sage-text.ts';

describe("text in Sage's code page", () => {
  it.each([
    ['Café Müller & Söhne – 5 €', 'Café Müller & Söhne – 5 €', []],
    ['e\u0301', 'é', []],
    ['Łódź', 'Lódz', ['Ł', 'ź']],
    ['Škoda', 'Skoda', ['Š']],
    ['\u0085', '?', ['\u0085']],
    ['83702\u200B', '83702', ['\u200B']],
    ['\uFEFFAcme \u202EInc\u202C', 'Acme Inc', ['\uFEFF', '\u202E', '\u202C']],
  ])('writes %j as %j', (given, text, replaced) => {
    expect(toSageText(given)).toEqual({ text, replaced });
  });

  it('never lets through what Windows-1252 cannot hold, nor the byte by which BOI separates fields', () => {
    const decoder = new TextDecoder('windows-1252');
    const held = new Set(Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte))));

    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const { text } = toSageText(given.toWellFormed());

        expect([...text].every((character) => held.has(character) && character !== 'Š')).toBe(true);
      }),
    );
  });
});
