import { describe, expect, it } from '@jest/globals';
import { NameIndex } from './name-index.ts';
import { comparedName, likeness } from './names.ts';

describe('two names', () => {
  it.each([
    ['Better Bikes', 'BETTER BIKES', 'same'],
    ['Better Bikes, Inc.', 'The Better Bikes Company', 'same'],
    ['Müller & Söhne GmbH', 'Muller Sohne', 'same'],
    ["O'Neil Supply", 'ONeil Supply', 'same'],
    ['BetterBikes', 'Better Bikes', 'same'],
    ['Norrbay Tool Hire', 'Norbay Tool Hire', 'similar'],
    ['Quillmark Hardware', 'Quillmark Hardware of Austin', 'similar'],
    ['Quillmark Hardware', 'Quillmark', 'similar'],
    ['Kestonridge Marine', 'Garrowby Marine', 'other'],
    ['Bikes', 'Better Bikes', 'other'],
    ['The Company', 'Company', 'similar'],
    ['', 'Better Bikes', 'other'],
    ['???', '!!!', 'other'],
  ])('%s and %s are %s', (one, other, told) => {
    expect(likeness(comparedName(one), comparedName(other))).toBe(told);
    expect(likeness(comparedName(other), comparedName(one))).toBe(told);
  });
});

describe('the index of names', () => {
  const alike = (index: NameIndex<string>, name: string) => index.alike(comparedName(name));

  it('finds names that share a word or the beginning of one, the same name first', () => {
    const index = new NameIndex(['Better Boats', 'Fast Cars', 'Better Bikes'], comparedName);

    expect(alike(index, 'Better Bikes')).toEqual(['Better Bikes', 'Better Boats']);
    expect(alike(index, 'Bettter Bkes')).toEqual(['Better Boats', 'Better Bikes']);
    expect(alike(index, 'Slow Trains')).toEqual([]);
  });

  it('leaves out a word that too many have in common, unless the whole name is the same', () => {
    const many = Array.from(
      { length: 250 },
      (_, at) => `Hardware ${String.fromCharCode(97 + (at % 26))}${at}`,
    );
    const index = new NameIndex([...many, 'Quillmark Hardware'], comparedName);

    expect(alike(index, 'Hardware')).toEqual([]);
    expect(alike(index, 'Quillmark Hardware')).toEqual(['Quillmark Hardware']);
  });

  it('finds a name of common words by two of them together', () => {
    const [firsts, lasts] = [200, 200].map((length, side) =>
      Array.from({ length }, (_, at) => `${'xy'[side] ?? ''}${at}`),
    );
    const index = new NameIndex(
      [
        ...(firsts ?? []).map((word) => `Alder ${word}`),
        ...(lasts ?? []).map((word) => `Cedar ${word}`),
        'Alder Cedar Supply',
      ],
      comparedName,
    );

    expect(alike(index, 'Alder & Cedar')).toEqual(['Alder Cedar Supply']);
  });
});
