import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { field, object, openOrg, TEXT, type TestOrg } from './helpers/org.ts';

const record = (label: string, text: string, active: boolean): string => `<?xml version="1.0"?>
<CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><label>${label}</label><protected>false</protected>
<values><field>Text__c</field><value xsi:type="xsd:string">${text}</value></values>
<values><field>Active__c</field><value xsi:type="xsd:boolean">${active}</value></values>
<values><field>Number__c</field><value xsi:nil="true"/></values></CustomMetadata>`;
const LONG = 'x'.repeat(300);

let t: TestOrg;
beforeAll(async () => {
  t = await openOrg({
    ...object('Setting__mdt', '<visibility>Public</visibility>'),
    ...field(
      'Setting__mdt',
      'Text__c',
      '<type>LongTextArea</type><length>1000</length><visibleLines>3</visibleLines>',
    ),
    ...field('Setting__mdt', 'Active__c', '<type>Checkbox</type><defaultValue>false</defaultValue>'),
    ...field('Setting__mdt', 'Number__c', '<type>Number</type><precision>5</precision><scale>0</scale>'),
    'customMetadata/Setting.First.md-meta.xml': record('First', 'one', true),
    'customMetadata/Setting.Second.md-meta.xml': record('Second', LONG, false),
    ...object(
      'Switch__c',
      '<customSettingsType>Hierarchy</customSettingsType><visibility>Public</visibility>',
    ),
    ...field('Switch__c', 'On__c', '<type>Checkbox</type><defaultValue>false</defaultValue>'),
    ...field('Account', 'Nick__c', TEXT),
    'labels/CustomLabels.labels-meta.xml':
      '<?xml version="1.0"?><CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata"><labels><fullName>Hello</fullName><value>Hello there</value><language>en_US</language><protected>false</protected><shortDescription>Hello</shortDescription></labels></CustomLabels>',
    'translations/de.translation-meta.xml':
      '<?xml version="1.0"?><Translations xmlns="http://soap.sforce.com/2006/04/metadata"><customLabels><label>Guten Tag</label><name>Hello</name></customLabels></Translations>',
    'classes/Page.cls': `public class Page {
      public class Row { @AuraEnabled public String name { get; set; } @AuraEnabled public Decimal amount; public String hidden = 'h'; }
      @AuraEnabled(cacheable=true) public static Row read(String name) { Row r = new Row(); r.name = name; r.amount = 1.5; return r; }
      @AuraEnabled(cacheable=true) public static void writes() { insert new Account(Name = 'x'); }
      @AuraEnabled public static void fails() { AuraHandledException e = new AuraHandledException('Shown to the user'); e.setMessage('Shown to the user'); throw e; }
      @AuraEnabled public static Integer total(List<Row> rows) { Integer n = 0; for (Row r : rows) { n += r.amount.intValue(); } return n; }
    }`,
    'classes/OwnContext.cls':
      "public class OwnContext extends Metadata.DeployCallbackContext { public override Id getCallbackJobId() { return '0Af000000000002AAA'; } }",
    'classes/Flows.cls': `public class Flows {
      public class Input { @InvocableVariable(required=true) public String name; }
      public class Output { @InvocableVariable public String greeting; }
      @InvocableMethod(label='Greet') public static List<Output> greet(List<Input> inputs) {
        List<Output> out = new List<Output>();
        for (Input i : inputs) { Output o = new Output(); o.greeting = 'Hi ' + i.name; out.add(o); }
        return out;
      }
    }`,
    'classes/Payload.cls': `public class Payload {
      public String name; public Integer count; public Decimal amount; public Date day; public List<Payload> items; public transient String secret = 's';
      public static String roundTrip() {
        Payload p = (Payload) JSON.deserialize('{"name":"a","count":2,"amount":1.50,"day":"2026-02-03","unknown":1,"items":[{"name":"b"}]}', Payload.class);
        return JSON.serialize(p, true);
      }
      public static void strict() { JSON.deserializeStrict('{"nope":1}', Payload.class); }
    }`,
  });
});
afterAll(() => t.close());

describe('JSON', () => {
  it('goes to a class and back, without nulls on demand', async () => {
    expect(JSON.parse(String(await t.org.call('Payload', 'roundTrip')))).toEqual({
      name: 'a',
      count: 2,
      amount: 1.5,
      day: '2026-02-03',
      items: [{ name: 'b' }],
    });
  });
  it('keeps the scale of decimals', async () => {
    expect(await t.org.call('Payload', 'roundTrip')).toContain('"amount":1.50');
  });
  it('refuses unknown members in strict mode', async () => {
    await expect(t.org.call('Payload', 'strict')).rejects.toMatchObject({ type: 'JSONException' });
  });
  it('reads untyped into maps, lists and numbers', async () => {
    expect(
      await t.run(
        'Map<String, Object> m = (Map<String, Object>) JSON.deserializeUntyped(\'{"a":[1,2.5,"x",null,true]}\'); List<Object> l = (List<Object>) m.get(\'a\'); return new List<Object>{ l[0] instanceof Integer, l[1] instanceof Decimal, l[3] == null, l[4] };',
      ),
    ).toEqual([true, true, true, true]);
  });
  it('throws JSONException for broken text', async () => {
    await expect(t.run('return JSON.deserializeUntyped(\'{"a":\');')).rejects.toMatchObject({
      type: 'JSONException',
    });
  });
  it('writes records with their type', async () => {
    expect(await t.run("return JSON.serialize(new Account(Name = 'x'));")).toBe(
      '{"attributes":{"type":"Account"},"Name":"x"}',
    );
  });
  it('writes a Datetime in UTC and a Date without time', async () => {
    expect(
      await t.run(
        'return JSON.serialize(new List<Object>{ Datetime.newInstanceGmt(2026, 1, 2, 3, 4, 5), Date.newInstance(2026, 1, 2) });',
      ),
    ).toBe('["2026-01-02T03:04:05.000Z","2026-01-02"]');
  });
  it('is written step by step by a generator', async () => {
    expect(
      await t.run(
        "JSONGenerator g = JSON.createGenerator(false); g.writeStartObject(); g.writeStringField('a', 'b'); g.writeNumberField('n', 1); g.writeNullField('z'); g.writeEndObject(); return g.getAsString();",
      ),
    ).toBe('{"a":"b","n":1,"z":null}');
  });
});

describe('custom metadata', () => {
  it('is read by name without a query', async () => {
    expect(
      await t.run(
        "Setting__mdt s = Setting__mdt.getInstance('First'); return new List<Object>{ s.Text__c, s.Active__c, s.Number__c, s.MasterLabel, Limits.getQueries() };",
      ),
    ).toEqual(['one', true, null, 'First', 0]);
  });
  it('gives null for an unknown name', async () =>
    expect(await t.run("return Setting__mdt.getInstance('Nope') == null;")).toBe(true));
  it('is read as a map by developer name', async () => {
    expect(await t.run('return new List<String>(Setting__mdt.getAll().keySet());')).toEqual([
      'First',
      'Second',
    ]);
  });
  it('is cut to 255 characters by getInstance and getAll, not by SOQL', async () => {
    expect(
      await t.run(
        "return new List<Integer>{ Setting__mdt.getInstance('Second').Text__c.length(), Setting__mdt.getAll().get('Second').Text__c.length(), [SELECT Text__c FROM Setting__mdt WHERE DeveloperName = 'Second'].Text__c.length() };",
      ),
    ).toEqual([255, 255, 300]);
  });
  it('does not count to the query limit', async () => {
    expect(
      await t.run(
        'Integer n = [SELECT Id FROM Setting__mdt].size(); return new List<Integer>{ n, Limits.getQueries() };',
      ),
    ).toEqual([2, 0]);
  });
  it('cannot be changed by DML', async () => {
    await expect(t.run("insert new Setting__mdt(DeveloperName = 'x'); return 0;")).rejects.toThrow(
      /not allowed|compile error/,
    );
  });
});

describe('the context of a deployment', () => {
  it('is what a test says, whose class extends it', async () => {
    expect(
      await t.run(
        'Metadata.DeployCallbackContext own = new OwnContext(); return new List<Id>{ own.getCallbackJobId(), new Metadata.DeployCallbackContext().getCallbackJobId() };',
      ),
    ).toEqual(['0Af000000000002AAA', null]);
  });
});

describe('hierarchy settings and labels', () => {
  it('answer defaults, then the organisation, then the user', async () => {
    expect(
      await t.run(
        'Boolean a = Switch__c.getInstance().On__c; insert new Switch__c(SetupOwnerId = UserInfo.getOrganizationId(), On__c = true); return new List<Boolean>{ a, Switch__c.getInstance().On__c, Switch__c.getOrgDefaults().On__c };',
      ),
    ).toEqual([false, true, true]);
  });
  it('labels are read by System.Label', async () =>
    expect(await t.run('return System.Label.Hello;')).toBe('Hello there'));
  it('labels are read without their namespace, and by name', async () => {
    expect(await t.run("return Label.Hello + '|' + System.Label.get('', 'hello');")).toBe(
      'Hello there|Hello there',
    );
  });
  it('labels come in the language of the running user', async () => {
    const texts = await t.run(`
      User me = [SELECT Id, LanguageLocaleKey FROM User WHERE Id = :UserInfo.getUserId()];
      me.LanguageLocaleKey = 'de'; update me;
      List<String> texts = new List<String>{ System.Label.Hello, System.Label.get('', 'Hello', 'en_US'), UserInfo.getLanguage() };
      me.LanguageLocaleKey = 'en_US'; update me;
      return texts;`);
    expect(texts).toEqual(['Guten Tag', 'Hello there', 'de']);
  });
});

describe('controllers and actions', () => {
  it('answer what is AuraEnabled only', async () => {
    expect(await t.org.call('Page', 'read', { name: 'n' })).toEqual({ name: 'n', amount: 1.5 });
  });
  it('take lists of their classes', async () => {
    expect(await t.org.call('Page', 'total', [[{ amount: 2 }, { amount: 3 }]])).toBe(5);
  });
  it('that are cacheable may not write', async () => {
    await expect(t.org.call('Page', 'writes')).rejects.toMatchObject({ type: 'LimitException' });
  });
  it('show the text of an AuraHandledException', async () => {
    await expect(t.org.call('Page', 'fails')).rejects.toMatchObject({
      type: 'AuraHandledException',
      auraMessage: 'Shown to the user',
    });
  });
  it('invocable methods map lists to lists', async () => {
    expect(await t.org.call('Flows', 'greet', [[{ name: 'A' }, { name: 'B' }]])).toEqual([
      { greeting: 'Hi A' },
      { greeting: 'Hi B' },
    ]);
  });
});

describe('schema describe in Apex', () => {
  it('knows fields, labels and types', async () => {
    expect(
      await t.run(
        'Schema.DescribeFieldResult f = Account.Nick__c.getDescribe(); return new List<Object>{ f.getName(), f.getLabel(), f.getLength(), f.getType().name(), f.isCustom() };',
      ),
    ).toEqual(['Nick__c', 'Nick', 80, 'STRING', true]);
  });
  it('finds objects by name and fields by map', async () => {
    expect(
      await t.run(
        "Map<String, Schema.SObjectField> m = Schema.describeSObjects(new List<String>{ 'Account' })[0].fields.getMap(); return m.containsKey('nick__c');",
      ),
    ).toBe(true);
  });
  it('reads and writes fields by name', async () => {
    expect(
      await t.run(
        "SObject o = Schema.getGlobalDescribe().get('account').newSObject(); o.put('Name', 'dyn'); return o.get('Name');",
      ),
    ).toBe('dyn');
    await expect(t.run("SObject o = new Account(); o.put('Nope__c', 1); return 0;")).rejects.toMatchObject({
      type: 'SObjectException',
    });
  });
});
