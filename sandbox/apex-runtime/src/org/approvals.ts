/** Approval processes: submits records, and takes the answers of approvers. */
import { isAdmin } from '../db/permissions.ts';
import { lockRecord, unlockRecord } from '../db/locks.ts';
import { rowError } from '../db/errors.ts';
import { edited, idOf, isDeleted, textOf, type Row } from '../db/row.ts';
import type { Org } from '../org.ts';
import { count } from '../runtime/limits.ts';
import { mkEx, notModelled, R } from '../runtime/rt.ts';
import { ADatetime } from '../runtime/temporal.ts';
import { AEx, to18, type RowError, type Value } from '../runtime/values.ts';
import type { ApprovalProcess } from '../schema/approval-metadata.ts';
import type { SObjectInfo } from '../schema/model.ts';
import { approversOf, meets, runActions } from './approval-rules.ts';

export interface ApprovalRequest {
  /** `Submit`, `Approve`, `Reject` or `Removed`, in any case. */
  readonly action: string;
  /** The record, or the work item (or again the record). */
  readonly id: string | null;
  readonly comments: string | null;
  readonly nextApprovers: readonly string[];
  readonly submitter: string | null;
  readonly process: string | null;
  readonly skipCriteria: boolean;
}
export interface ApprovalResult {
  readonly success: boolean;
  readonly entityId: string | null;
  readonly instanceId: string | null;
  readonly status: string | null;
  readonly workitems: readonly string[];
  readonly actors: readonly string[];
  readonly errors: readonly RowError[];
}

/** One request after the other; with allOrNone the first refusal undoes all and throws a DmlException. */
export function processApprovals(
  org: Org,
  requests: readonly ApprovalRequest[],
  allOrNone: boolean,
): ApprovalResult[] {
  count('dml', 1);
  count('dmlRows', requests.length);
  R.tx.dirty = true;
  const start = org.db.mark();
  const results = requests.map((request) => attempt(org, request));
  const index = results.findIndex(({ success }) => !success);
  const error = results[index]?.errors[0];
  if (!allOrNone || !error) return results;
  org.db.rollback(start);
  const exception = mkEx(
    'System.DmlException',
    `Process failed. First exception on row ${index}; first error: ${error.status}, ${error.message}: [${error.fields.join(', ')}]`,
  );
  exception.dml = [{ index, id: requests[index]?.id ?? null, ...error }];
  throw exception;
}

class Refusal extends Error {
  readonly status: string;

  constructor(status: string, message: string) {
    super(message);
    this.status = status;
  }
}

function attempt(org: Org, request: ApprovalRequest): ApprovalResult {
  const mark = org.db.mark();
  try {
    const instance = request.action.toLowerCase() === 'submit' ? submit(org, request) : answer(org, request);
    return resultOf(org, instance);
  } catch (error) {
    const refused = error instanceof Refusal ? [rowError(error.status, error.message)] : null;
    const errors = refused ?? (error instanceof AEx ? error.dml : null);
    if (!errors) throw error;
    org.db.rollback(mark);
    const none = { instanceId: null, status: null, workitems: [], actors: [] };
    return { success: false, entityId: request.id, ...none, errors };
  }
}

function resultOf(org: Org, instance: string): ApprovalResult {
  const row = org.db.get('processinstance', instance) ?? new Map<string, Value>();
  const items = itemsOf(org, instance);
  return {
    success: true,
    entityId: textOf(row, 'targetobjectid'),
    instanceId: instance,
    status: textOf(row, 'status'),
    workitems: items.map(idOf),
    actors: items.map((item) => textOf(item, 'actorid') ?? ''),
    errors: [],
  };
}

const itemsOf = (org: Org, instance: string): Row[] =>
  org.db.by('processinstanceworkitem', 'processinstanceid', instance);

interface Target {
  readonly so: SObjectInfo;
  readonly id: string;
  readonly row: Row;
}

function targetOf(org: Org, given: string | null): Target {
  const id = given ? to18(given) : '';
  const so = org.schema.byPrefix(id.slice(0, 3));
  const row = so && org.db.get(so.key, id);
  if (!so || !row || isDeleted(row))
    throw new Refusal('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  return { so, id, row };
}

const pendingInstance = (org: Org, record: string): Row | undefined =>
  org.db.by('processinstance', 'targetobjectid', record).find((row) => textOf(row, 'status') === 'Pending');

function submit(org: Org, request: ApprovalRequest): string {
  const target = targetOf(org, request.id);
  if (pendingInstance(org, target.id))
    throw new Refusal('ALREADY_IN_PROCESS', 'Cannot submit object already in process.');
  const process = org.meta.approvalProcesses.find(
    (candidate) =>
      candidate.active &&
      candidate.object === target.so.name &&
      (!request.process || [candidate.name, definitionId(org, candidate)].includes(request.process)) &&
      ((request.skipCriteria && request.process !== null) ||
        meets(candidate.criteria, target.so, target.row)),
  );
  if (!process) throw new Refusal('NO_APPLICABLE_PROCESS', 'No applicable approval process was found.');
  const submitter = request.submitter ?? R.user;
  const instance = org.add(
    'ProcessInstance',
    {
      TargetObjectId: target.id,
      Status: 'Pending',
      ProcessDefinitionId: definitionId(org, process),
      SubmittedById: submitter,
      CreatedById: R.user,
    },
    { logged: true },
  );
  addStep(org, instance, 'Started', submitter, request.comments);
  lockRecord(target.id);
  runActions(org, process.submissionActions, target.so, target.id);
  enterStep(org, process, instance, 0, request.nextApprovers);
  return instance;
}

function definitionId(org: Org, process: ApprovalProcess): string | null {
  const [row] = org.db.by('processdefinition', 'developername', process.name);
  return row ? idOf(row) : null;
}

function addStep(org: Org, instance: string, status: string, actor: string, comments: string | null): void {
  const values = { ProcessInstanceId: instance, StepStatus: status, ActorId: actor, OriginalActorId: actor };
  org.add('ProcessInstanceStep', { ...values, Comments: comments, CreatedById: R.user }, { logged: true });
}

function change(org: Org, instance: string, values: Readonly<Record<string, Value>>): void {
  const row = org.db.get('processinstance', instance) ?? new Map<string, Value>();
  org.db.write('processinstance', instance, edited(row, values));
}

/** Asks the approvers of the first step from this position on whose criteria hold; after the last one the record is approved. */
function enterStep(
  org: Org,
  process: ApprovalProcess,
  instance: string,
  position: number,
  given: readonly string[],
): void {
  const target = targetOf(
    org,
    textOf(org.db.get('processinstance', instance) ?? new Map(), 'targetobjectid'),
  );
  const step = process.steps[position];
  if (!step) return finish(org, process, instance, true);
  if (!meets(step.criteria, target.so, target.row)) {
    if (step.otherwise === 'ApproveRecord') return finish(org, process, instance, true);
    if (step.otherwise === 'RejectRecord') return finish(org, process, instance, false);
    return enterStep(org, process, instance, position + 1, given);
  }
  const row = org.db.get('processinstance', instance);
  const submitter = (row && textOf(row, 'submittedbyid')) ?? R.user;
  const actors = approversOf(org, step, target.row, submitter, given);
  if (actors.length === 0)
    throw new Refusal('REQUIRED_FIELD_MISSING', 'Required fields are missing: [nextApproverIds]');
  for (const actor of actors)
    org.add(
      'ProcessInstanceWorkitem',
      {
        ProcessInstanceId: instance,
        ActorId: actor,
        OriginalActorId: actor,
        StepNumber: position,
        CreatedById: R.user,
      },
      { logged: true },
    );
}

function finish(org: Org, process: ApprovalProcess, instance: string, approved: boolean): void {
  change(org, instance, {
    status: approved ? 'Approved' : 'Rejected',
    completeddate: ADatetime.now(),
    lastactorid: R.user,
  });
  for (const item of itemsOf(org, instance)) org.db.write('processinstanceworkitem', idOf(item), undefined);
  const row = org.db.get('processinstance', instance) ?? new Map<string, Value>();
  const { so, id } = targetOf(org, textOf(row, 'targetobjectid'));
  runActions(org, approved ? process.approvalActions : process.rejectionActions, so, id);
  if (!(approved ? process.lockAfterApproval : process.lockAfterRejection)) unlockRecord(id);
}

/** The work item; for a record that of the running user. */
function workitemOf(org: Org, given: string | null): Row {
  const id = given ? to18(given) : '';
  const direct = org.db.get('processinstanceworkitem', id);
  const pending = direct ? undefined : pendingInstance(org, id);
  const items = pending ? itemsOf(org, idOf(pending)) : [];
  const item = direct ?? items.find((candidate) => mayAct(org, candidate, false)) ?? items[0];
  if (!item) throw new Refusal('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  if (!mayAct(org, item, isAdmin()))
    throw new Refusal('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
  return item;
}

function mayAct(org: Org, item: Row, admin: boolean): boolean {
  const actor = textOf(item, 'actorid');
  if (admin || actor === R.user) return true;
  return org.db
    .by('groupmember', 'groupid', actor)
    .some((member) => textOf(member, 'userorgroupid') === R.user);
}

function answer(org: Org, request: ApprovalRequest): string {
  const action = request.action.toLowerCase();
  const item = workitemOf(org, request.id);
  const instance = textOf(item, 'processinstanceid') ?? '';
  const definition = org.db.get(
    'processdefinition',
    textOf(org.db.get('processinstance', instance) ?? new Map(), 'processdefinitionid') ?? '',
  );
  const process = org.meta.approvalProcesses.find(({ name }) => definition?.get('developername') === name);
  if (!process) throw new Refusal('NO_APPLICABLE_PROCESS', 'The approval process no longer exists.');
  const position = Number(item.get('stepnumber') ?? 0);
  const step = process.steps[position];
  const target = targetOf(
    org,
    textOf(org.db.get('processinstance', instance) ?? new Map(), 'targetobjectid'),
  );
  switch (action) {
    case 'approve':
      addStep(org, instance, 'Approved', R.user, request.comments);
      org.db.write('processinstanceworkitem', idOf(item), undefined);
      if (step?.unanimous && itemsOf(org, instance).length > 0) return instance;
      for (const other of itemsOf(org, instance))
        org.db.write('processinstanceworkitem', idOf(other), undefined);
      runActions(org, step?.approvalActions ?? [], target.so, target.id);
      enterStep(org, process, instance, position + 1, request.nextApprovers);
      return instance;
    case 'reject':
      if (step?.rejectBehavior === 'BackToPrevious') notModelled('rejection back to the previous approver');
      addStep(org, instance, 'Rejected', R.user, request.comments);
      runActions(org, step?.rejectionActions ?? [], target.so, target.id);
      finish(org, process, instance, false);
      return instance;
    default:
      return notModelled(`the approval action ${request.action}`);
  }
}

/** Adds the definitions of the metadata. */
export function seedApprovals(org: Org): void {
  for (const { object, name, label, active } of org.meta.approvalProcesses)
    org.add('ProcessDefinition', {
      Name: label,
      DeveloperName: name,
      Type: 'Approval',
      TableEnumOrId: object,
      State: active ? 'Active' : 'Inactive',
    });
}
