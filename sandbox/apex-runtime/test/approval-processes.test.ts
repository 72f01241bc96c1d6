// Facts: Metadata API (ApprovalProcess, Workflow), Apex Reference Guide (Approval class, ProcessSubmitRequest, ProcessResult),
// Object Reference (ProcessInstance, ProcessInstanceWorkitem, ProcessInstanceStep), REST API (process/approvals).
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { field, NAME_FIELD, object, openOrg, TEXT, type TestOrg } from './helpers/org.ts';

const MDAPI = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const action = (name: string): string => `<action><name>${name}</name><type>FieldUpdate</type></action>`;
const step = (name: string, approver: string): string => `<approvalStep><allowDelegate>false</allowDelegate>
  <assignedApprover>${approver}<whenMultipleApprovers>FirstResponse</whenMultipleApprovers></assignedApprover>
  <label>${name}</label><name>${name}</name><rejectBehavior><type>RejectRequest</type></rejectBehavior></approvalStep>`;
const process = `<?xml version="1.0"?><ApprovalProcess ${MDAPI}><active>true</active><label>Limit</label>
  ${step('Manager', '<approver><name>Manager</name><type>userHierarchyField</type></approver>')}
  ${step('Boss', '<approver><name>boss@approvals.example</name><type>user</type></approver>').replace(
    '<label>',
    '<entryCriteria><criteriaItems><field>Request__c.Amount__c</field><operation>greaterOrEqual</operation><value>1000</value></criteriaItems></entryCriteria><ifCriteriaNotMet>ApproveRecord</ifCriteriaNotMet><label>',
  )}
  <entryCriteria><criteriaItems><field>Request__c.Status__c</field><operation>equals</operation><value>New</value></criteriaItems></entryCriteria>
  <initialSubmissionActions>${action('Pending')}</initialSubmissionActions>
  <finalApprovalActions>${action('Approved')}</finalApprovalActions><finalApprovalRecordLock>true</finalApprovalRecordLock>
  <finalRejectionActions>${action('Rejected')}</finalRejectionActions><finalRejectionRecordLock>false</finalRejectionRecordLock>
  <recordEditability>AdminOnly</recordEditability></ApprovalProcess>`;
const update = (name: string): string =>
  `<fieldUpdates><fullName>${name}</fullName><field>Status__c</field><literalValue>${name}</literalValue><name>${name}</name><operation>Literal</operation></fieldUpdates>`;

let t: TestOrg;
const ids: Record<string, string> = {};
const user = (name: string, manager?: string): object => ({
  Username: `${name}@approvals.example`,
  LastName: name,
  Alias: name,
  Email: `${name}@approvals.example`,
  ...{ TimeZoneSidKey: 'GMT', LocaleSidKey: 'en_US', LanguageLocaleKey: 'en_US', EmailEncodingKey: 'UTF-8' },
  ProfileId: ids['profile'],
  ManagerId: manager ?? null,
});
beforeAll(async () => {
  t = await openOrg({
    ...object('Request__c', `${NAME_FIELD}<sharingModel>ReadWrite</sharingModel>`),
    ...field('Request__c', 'Status__c', TEXT),
    ...field('Request__c', 'Amount__c', '<type>Currency</type><precision>18</precision><scale>2</scale>'),
    'approvalProcesses/Request__c.Limit.approvalProcess-meta.xml': process,
    'workflows/Request__c.workflow-meta.xml': `<?xml version="1.0"?><Workflow ${MDAPI}>${update('Pending')}${update('Approved')}${update('Rejected')}</Workflow>`,
    'classes/Ask.cls': `public class Ask {
      public static Map<String, Object> submit(Id record) {
        Approval.ProcessSubmitRequest r = new Approval.ProcessSubmitRequest();
        r.setObjectId(record); r.setComments('please');
        Approval.ProcessResult result = Approval.process(r);
        return new Map<String, Object>{ 'ok' => result.isSuccess(), 'status' => result.getInstanceStatus(), 'items' => result.getNewWorkitemIds().size(), 'locked' => Approval.isLocked(record) };
      }
      public static String answer(Id item, String action) {
        Approval.ProcessWorkitemRequest r = new Approval.ProcessWorkitemRequest();
        r.setWorkitemId(item); r.setAction(action);
        return Approval.process(r).getInstanceStatus();
      }
      public static List<Object> submitAll(List<Id> records) {
        List<Approval.ProcessRequest> requests = new List<Approval.ProcessRequest>();
        for (Id each : records) { Approval.ProcessSubmitRequest r = new Approval.ProcessSubmitRequest(); r.setObjectId(each); requests.add(r); }
        List<Object> out = new List<Object>();
        for (Approval.ProcessResult p : Approval.process(requests, false)) { out.add(p.isSuccess() ? p.getInstanceStatus() : p.getErrors()[0].getMessage()); }
        out.add(Limits.getDmlStatements());
        return out;
      }
      public static void edit(Id record) { update new Request__c(Id = record, Amount__c = 1); }
    }`,
  });
  ids['profile'] = String(
    (await t.org.query("SELECT Id FROM Profile WHERE Name = 'Standard User'"))[0]?.['Id'],
  );
  for (const name of ['boss', 'manager'])
    ids[name] = String((await t.org.insert('User', user(name) as never))[0]?.id);
  ids['rep'] = String((await t.org.insert('User', user('rep', ids['manager']) as never))[0]?.id);
  await t.org.snapshot();
});
beforeEach(() => t.org.restore());
afterAll(() => t.close());

const make = async (amount: number, status = 'New'): Promise<string> =>
  String(
    (
      await t.org.insert(
        'Request__c',
        { Name: 'r', Amount__c: amount, Status__c: status },
        { user: ids['rep'] ?? '' },
      )
    )[0]?.id,
  );
const as = (who: string): { user: string } => ({ user: ids[who] ?? '' });
const status = async (id: string): Promise<unknown> =>
  (await t.org.query(`SELECT Status__c FROM Request__c WHERE Id = '${id}'`))[0]?.['Status__c'];
const item = async (): Promise<Record<string, unknown> | undefined> =>
  (
    await t.org.query('SELECT Id, Actor.Name, ProcessInstance.TargetObjectId FROM ProcessInstanceWorkitem')
  )[0];

describe('an approval process', () => {
  it('takes a record that meets its criteria, asks the manager and locks the record', async () => {
    const id = await make(10);
    expect(await t.org.call('Ask', 'submit', [id], as('rep'))).toEqual({
      ok: true,
      status: 'Pending',
      items: 1,
      locked: true,
    });
    expect(await status(id)).toBe('Pending');
    expect(await item()).toMatchObject({
      Actor: { Name: 'manager' },
      ProcessInstance: { TargetObjectId: id },
    });
    await expect(t.org.call('Ask', 'edit', [id], as('rep'))).rejects.toThrow('ENTITY_IS_LOCKED');
    await expect(t.org.delete('Request__c', id, as('manager'))).rejects.toThrow('ENTITY_IS_LOCKED');
    await t.org.call('Ask', 'edit', [id]); // an administrator
  });
  it('refuses a record that does not, and one that is in a process', async () => {
    const id = await make(10);
    await t.org.call('Ask', 'submit', [id], as('rep'));
    const other = await make(10, 'Old');
    expect(await t.org.call('Ask', 'submitAll', [[id, other, await make(1)]], as('rep'))).toEqual([
      'Cannot submit object already in process.',
      'No applicable approval process was found.',
      'Pending',
      1,
    ]);
    await expect(t.org.call('Ask', 'submit', [other], as('rep'))).rejects.toThrow('NO_APPLICABLE_PROCESS');
  });
  it('approves after the last step that applies; the record stays locked when the process says so', async () => {
    const id = await make(10);
    await t.org.call('Ask', 'submit', [id], as('rep'));
    expect(await t.org.call('Ask', 'answer', [(await item())?.['Id'], 'Approve'], as('manager'))).toBe(
      'Approved',
    );
    expect(await status(id)).toBe('Approved');
    expect(await item()).toBeUndefined();
    await expect(t.org.call('Ask', 'edit', [id], as('rep'))).rejects.toThrow('ENTITY_IS_LOCKED');
    expect(
      await t.org.query('SELECT StepStatus, Actor.Name, Comments FROM ProcessInstanceStep ORDER BY Id'),
    ).toMatchObject([
      { StepStatus: 'Started', Actor: { Name: 'rep' }, Comments: 'please' },
      { StepStatus: 'Approved', Actor: { Name: 'manager' } },
    ]);
  });
  it('goes on to the next step while one applies', async () => {
    const id = await make(5000);
    await t.org.call('Ask', 'submit', [id], as('rep'));
    expect(await t.org.call('Ask', 'answer', [(await item())?.['Id'], 'Approve'], as('manager'))).toBe(
      'Pending',
    );
    expect(await item()).toMatchObject({ Actor: { Name: 'boss' } });
    expect(await t.org.call('Ask', 'answer', [(await item())?.['Id'], 'Reject'], as('boss'))).toBe(
      'Rejected',
    );
    expect(await status(id)).toBe('Rejected');
    await t.org.call('Ask', 'edit', [id], as('rep'));
  });
  it('is answered by its approver or an administrator only', async () => {
    await t.org.call('Ask', 'submit', [await make(10)], as('rep'));
    const work = (await item())?.['Id'];
    await expect(t.org.call('Ask', 'answer', [work, 'Approve'], as('rep'))).rejects.toThrow(
      'INSUFFICIENT_ACCESS',
    );
    expect(await t.org.call('Ask', 'answer', [work, 'Approve'])).toBe('Approved');
  });
  it('works as the REST resource does', async () => {
    const id = await make(10);
    const [reply] = await t.org.approvals(
      [{ actionType: 'Submit', contextId: id, comments: 'c' }],
      as('rep'),
    );
    expect(reply).toMatchObject({
      success: true,
      entityId: id,
      instanceStatus: 'Pending',
      actorIds: [ids['manager']],
      errors: null,
    });
    await t.org.approvals(
      [{ actionType: 'Approve', contextId: reply?.newWorkitemIds[0] ?? '' }],
      as('manager'),
    );
    expect(await status(id)).toBe('Approved');
    await expect(t.org.approvals([{ actionType: 'Submit', contextId: id }], as('rep'))).rejects.toMatchObject(
      {
        dml: [{ statusCode: 'NO_APPLICABLE_PROCESS' }],
      },
    );
  });
});

describe('Approval.lock and unlock', () => {
  it('lock a record without a process', async () => {
    const id = await make(10);
    await t.run(`Approval.lock('${id}'); return Approval.isLocked('${id}');`);
    await expect(t.org.call('Ask', 'edit', [id], as('rep'))).rejects.toThrow('ENTITY_IS_LOCKED');
    await t.run(`Approval.unlock('${id}'); return 0;`);
    await t.org.call('Ask', 'edit', [id], as('rep'));
  });
});
