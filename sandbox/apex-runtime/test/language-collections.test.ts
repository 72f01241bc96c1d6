import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openOrg, type TestOrg } from './helpers/org.ts';

let t: TestOrg;
beforeAll(async () => {
  t = await openOrg();
});
afterAll(() => t.close());

describe('List', () => {
  it('throws ListException beyond its bounds', async () => {
    await expect(t.run('return new List<Integer>()[0];')).rejects.toMatchObject({
      type: 'ListException',
      message: expect.stringContaining('List index out of bounds: 0'),
    });
  });
  it('inserts, removes and finds', async () => {
    expect(
      await t.run(
        'List<Integer> l = new List<Integer>{ 1, 3 }; l.add(1, 2); l.remove(0); return new List<Object>{ l, l.indexOf(3), l.contains(9) };',
      ),
    ).toEqual([[2, 3], 1, false]);
  });
  it('sorts with null first', async () => {
    expect(await t.run('List<Integer> l = new List<Integer>{ 3, null, 1 }; l.sort(); return l;')).toEqual([
      null,
      1,
      3,
    ]);
  });
  it('is equal by content', async () => {
    expect(await t.run('return new List<Integer>{ 1 } == new List<Integer>{ 1 };')).toBe(true);
  });
  it('copies shallowly with clone', async () => {
    expect(
      await t.run(
        "List<Account> a = new List<Account>{ new Account(Name = 'x') }; List<Account> b = a.clone(); b[0].Name = 'y'; return a[0].Name;",
      ),
    ).toBe('y');
  });
  it('copies records with deepClone', async () => {
    expect(
      await t.run(
        "List<Account> a = new List<Account>{ new Account(Name = 'x') }; List<Account> b = a.deepClone(); b[0].Name = 'y'; return a[0].Name;",
      ),
    ).toBe('x');
  });
  it('may not change while it is iterated', async () => {
    await expect(
      t.run('List<Integer> l = new List<Integer>{ 1, 2 }; for (Integer i : l) { l.add(i); } return 0;'),
    ).rejects.toMatchObject({ type: 'FinalException' });
  });
  it('is an array with a fixed start size', async () => {
    expect(await t.run('Integer[] a = new Integer[3]; a[1] = 5; return a;')).toEqual([null, 5, null]);
  });
});

describe('Set', () => {
  it('holds each value once, text with its case', async () => {
    expect(await t.run("Set<String> s = new Set<String>{ 'a', 'A', 'a' }; return s.size();")).toBe(2);
  });
  it('tells by add whether the value is new', async () => {
    expect(
      await t.run('Set<Integer> s = new Set<Integer>(); return new List<Boolean>{ s.add(1), s.add(1) };'),
    ).toEqual([true, false]);
  });
  it('keeps and removes in bulk', async () => {
    expect(
      await t.run(
        'Set<Integer> s = new Set<Integer>{ 1, 2, 3 }; s.retainAll(new List<Integer>{ 2, 3 }); s.removeAll(new Set<Integer>{ 3 }); return s;',
      ),
    ).toEqual([2]);
  });
  it('holds records by their field values', async () => {
    expect(
      await t.run(
        "Set<Account> s = new Set<Account>{ new Account(Name = 'a') }; return s.contains(new Account(Name = 'a'));",
      ),
    ).toBe(true);
  });
});

describe('Map', () => {
  it('answers null for an unknown key', async () => {
    expect(await t.run("return new Map<String, Integer>().get('x');")).toBeNull();
  });
  it('gives the former value on put', async () => {
    expect(
      await t.run("Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1 }; return m.put('a', 2);"),
    ).toBe(1);
  });
  it('has keys with their case', async () => {
    expect(
      await t.run(
        "Map<String, Integer> m = new Map<String, Integer>{ 'a' => 1, 'A' => 2 }; return m.size();",
      ),
    ).toBe(2);
  });
  it('takes an Id key in both lengths', async () => {
    expect(
      await t.run(
        "Map<Id, Integer> m = new Map<Id, Integer>{ '001000000000001' => 1 }; return m.get('001000000000001AAA');",
      ),
    ).toBe(1);
  });
  it('is made from queried records by id', async () => {
    expect(
      await t.run(
        "insert new Account(Name = 'm'); Map<Id, Account> m = new Map<Id, Account>([SELECT Id, Name FROM Account WHERE Name = 'm']); return m.values()[0].Name;",
      ),
    ).toBe('m');
  });
  it('keeps the order of insertion', async () => {
    expect(
      await t.run(
        "Map<String, Integer> m = new Map<String, Integer>{ 'b' => 1, 'a' => 2 }; return new List<String>(m.keySet());",
      ),
    ).toEqual(['b', 'a']);
  });
  it('uses equals and hashCode of own classes', async () => {
    await t.org.recorded();
    await t.org.anonymous(`
      class Key {
        String a;
        Key(String a) { this.a = a; }
        public Boolean equals(Object o) { return o instanceof Key && ((Key) o).a == a; }
        public Integer hashCode() { return 1; }
      }
      Map<Key, Integer> m = new Map<Key, Integer>();
      m.put(new Key('x'), 5);
      System.debug(m.get(new Key('X')));`);
    expect((await t.org.recorded()).log[0]?.text).toBe('5');
  });
});

describe('loops and switch', () => {
  it('breaks and continues', async () => {
    expect(
      await t.run(
        'Integer n = 0; for (Integer i = 0; i < 10; i++) { if (i == 2) { continue; } if (i == 5) { break; } n += i; } return n;',
      ),
    ).toBe(8);
  });
  it('runs a do-while body once at least', async () => {
    expect(await t.run('Integer n = 0; do { n++; } while (n < 0); return n;')).toBe(1);
  });
  it('switches on values and lists of values', async () => {
    expect(await t.run("switch on 2 { when 1, 2 { return 'low'; } when else { return 'high'; } }")).toBe(
      'low',
    );
  });
  it('switches on the type of a record', async () => {
    expect(
      await t.run(
        "SObject o = new Contact(LastName = 'x'); switch on o { when Account a { return 'account'; } when Contact c { return c.LastName; } when else { return 'other'; } }",
      ),
    ).toBe('x');
  });
  it('switches on null', async () => {
    expect(
      await t.run("String s; switch on s { when null { return 'none'; } when else { return 'some'; } }"),
    ).toBe('none');
  });
  it('switches on strings with case', async () => {
    expect(await t.run("switch on 'A' { when 'a' { return 'small'; } when else { return 'else'; } }")).toBe(
      'else',
    );
  });
});
