import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openOrg, type TestOrg } from './helpers/org.ts';

const SHAPES = `
public class Shapes {
  public interface Shape { Decimal area(); }
  public abstract class Base implements Shape {
    protected String name;
    public Base(String name) { this.name = name; }
    public abstract Decimal area();
    public virtual String describe() { return name + ' ' + area(); }
  }
  public class Square extends Base {
    private Decimal side;
    public Square(Decimal side) { super('square'); this.side = side; }
    public override Decimal area() { return side * side; }
    public override String describe() { return '[' + super.describe() + ']'; }
  }
  public class BrokenException extends Exception {}
  public class RefusedException extends Exception { public Integer code = 7; }
  public enum Colour { RED, GREEN }
  public static Integer counter = 0;
  static { counter = 10; }
  public static Integer next() { return ++counter; }
  public static String overloaded(Integer i) { return 'Integer'; }
  public static String overloaded(Long l) { return 'Long'; }
  public static String overloaded(Object o) { return 'Object'; }
  public Integer doubled { get { return value * 2; } private set; }
  public Integer value { get; set { this.value = value < 0 ? 0 : value; } }
  public static String order = '';
  public static String tried(Boolean fails) {
    order = '';
    try { order += 't'; if (fails) { throw new BrokenException('no'); } return order; } catch (BrokenException e) { order += 'c'; } finally { order += 'f'; }
    return order;
  }
}`;

let t: TestOrg;
beforeAll(async () => {
  t = await openOrg({ 'classes/Shapes.cls': SHAPES });
});
afterAll(() => t.close());

describe('classes', () => {
  it('call the overriding method through the base type', async () => {
    expect(await t.run('Shapes.Base b = new Shapes.Square(3); return b.describe();')).toBe('[square 9]');
  });
  it('are instances of their interfaces', async () => {
    expect(await t.run('Object o = new Shapes.Square(2); return o instanceof Shapes.Shape;')).toBe(true);
  });
  it('choose the overload by the declared type', async () => {
    expect(
      await t.run(
        'Object o = 1; return new List<String>{ Shapes.overloaded(1), Shapes.overloaded(1L), Shapes.overloaded(o) };',
      ),
    ).toEqual(['Integer', 'Long', 'Object']);
  });
  it('run static initialisers once in a transaction', async () => {
    expect(await t.run('return new List<Integer>{ Shapes.next(), Shapes.next() };')).toEqual([11, 12]);
  });
  it('begin each transaction with fresh statics', async () => {
    expect([await t.org.call('Shapes', 'next'), await t.org.call('Shapes', 'next')]).toEqual([11, 11]);
  });
  it('compute properties in getters and setters', async () => {
    expect(
      await t.run(
        'Shapes s = new Shapes(); s.value = -4; Integer low = s.value; s.value = 4; return new List<Integer>{ low, s.doubled };',
      ),
    ).toEqual([0, 8]);
  });
  it('are made by name with Type.forName', async () => {
    expect(await t.run("return Type.forName('Shapes').newInstance() instanceof Shapes;")).toBe(true);
  });
  it('answer null from Type.forName for an unknown name', async () => {
    expect(await t.run("return Type.forName('NoSuchClass') == null;")).toBe(true);
  });
});

describe('enums', () => {
  it('have names, ordinals and values', async () => {
    expect(
      await t.run(
        "return new List<Object>{ Shapes.Colour.GREEN.name(), Shapes.Colour.GREEN.ordinal(), Shapes.Colour.values().size(), Shapes.Colour.valueOf('RED') == Shapes.Colour.RED };",
      ),
    ).toEqual(['GREEN', 1, 2, true]);
  });
  it('refuse an unknown name', async () => {
    await expect(t.run("return Shapes.Colour.valueOf('BLUE');")).rejects.toMatchObject({
      type: 'NoSuchElementException',
    });
  });
  it('are switched on without their type', async () => {
    expect(
      await t.run(
        "Shapes.Colour c = Shapes.Colour.GREEN; switch on c { when RED { return 'r'; } when GREEN { return 'g'; } }  return null;",
      ),
    ).toBe('g');
  });
});

describe('exceptions', () => {
  it('run catch and finally in order', async () => {
    expect(await t.run('return new List<String>{ Shapes.tried(true), Shapes.tried(false) };')).toEqual([
      'tcf',
      't',
    ]);
  });
  it('run finally after a return in try', async () => {
    expect(await t.run('Shapes.tried(false); return Shapes.order;')).toBe('tf');
  });
  it('carry message, cause and type name', async () => {
    expect(
      await t.run(
        "try { try { throw new Shapes.BrokenException('inner'); } catch (Exception e) { throw new Shapes.RefusedException('outer', e); } } catch (Shapes.RefusedException r) { return new List<Object>{ r.getMessage(), r.getCause().getMessage(), r.getTypeName(), r.code }; }",
      ),
    ).toEqual(['outer', 'inner', 'Shapes.RefusedException', 7]);
  });
  it('pass a catch of another type', async () => {
    await expect(
      t.run("try { throw new Shapes.BrokenException('x'); } catch (DmlException e) { return 1; }"),
    ).rejects.toMatchObject({ type: 'Shapes.BrokenException' });
  });
  it('are all caught as Exception', async () => {
    expect(
      await t.run(
        'try { Integer i = Integer.valueOf(null); return i; } catch (Exception e) { return e.getTypeName(); }',
      ),
    ).toMatch(/^System\./);
  });
  it('say where they were thrown', async () => {
    expect(
      await t.run(
        'try { Shapes s; Integer i = s.value; return i; } catch (NullPointerException e) { return e.getLineNumber() > 0; }',
      ),
    ).toBe(true);
  });
  it('of limits cannot be caught', async () => {
    await expect(
      t.run(
        'try { for (Integer i = 0; i < 101; i++) { Integer n = [SELECT COUNT() FROM Account]; } } catch (Exception e) { return 1; } return 0;',
      ),
    ).rejects.toMatchObject({ type: 'LimitException' });
  });
  it('stop endless recursion', async () => {
    await expect(
      t.org.anonymous('class R { Integer f(Integer i) { return f(i + 1); } } new R().f(0);'),
    ).rejects.toMatchObject({
      type: 'LimitException',
      message: expect.stringContaining('Maximum stack depth'),
    });
  });
});

describe('compilation', () => {
  it('wants exception classes to end in Exception', async () => {
    await expect(openOrg({ 'classes/Oops.cls': 'public class Oops extends Exception {}' })).rejects.toThrow(
      /Exception/,
    );
  });
  it('refuses an unknown method', async () => {
    await expect(t.run("return 'x'.noSuchMethod();")).rejects.toThrow(/Method does not exist|does not model/);
  });
  it('refuses to put text into an Integer', async () => {
    await expect(t.run("Integer i = 'x'; return i;")).rejects.toThrow(/compile error/);
  });
  it('refuses an undeclared variable', async () => {
    await expect(t.run('return missing;')).rejects.toThrow(/compile error/);
  });
});
