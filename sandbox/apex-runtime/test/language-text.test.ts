import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openOrg, type TestOrg } from './helpers/org.ts';

let t: TestOrg;
beforeAll(async () => {
  t = await openOrg();
});
afterAll(() => t.close());

describe('String', () => {
  it('compares without case by ==, with case by equals', async () => {
    expect(
      await t.run(
        "return new List<Boolean>{ 'AB' == 'ab', 'AB'.equals('ab'), 'AB'.equalsIgnoreCase('ab') };",
      ),
    ).toEqual([true, false, true]);
  });
  it('tells blank from empty', async () => {
    expect(
      await t.run(
        "return new List<Boolean>{ String.isBlank(' '), String.isEmpty(' '), String.isBlank(null), String.isNotBlank('a') };",
      ),
    ).toEqual([true, false, true, true]);
  });
  it('joins null into text as the word null', async () => {
    expect(await t.run("String s; return 'a' + s;")).toBe('anull');
  });
  it('splits by a regular expression and drops trailing empty parts', async () => {
    expect(await t.run("return 'a,b,,c,,'.split(',');")).toEqual(['a', 'b', '', 'c']);
  });
  it('splits at most into the given number of parts', async () => {
    expect(await t.run("return 'a,b,c'.split(',', 2);")).toEqual(['a', 'b,c']);
  });
  it('cuts with substring and throws StringException beyond the end', async () => {
    expect(await t.run("return 'hello'.substring(1, 3);")).toBe('el');
    await expect(t.run("return 'hello'.substring(3, 9);")).rejects.toMatchObject({ type: 'StringException' });
  });
  it('left and right never throw', async () => {
    expect(await t.run("return 'abc'.left(5) + '|' + 'abc'.right(2);")).toBe('abc|bc');
  });
  it('finds positions, -1 for none', async () => {
    expect(
      await t.run(
        "return new List<Integer>{ 'banana'.indexOf('an'), 'banana'.lastIndexOf('an'), 'banana'.indexOf('x') };",
      ),
    ).toEqual([1, 3, -1]);
  });
  it('takes text before, after and between', async () => {
    expect(
      await t.run(
        "return 'a-b-c'.substringBefore('-') + '|' + 'a-b-c'.substringAfterLast('-') + '|' + '<x>'.substringBetween('<', '>');",
      ),
    ).toBe('a|c|x');
  });
  it('replaces literally with replace and by pattern with replaceAll', async () => {
    expect(await t.run("return 'a.b.c'.replace('.', '-') + '|' + 'a1b22'.replaceAll('[0-9]+', '#');")).toBe(
      'a-b-c|a#b#',
    );
  });
  it('formats numbered places', async () => {
    expect(await t.run("return String.format('{0} of {1}', new List<Object>{ 1, 'two' });")).toBe('1 of two');
  });
  it('joins a collection', async () => {
    expect(await t.run("return String.join(new List<Integer>{ 1, 2, 3 }, '/');")).toBe('1/2/3');
  });
  it('pads, repeats and trims', async () => {
    expect(await t.run("return '7'.leftPad(3, '0') + '|' + 'ab'.repeat(2) + '|' + ' x '.trim();")).toBe(
      '007|abab|x',
    );
  });
  it('abbreviates with dots within the width', async () => {
    expect(await t.run("return 'Hello world'.abbreviate(8);")).toBe('Hello...');
  });
  it('knows numeric and alphabetic text', async () => {
    expect(
      await t.run(
        "return new List<Boolean>{ '12'.isNumeric(), '1.2'.isNumeric(), 'ab'.isAlpha(), 'a1'.isAlphanumeric() };",
      ),
    ).toEqual([true, false, true, true]);
  });
  it('capitalises and swaps case', async () => {
    expect(await t.run("return 'abc'.capitalize() + 'ABC'.toLowerCase() + 'abc'.toUpperCase();")).toBe(
      'AbcabcABC',
    );
  });
  it('escapes a single quote for dynamic SOQL', async () => {
    expect(await t.run("return String.escapeSingleQuotes('O\\'Neil');")).toBe("O\\'Neil");
  });
  it('contains, startsWith and endsWith look at case', async () => {
    expect(
      await t.run(
        "return new List<Boolean>{ 'Abc'.contains('b'), 'Abc'.startsWith('a'), 'Abc'.endsWith('c'), 'Abc'.containsIgnoreCase('ABC') };",
      ),
    ).toEqual([true, false, true, true]);
  });
  it('sorts strings by code point, capitals first', async () => {
    expect(await t.run("List<String> l = new List<String>{ 'b', 'B', 'a' }; l.sort(); return l;")).toEqual([
      'B',
      'a',
      'b',
    ]);
  });
  it('writes dates and decimals by String.valueOf', async () => {
    expect(
      await t.run("return String.valueOf(Date.newInstance(2026, 1, 5)) + '|' + String.valueOf(1.50);"),
    ).toBe('2026-01-05|1.50');
  });
  it('reads characters as numbers', async () => {
    expect(await t.run("return new List<Integer>{ 'A'.charAt(0), 'AB'.getChars()[1] };")).toEqual([65, 66]);
  });
  it('compares in lexicographic order', async () => {
    expect(await t.run("return 'a'.compareTo('b') < 0;")).toBe(true);
  });
  it('counts matches, reverses and removes', async () => {
    expect(
      await t.run(
        "return 'banana'.countMatches('an') + '|' + 'abc'.reverse() + '|' + 'aXbX'.remove('X') + '|' + 'abc.txt'.removeEnd('.txt');",
      ),
    ).toBe('2|cba|ab|abc');
  });
});

describe('Pattern and Matcher', () => {
  it('matches only the whole text with matches()', async () => {
    expect(
      await t.run(
        "return new List<Boolean>{ Pattern.matches('[a-z]+', 'abc'), Pattern.matches('[a-z]+', 'abc1') };",
      ),
    ).toEqual([true, false]);
  });
  it('walks through matches with find() and group()', async () => {
    expect(
      await t.run(
        "Matcher m = Pattern.compile('(\\\\d)(\\\\w)').matcher('1a 2b'); List<String> out = new List<String>(); while (m.find()) { out.add(m.group(2)); } return out;",
      ),
    ).toEqual(['a', 'b']);
  });
});

describe('Id', () => {
  it('takes 15 and 18 characters for the same id', async () => {
    expect(await t.run("Id a = '001000000000001'; Id b = '001000000000001AAA'; return a == b;")).toBe(true);
  });
  it('throws StringException for what is not an id', async () => {
    await expect(t.run("Id a = 'nonsense'; return a;")).rejects.toMatchObject({
      type: 'StringException',
      message: expect.stringContaining('Invalid id'),
    });
  });
  it('knows its object', async () => {
    expect(await t.run("Id a = '006000000000001'; return String.valueOf(a.getSObjectType());")).toBe(
      'Opportunity',
    );
  });
});

describe('Blob and encoding', () => {
  it('encodes Base64 and hex', async () => {
    expect(
      await t.run(
        "return EncodingUtil.base64Encode(Blob.valueOf('hi')) + EncodingUtil.convertToHex(Blob.valueOf('hi'));",
      ),
    ).toBe('aGk=6869');
  });
  it('encodes for URLs with plus for a blank', async () => {
    expect(await t.run("return EncodingUtil.urlEncode('a b&c', 'UTF-8');")).toBe('a+b%26c');
  });
  it('digests with SHA-256', async () => {
    expect(
      await t.run("return EncodingUtil.convertToHex(Crypto.generateDigest('SHA-256', Blob.valueOf('abc')));"),
    ).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
