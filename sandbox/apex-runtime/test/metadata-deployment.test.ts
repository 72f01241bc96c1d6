// Facts: Apex Reference Guide (Metadata.Operations, DeployContainer, DeployCallback, DeployResult, DeployMessage); Metadata API,
// CustomMetadata: fields that are left out keep their value, a nil value empties them. The texts of problems are our own.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createOrg, type RecordChange } from '../src/index.ts';
import { field, metadataFolder, object, openOrg, TEXT, type TestOrg } from './helpers/org.ts';

const picklist =
  '<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><sorted>false</sorted><value><fullName>Red</fullName><default>false</default><label>Red</label></value></valueSetDefinition></valueSet>';
const record = `<?xml version="1.0"?><CustomMetadata xmlns="http://soap.sforce.com/2006/04/metadata" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><label>First</label><protected>false</protected>
  <values><field>Text__c</field><value xsi:type="xsd:string">one</value></values><values><field>Number__c</field><value xsi:type="xsd:double">5</value></values></CustomMetadata>`;
const files = {
  ...object('Rule__mdt', '<visibility>Public</visibility>'),
  ...field('Rule__mdt', 'Text__c', TEXT),
  ...field(
    'Rule__mdt',
    'Long__c',
    '<type>LongTextArea</type><length>1000</length><visibleLines>3</visibleLines>',
  ),
  ...field('Rule__mdt', 'On__c', '<type>Checkbox</type><defaultValue>true</defaultValue>'),
  ...field('Rule__mdt', 'Number__c', '<type>Number</type><precision>5</precision><scale>0</scale>'),
  ...field('Rule__mdt', 'Color__c', picklist),
  ...field(
    'Rule__mdt',
    'Parent__c',
    '<type>MetadataRelationship</type><referenceTo>Rule__mdt</referenceTo><relationshipName>Children</relationshipName>',
  ),
  'customMetadata/Rule.First.md-meta.xml': record,
  'classes/Deploy.cls': `public class Deploy implements Metadata.DeployCallback {
    public static Metadata.CustomMetadata row(String name, String label, Map<String, Object> values) {
      Metadata.CustomMetadata m = new Metadata.CustomMetadata();
      m.fullName = 'Rule.' + name; m.label = label;
      for (String f : values.keySet()) {
        Metadata.CustomMetadataValue v = new Metadata.CustomMetadataValue(); v.field = f; v.value = values.get(f); m.values.add(v);
      }
      return m;
    }
    public static void start(List<Metadata.CustomMetadata> rows) {
      Metadata.DeployContainer c = new Metadata.DeployContainer();
      for (Metadata.CustomMetadata m : rows) { c.addMetadata(m); }
      Metadata.Operations.enqueueDeployment(c, new Deploy());
    }
    public void handleResult(Metadata.DeployResult r, Metadata.DeployCallbackContext x) {
      List<String> problems = new List<String>();
      for (Metadata.DeployMessage m : r.details.componentFailures) { problems.add(m.fullName + ': ' + m.problem); }
      insert new Account(Name = r.status.name(), NumberOfEmployees = r.numberComponentErrors, Description = String.join(problems, ' | '),
        Site = r.id + ' ' + (r.details.componentSuccesses.isEmpty() ? '' : String.valueOf(r.details.componentSuccesses[0].created)));
    }
    public class Failing implements Metadata.DeployCallback { public void handleResult(Metadata.DeployResult r, Metadata.DeployCallbackContext x) { throw new IllegalArgumentException('callback broke'); } }
    public class Context extends Metadata.DeployCallbackContext { public override Id getCallbackJobId() { return '0Af000000000001AAA'; } }
    public static void told() { Metadata.DeployResult r = new Metadata.DeployResult(); r.status = Metadata.DeployStatus.Failed; r.details = new Metadata.DeployDetails(); new Deploy().handleResult(r, new Context()); }
    public static String contextId() { Metadata.DeployCallbackContext c = new Context(); return c.getCallbackJobId(); }
  }`,
};

let t: TestOrg;
beforeAll(async () => {
  t = await openOrg(files);
  await t.org.snapshot();
});
beforeEach(() => t.org.restore());
afterAll(() => t.close());

/** Deploys rows given as Apex; answers what the callback was told. */
async function deploy(...rows: string[]): Promise<Record<string, unknown>> {
  await t.run(
    `Deploy.start(new List<Metadata.CustomMetadata>{ ${rows.map((row) => `Deploy.row(${row})`).join(', ')} }); return 0;`,
  );
  expect((await t.org.drain()).errors).toEqual([]);
  const [told] = await t.org.query('SELECT Name, NumberOfEmployees, Description FROM Account');
  return told ?? {};
}
const read = async (name: string): Promise<unknown> =>
  (
    await t.org.query(
      `SELECT MasterLabel, Text__c, Number__c, On__c, Color__c FROM Rule__mdt WHERE DeveloperName = '${name}'`,
    )
  )[0];

describe('a deployment of custom metadata', () => {
  it('makes records, with the defaults of their checkboxes, after the transaction', async () => {
    await t.run(
      "Deploy.start(new List<Metadata.CustomMetadata>{ Deploy.row('New', 'New one', new Map<String, Object>{ 'Text__c' => 't', 'Number__c' => 7, 'Color__c' => 'red' }) }); return 0;",
    );
    expect(await read('New')).toBeUndefined();
    await t.org.drain();
    expect(await read('New')).toEqual({
      MasterLabel: 'New one',
      Text__c: 't',
      Number__c: 7,
      On__c: true,
      Color__c: 'Red',
    });
    expect(await t.run("return Rule__mdt.getInstance('New').Text__c;")).toBe('t');
  });
  it('changes records: what is left out keeps its value, null empties it', async () => {
    expect(
      await deploy("'First', null, new Map<String, Object>{ 'Number__c' => null, 'On__c' => false }"),
    ).toMatchObject({
      Name: 'Succeeded',
      NumberOfEmployees: 0,
    });
    expect(await read('First')).toMatchObject({
      MasterLabel: 'First',
      Text__c: 'one',
      Number__c: null,
      On__c: false,
    });
  });
  it.each([
    ["'First', 'x', new Map<String, Object>{ 'Nope__c' => 1 }", 'Rule.First: Invalid field Nope__c'],
    ["'First', 'x', new Map<String, Object>{ 'Number__c' => 'many' }", 'is not a Decimal'],
    ["'First', 'x', new Map<String, Object>{ 'On__c' => 'perhaps' }", 'is not a Boolean'],
    ["'First', 'x', new Map<String, Object>{ 'Text__c' => 'x'.repeat(81) }", 'data value too large'],
    [
      "'First', 'x', new Map<String, Object>{ 'Color__c' => 'Blue' }",
      'bad value for restricted picklist field',
    ],
    ["'First', 'x', new Map<String, Object>{ 'Parent__c' => 'Nobody' }", 'no Rule__mdt named Nobody'],
    ["'New', null, new Map<String, Object>()", 'Required fields are missing: [MasterLabel]'],
    ["'not a name', 'x', new Map<String, Object>()", 'Invalid developer name'],
  ])('fails for %s', async (row, problem) => {
    expect(await deploy(row)).toMatchObject({
      Name: 'Failed',
      NumberOfEmployees: 1,
      Description: expect.stringContaining(problem),
    });
    expect(await read('First')).toMatchObject({ Text__c: 'one', Number__c: 5 });
  });
  it('is all or none', async () => {
    const told = await deploy(
      "'Good', 'Good', new Map<String, Object>{ 'Text__c' => 'g' }",
      "'Bad', 'Bad', new Map<String, Object>{ 'Nope__c' => 'g' }",
    );
    expect(told).toMatchObject({ Name: 'Failed', NumberOfEmployees: 1 });
    expect(await read('Good')).toBeUndefined();
  });
  it('relates records by their names, also those of the same deployment', async () => {
    await deploy("'Child', 'Child', new Map<String, Object>{ 'Parent__c' => 'First' }");
    expect(
      await t.org.query("SELECT Parent__r.DeveloperName FROM Rule__mdt WHERE DeveloperName = 'Child'"),
    ).toEqual([{ Parent__r: { DeveloperName: 'First' } }]);
  });
  it('is not undone when its callback fails', async () => {
    await t.run(
      "Metadata.DeployContainer c = new Metadata.DeployContainer(); c.addMetadata(Deploy.row('Kept', 'Kept', new Map<String, Object>())); Metadata.Operations.enqueueDeployment(c, new Deploy.Failing()); return 0;",
    );
    expect((await t.org.drain()).errors).toMatchObject([
      { message: expect.stringContaining('callback broke') },
    ]);
    expect(await read('Kept')).toMatchObject({ MasterLabel: 'Kept' });
  });
  it('is read back by retrieve', async () => {
    const answer = await t.run(`
      List<Metadata.Metadata> found = Metadata.Operations.retrieve(Metadata.MetadataType.CustomMetadata, new List<String>{ 'Rule.First', 'Rule.Nobody' });
      Metadata.CustomMetadata m = (Metadata.CustomMetadata) found[0];
      Map<String, Object> values = new Map<String, Object>();
      for (Metadata.CustomMetadataValue v : m.values) { values.put(v.field, v.value); }
      return new List<Object>{ found.size(), m.fullName, m.label, values.get('Text__c'), values.get('Number__c') };`);
    expect(answer).toEqual([1, 'Rule.First', 'First', 'one', 5]);
  });
  it('lets tests call the callback with a context of their own', async () => {
    await t.org.call('Deploy', 'told');
    expect(await t.org.query('SELECT Name FROM Account')).toEqual([{ Name: 'Failed' }]);
    expect(await t.org.call('Deploy', 'contextId')).toBe('0Af000000000001AAA');
  });
  it('lasts over a restart, over what the metadata says, also when the metadata has grown', async () => {
    const changes: RecordChange[] = [];
    const first = await createOrg(metadataFolder(files), { onCommit: (list) => void changes.push(...list) });
    await first.anonymous(
      "Deploy.start(new List<Metadata.CustomMetadata>{ Deploy.row('First', 'Mine', new Map<String, Object>()), Deploy.row('Made', 'Made', new Map<String, Object>{ 'Parent__c' => 'First' }) });",
    );
    await first.drain();
    await first.close();
    const grown = { ...files, 'customMetadata/Rule.Added.md-meta.xml': record };
    const second = await createOrg(metadataFolder(grown));
    await second.load(changes);
    expect(
      await second.query(
        'SELECT DeveloperName, MasterLabel, Parent__r.MasterLabel FROM Rule__mdt ORDER BY DeveloperName',
      ),
    ).toEqual([
      { DeveloperName: 'Added', MasterLabel: 'First', Parent__r: null },
      { DeveloperName: 'First', MasterLabel: 'Mine', Parent__r: null },
      { DeveloperName: 'Made', MasterLabel: 'Made', Parent__r: { MasterLabel: 'Mine' } },
    ]);
    await second.close();
  });
});
