/** Approval processes. There are none here: whatever is submitted finds none, and no record is locked. */
import { define, parseSigType } from '../../compile/types.ts';
import { rowError } from '../../db/errors.ts';
import { notModelled, R, throwEx } from '../../runtime/rt.ts';
import { AList, type PObj, type Value } from '../../runtime/values.ts';
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
define('Approval.ProcessResult', {
  i: methodsOf<PObj>()({
    'isSuccess():Boolean': () => false,
    'getEntityId():String': ({ d }) => d['objectId'] ?? null,
    'getErrors():List<Database.Error>': () =>
      new AList(parseSigType('Database.Error'), [R.mkDbError(noProcess)]),
    'getInstanceId():String': () => null,
    'getInstanceStatus():String': () => null,
    'getNewWorkitemIds():List<Id>': () => null,
  }),
});

const noProcess = rowError('NO_APPLICABLE_PROCESS', 'No applicable approval process was found.');

function refuse(request: Value): PObj {
  const { d } = request as PObj;
  if (!('objectId' in d)) notModelled('Approval.process of a work item');
  return newBean('Approval.ProcessResult', { objectId: d['objectId'] ?? null });
}

function fail(): never {
  return throwEx(
    'System.DmlException',
    `Process failed. First exception on row 0; first error: ${noProcess.status}, ${noProcess.message}: []`,
  );
}

define('System.Approval', {
  s: statics({
    'isLocked(Id):Boolean': () => false,
    'lock(Id):void': () => undefined,
    'unlock(Id):void': () => undefined,
    'process(Approval.ProcessRequest):Approval.ProcessResult': (request) => refuse(request) && fail(),
    'process(Approval.ProcessRequest,Boolean):Approval.ProcessResult': (request, allOrNone) =>
      allOrNone ? refuse(request) && fail() : refuse(request),
    'process(List<Approval.ProcessRequest>):List<Approval.ProcessResult>': (requests) =>
      requests.a.map(refuse).length === 0 ? new AList(parseSigType('Approval.ProcessResult')) : fail(),
    'process(List<Approval.ProcessRequest>,Boolean):List<Approval.ProcessResult>': (requests, allOrNone) => {
      const results = requests.a.map(refuse);
      return allOrNone && results.length > 0
        ? fail()
        : new AList(parseSigType('Approval.ProcessResult'), results);
    },
  }),
});
