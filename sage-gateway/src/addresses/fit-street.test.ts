import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitStreet } from './fit-street.ts';

describe('fitting a street', () => {
  it.each([
    ['keeps lines that fit', '42525 Austell Road\nDock 4', ['42525 Austell Road', 'Dock 4'], ''],
    ['drops blank lines and blanks', '  12  Main St \n\n\n Suite 5', ['12 Main St', 'Suite 5'], ''],
    [
      'breaks a long line between words',
      'One Very Long Street Name 1234',
      ['One Very Long Street', 'Name 1234'],
      '',
    ],
    [
      'runs lines together when there are too many',
      'c/o Ann\nUnit 5\nBuilding C\n12 Main St',
      ['c/o Ann, Unit 5,', 'Building C, 12 Main', 'St'],
      '',
    ],
    [
      'tells what found no room',
      'Receiving Department\nBuilding 12 North Wing\n2573 Dufferin Street West\nGate 7',
      ['Receiving', 'Department, Building', '12 North Wing, 2573'],
      'Dufferin Street West, Gate 7',
    ],
    ['breaks a word that is longer than a line', 'A'.repeat(25), ['A'.repeat(20), 'A'.repeat(5)], ''],
    ['has no lines for a blank street', ' \n ', [], ''],
  ])('%s', (_name, street, lines, rest) => {
    expect(fitStreet(street, 20, 3)).toEqual({ lines, rest });
  });

  const word = fc.string({
    minLength: 1,
    maxLength: 12,
    unit: fc.constantFrom(...'abcXYZ019#/.-'.split('')),
  });
  const street = fc
    .array(
      fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' ')),
      { maxLength: 7 },
    )
    .map((lines) => lines.join('\n'));

  it('loses no word and keeps the width and the number of lines, whatever the street', () => {
    fc.assert(
      fc.property(street, fc.integer({ min: 14, max: 40 }), (given, width) => {
        const { lines, rest } = fitStreet(given, width, 3);

        expect(lines.length).toBeLessThanOrEqual(3);
        expect(lines.every((line) => line.length <= width && line === line.trim())).toBe(true);
        expect(letters([...lines, rest].join(' '))).toBe(letters(given));
      }),
    );
  });

  it('loses no character even when single words are wider than a line', () => {
    fc.assert(
      fc.property(street, fc.integer({ min: 1, max: 13 }), (given, width) => {
        const { lines, rest } = fitStreet(given, width, 3);

        expect(lines.every((line) => line.length <= width)).toBe(true);
        expect(letters([...lines, rest].join(''))).toBe(letters(given));
      }),
    );
  });
});

/** What must survive: every character but blanks and the commas that joining adds. */
function letters(text: string): string {
  return text.replace(/[\s,]/gu, '');
}
