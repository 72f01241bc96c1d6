/** System.Approval and the classes of the namespace Approval. */
import { define, parseSigType, t } from '../../compile/types.ts';
import { isLocked, lockRecord, unlockRecord } from '../../db/locks.ts';
import { processApprovals, type ApprovalRequest, type ApprovalResult } from '../../org/approvals.ts';
import { arg, R } from '../../runtime/rt.ts';
import { AList, to18, type PObj, type Value } from '../../runtime/values.ts';
import { bean, newBean } from '../bean.ts';
import { methodsOf, statics } from '../typed.ts';

bean('Approval.ProcessRequest', { comments: 'String', nextApproverIds: 'List<Id>' }, { accessors: true });
bean(
  'Approval.ProcessSubmitRequest',
  {
    objectId: 'Id',
    submitterId: 'String',
    processDefinitionNameOrId: 'String',
    skipEntryCriteria: 'Boolean',
  },
  { accessors: true, sup: 'Approval.ProcessRequest' },
);
bean(
  'Approval.ProcessWorkitemRequest',
  { action: 'String', workitemId: 'Id' },
  { accessors: true, sup: 'Approval.ProcessRequest' },
);

const text = (value: Value | undefined): string | null => (typeof value === 'string' && value ? value : null);

function requestOf(value: Value): ApprovalRequest {
  const { T, d } = arg(value) as PObj; // by the signature
  const given = d.nextApproverIds;
  return {
    action: T.name === 'Approval.ProcessSubmitRequest' ? 'Submit' : (text(d.action) ?? ''),
    id: text(d.objectId) ?? text(d.workitemId),
    comments: text(d.comments),
    nextApprovers: given instanceof AList ? given.a.map(String) : [],
    submitter: text(d.submitterId),
    process: text(d.processDefinitionNameOrId),
    skipCriteria: d.skipEntryCriteria === true,
  };
}

const outcome = ({ success, entityId, instanceId, status, workitems, errors }: ApprovalResult): PObj =>
  newBean('Approval.ProcessResult', {
    success,
    entityId,
    instanceId,
    status,
    workitems: new AList(t.id, [...workitems]),
    errors: new AList(
      parseSigType('Database.Error'),
      errors.map((error) => R.mkDbError(error)),
    ),
  });
define('Approval.ProcessResult', {
  i: methodsOf<PObj>()({
    'isSuccess():Boolean': ({ d }) => d.success === true,
    'getEntityId():String': ({ d }) => text(d.entityId),
    'getErrors():List<Database.Error>': ({ d }) => (d.success === true ? null : (d.errors as AList)), // outcome() sets it
    'getInstanceId():String': ({ d }) => text(d.instanceId),
    'getInstanceStatus():String': ({ d }) => text(d.status),
    'getNewWorkitemIds():List<Id>': ({ d }) => d.workitems as AList,
  }),
});

const processOne = (request: Value, allOrNone: boolean): Value =>
  processApprovals(R.org, [requestOf(request)], allOrNone).map(outcome)[0] ?? null;
const processList = (requests: AList, allOrNone: boolean): AList =>
  new AList(
    parseSigType('Approval.ProcessResult'),
    processApprovals(R.org, arg(requests).a.map(requestOf), allOrNone).map(outcome),
  );

define('System.Approval', {
  s: statics({
    'isLocked(Id):Boolean': (id) => isLocked(to18(arg(id))),
    'lock(Id):void': (id) => lockRecord(to18(arg(id))),
    'unlock(Id):void': (id) => unlockRecord(to18(arg(id))),
    'process(Approval.ProcessRequest):Approval.ProcessResult': (request) => processOne(request, true),
    'process(Approval.ProcessRequest,Boolean):Approval.ProcessResult': (request, allOrNone) =>
      processOne(request, allOrNone),
    'process(List<Approval.ProcessRequest>):List<Approval.ProcessResult>': (requests) =>
      processList(requests, true),
    'process(List<Approval.ProcessRequest>,Boolean):List<Approval.ProcessResult>': (requests, allOrNone) =>
      processList(requests, allOrNone),
  }),
});
