import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { field, metadataFolder, object, TEXT } from './helpers/org.ts';

// What @IsTest classes may rely on; the runner is used as on the command line.
const SERVICE = `public class Service implements Queueable, Database.AllowsCallouts {
  public static Integer calls = 0;
  public void execute(QueueableContext c) { update new Account(Id = [SELECT Id FROM Account LIMIT 1].Id, Site = fetch()); }
  public static String fetch() { calls++; HttpRequest r = new HttpRequest(); r.setEndpoint('callout:Any/x'); r.setMethod('GET'); return new Http().send(r).getBody(); }
  public static Integer covered(Boolean b) {
    if (b) {
      return 1;
    }
    return 2;
  }
}`;
const TESTS = `@IsTest
private class FactsTest {
  class Mock implements HttpCalloutMock { public HttpResponse respond(HttpRequest r) { HttpResponse s = new HttpResponse(); s.setStatusCode(200); s.setBody('mocked ' + r.getEndpoint()); return s; } }
  static Integer counter = 0;
  @TestSetup static void setup() { insert new Account(Name = 'base'); }
  @IsTest static void setupDataIsThere() { Assert.areEqual(1, [SELECT COUNT() FROM Account]); }
  @IsTest static void eachTestStartsFromTheSetup1() { update new Account(Id = [SELECT Id FROM Account].Id, Name = 'changed'); insert new Account(Name = 'more'); counter++; Assert.areEqual(1, counter); }
  @IsTest static void eachTestStartsFromTheSetup2() { Assert.areEqual('base', [SELECT Name FROM Account].Name); counter++; Assert.areEqual(1, counter); }
  @IsTest static void jobsRunAtStopTest() {
    Test.setMock(HttpCalloutMock.class, new Mock());
    Test.startTest();
    System.enqueueJob(new Service());
    Assert.isNull([SELECT Site FROM Account].Site);
    Test.stopTest();
    Assert.areEqual('mocked callout:Any/x', [SELECT Site FROM Account].Site);
  }
  @IsTest static void startTestGivesFreshLimits() {
    for (Integer i = 0; i < 100; i++) { Integer n = [SELECT COUNT() FROM Account]; }
    Test.startTest();
    Assert.areEqual(0, Limits.getQueries());
    Integer n = [SELECT COUNT() FROM Account];
    Test.stopTest();
    Assert.areEqual(100, Limits.getQueries());
  }
  @IsTest static void calloutAfterDmlNeedsStartTest() {
    Test.setMock(HttpCalloutMock.class, new Mock());
    insert new Account(Name = 'dml');
    try { Service.fetch(); Assert.fail(); } catch (CalloutException e) { Assert.isTrue(e.getMessage().contains('uncommitted work')); }
    Test.startTest();
    Assert.areEqual('mocked callout:Any/x', Service.fetch());
    Test.stopTest();
  }
  @IsTest static void calloutWithoutMockFails() { try { Service.fetch(); Assert.fail(); } catch (TypeException e) { Assert.isTrue(e.getMessage().contains('do not support Web service callouts')); } }
  @IsTest static void eventsAreDeliveredAtStopTest() { Test.startTest(); EventBus.publish(new Ping__e(Text__c = 'p')); Test.stopTest(); Assert.areEqual(1, [SELECT COUNT() FROM Account WHERE Name = 'p']); }
  @IsTest static void eventsAreDeliveredOnDemand() { EventBus.publish(new Ping__e(Text__c = 'd')); Test.getEventBus().deliver(); Assert.areEqual(1, [SELECT COUNT() FROM Account WHERE Name = 'd']); }
  @IsTest static void runAsChangesTheUser() {
    Profile p = [SELECT Id FROM Profile WHERE Name = 'Standard User'];
    User u = new User(Alias = 'u', Email = 'u@x.com', EmailEncodingKey = 'UTF-8', LastName = 'U', LanguageLocaleKey = 'en_US', LocaleSidKey = 'en_US', ProfileId = p.Id, TimeZoneSidKey = 'GMT', Username = 'u@facts.example');
    insert u;
    Id before = UserInfo.getUserId();
    System.runAs(u) { Assert.areEqual(u.Id, UserInfo.getUserId()); insert new Account(Name = 'as u'); }
    Assert.areEqual(before, UserInfo.getUserId());
    Assert.areEqual(u.Id, [SELECT CreatedById FROM Account WHERE Name = 'as u'].CreatedById);
  }
  @IsTest static void runAsSeparatesMixedDml() {
    insert new Account(Name = 'x');
    System.runAs(new User(Id = UserInfo.getUserId())) { insert new Group(Name = 'g'); }
    Assert.areEqual(1, [SELECT COUNT() FROM Group WHERE Name = 'g']);
  }
  @IsTest static void connectApiCannotBeCalled() { try { ConnectApi.NamedCredentials.getNamedCredential('Any'); Assert.fail(); } catch (UnsupportedOperationException e) { Assert.isTrue(e.getMessage().contains('data siloed tests')); } }
  @IsTest static void standardPricebookHasAnId() { Assert.isNotNull(Test.getStandardPricebookId()); }
  @IsTest static void createdDateCanBeSet() { Account a = [SELECT Id FROM Account]; Test.setCreatedDate(a.Id, Datetime.newInstanceGmt(2020, 1, 1)); Assert.areEqual(2020, [SELECT CreatedDate FROM Account].CreatedDate.yearGmt()); }
  @IsTest static void isRunningTest() { Assert.isTrue(Test.isRunningTest()); }
  @IsTest static void coversOneBranch() { Assert.areEqual(1, Service.covered(true)); }
}`;
const FAILING = `@IsTest
private class FailingTest {
  @IsTest static void wrong() { Assert.areEqual(1, 2, 'numbers'); }
  @IsTest static void throwing() { String s; s.length(); }
  @IsTest static void assertionsCannotBeCaught() { try { System.assert(false, 'seen'); } catch (Exception e) { System.debug(e); } }
}`;

interface Report {
  results: { class: string; method: string; ok: boolean; error?: { message: string; stack: string } }[];
  coverage: { name: string; percent: number; missed: number[] }[];
  passed: number;
  failed: number;
}
const script = path.resolve(import.meta.dirname, '../../../scripts/apex.mjs');
const apex = (...args: string[]): { code: number | null; out: string } => {
  const r = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { code: r.status, out: r.stdout + r.stderr };
};
let dir = '';
let report: Report;
let code: number | null = null;
beforeAll(() => {
  dir = metadataFolder({
    'classes/Service.cls': SERVICE,
    'classes/FactsTest.cls': TESTS,
    'classes/FailingTest.cls': FAILING,
    ...object(
      'Ping__e',
      '<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><publishBehavior>PublishAfterCommit</publishBehavior>',
    ),
    ...field('Ping__e', 'Text__c', TEXT),
    'triggers/PingTrigger.trigger':
      'trigger PingTrigger on Ping__e (after insert) { insert new Account(Name = Trigger.new[0].Text__c); }',
  });
  const r = apex('test', dir, '--json');
  code = r.code;
  report = JSON.parse(r.out) as Report;
});
afterAll(() => fs.rmSync(dir, { recursive: true, force: true }));
const result = (method: string): Report['results'][number] | undefined =>
  report.results.find((r) => r.method === method);

describe('tests in Apex', () => {
  it.each([...TESTS.matchAll(/@IsTest static void (\w+)/g)].map((m) => m[1] ?? ''))('%s', (method) => {
    expect(result(method)).toMatchObject({ ok: true });
  });
});

describe('a failing test', () => {
  it('tells expected, actual and the message', () => {
    expect(result('wrong')?.error?.message).toMatch(/Assertion Failed: numbers: Expected: 1, Actual: 2/);
  });
  it('tells class, method and line of an exception', () => {
    expect(result('throwing')?.error?.stack).toContain('Class.FailingTest.throwing: line 4');
  });
  it('fails although the assertion stands in a try block', () => {
    expect(result('assertionsCannotBeCaught')).toMatchObject({ ok: false });
  });
});

describe('the command line', () => {
  it('exits with 1 when a test fails, and counts', () => {
    expect(code).toBe(1);
    expect(report).toMatchObject({ passed: report.results.length - 3, failed: 3 });
  });
  it('measures coverage by class and names the missed lines', () => {
    expect(report.coverage.find((c) => c.name === 'Service')).toMatchObject({ missed: [9] });
  });
  it('runs one class or method and ends with the counts', () => {
    const r = apex('test', dir, '--class', 'FactsTest.isRunningTest', '--no-coverage');
    expect(r).toMatchObject({ code: 0, out: expect.stringMatching(/1 passed, 0 failed\n$/) });
  });
  it('checks types without running anything', () => {
    const broken = metadataFolder({ 'classes/Broken.cls': 'public class Broken { Integer i = nope(); }' });
    expect(apex('check', broken)).toMatchObject({ code: 1, out: expect.stringContaining('COMPILE') });
    expect(apex('check', dir)).toMatchObject({ code: 0 });
    fs.rmSync(broken, { recursive: true, force: true });
  });
  it('exits with 2 when it is used wrongly', () => {
    expect(apex('deploy', dir)).toMatchObject({ code: 2, out: expect.stringContaining('usage:') });
  });
});
