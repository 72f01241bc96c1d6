/** Approval processes. There are none here: whatever is submitted finds none, and no record is locked. */
import { define, parseSigType } from '../../compile/types.ts';
import { rowError } from '../../db/errors.ts';
import { notModelled, R, throwEx } from '../../runtime/rt.ts';
import { AList, type PObj, type Value } from '../../runtime/values.ts';
import { bean } from '../bean.ts';
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
const noProcess = rowError('NO_APPLICABLE_PROCESS', 'No applicable approval process was found.');

class ProcessResult {
  readonly entityId: string | null;

  constructor(request: Value) {
    const { d } = request as PObj;
    if (!('objectId' in d)) notModelled('Approval.process of a work item');
    this.entityId = typeof d['objectId'] === 'string' ? d['objectId'] : null;
  }
}
define('Approval.ProcessResult', {
  js: ProcessResult,
  i: methodsOf<ProcessResult>()({
    'isSuccess():Boolean': () => false,
    'getEntityId():String': ({ entityId }) => entityId,
    'getErrors():List<Database.Error>': () =>
      new AList(parseSigType('Database.Error'), [R.mkDbError(noProcess)]),
    'getInstanceId():String': () => null,
    'getInstanceStatus():String': () => null,
    'getNewWorkitemIds():List<Id>': () => null,
  }),
});

function submit(requests: readonly Value[], allOrNone: boolean): ProcessResult[] {
  const results = requests.map((request) => new ProcessResult(request));
  const reason = `${noProcess.status}, ${noProcess.message}: []`;
  if (allOrNone && results.length > 0)
    throwEx('System.DmlException', `Process failed. First exception on row 0; first error: ${reason}`);
  return results;
}

const resultList = (results: Value[]) => new AList(parseSigType('Approval.ProcessResult'), results);

define('System.Approval', {
  s: statics({
    'isLocked(Id):Boolean': () => false,
    'lock(Id):void': () => undefined,
    'unlock(Id):void': () => undefined,
    'process(Approval.ProcessRequest):Approval.ProcessResult': (request) =>
      submit([request], true)[0] ?? null,
    'process(Approval.ProcessRequest,Boolean):Approval.ProcessResult': (request, allOrNone) =>
      submit([request], allOrNone)[0] ?? null,
    'process(List<Approval.ProcessRequest>):List<Approval.ProcessResult>': (requests) =>
      resultList(submit(requests.a, true)),
    'process(List<Approval.ProcessRequest>,Boolean):List<Approval.ProcessResult>': (requests, allOrNone) =>
      resultList(submit(requests.a, allOrNone)),
  }),
});
