import fs from 'node:fs';
import path from 'node:path';
import { filesOfType } from './files.ts';
import { child, children, childText, isTrue, parseXml, type XmlElement } from './xml.ts';

/** When a record may enter a process or a step: a formula, or criteria that must all hold; null: always. */
export interface EntryCriteria {
  readonly formula: string | null;
  readonly filter: string | null;
  readonly items: readonly { readonly field: string; readonly operation: string; readonly value: string }[];
}
/** What is done by itself: `FieldUpdate`, `Alert`... */
export interface ApprovalAction {
  readonly name: string;
  readonly type: string;
}
export interface ApprovalStep {
  readonly name: string;
  readonly criteria: EntryCriteria | null;
  /** `ApproveRecord`, `RejectRecord` or `GotoNextStep`. */
  readonly otherwise: string | null;
  readonly approvers: readonly { readonly type: string; readonly name: string | null }[];
  /** All approvers must agree; else the first answer counts. */
  readonly unanimous: boolean;
  /** `RejectRequest` or `BackToPrevious`. */
  readonly rejectBehavior: string | null;
  readonly approvalActions: readonly ApprovalAction[];
  readonly rejectionActions: readonly ApprovalAction[];
}
export interface ApprovalProcess {
  /** The object it is for, and its developer name. */
  readonly object: string;
  readonly name: string;
  readonly label: string | null;
  readonly active: boolean;
  readonly criteria: EntryCriteria | null;
  /** A current approver may edit the record, too. */
  readonly approverMayEdit: boolean;
  readonly lockAfterApproval: boolean;
  readonly lockAfterRejection: boolean;
  readonly steps: readonly ApprovalStep[];
  readonly submissionActions: readonly ApprovalAction[];
  readonly approvalActions: readonly ApprovalAction[];
  readonly rejectionActions: readonly ApprovalAction[];
}
/** A field update of a `workflow` file. */
export interface FieldUpdate {
  readonly object: string;
  readonly name: string;
  readonly field: string;
  /** `Literal`, `Null` or `Formula`. */
  readonly operation: string;
  readonly literal: string | null;
  readonly formula: string | null;
}

const readXml = (file: string): XmlElement => parseXml(fs.readFileSync(file, 'utf8'));

export function readApprovalProcesses(files: readonly string[]): ApprovalProcess[] {
  return filesOfType(files, 'approvalProcess').map(({ file, name: fullName }) => {
    const xml = readXml(file);
    const dot = fullName.indexOf('.');
    return {
      object: fullName.slice(0, dot),
      name: fullName.slice(dot + 1),
      label: childText(xml, 'label'),
      active: isTrue(xml, 'active'),
      criteria: criteriaOf(xml),
      approverMayEdit: childText(xml, 'recordEditability') === 'AdminOrCurrentApprover',
      lockAfterApproval: isTrue(xml, 'finalApprovalRecordLock'),
      lockAfterRejection: isTrue(xml, 'finalRejectionRecordLock'),
      steps: children(xml, 'approvalStep').map(readStep),
      submissionActions: actionsOf(xml, 'initialSubmissionActions'),
      approvalActions: actionsOf(xml, 'finalApprovalActions'),
      rejectionActions: actionsOf(xml, 'finalRejectionActions'),
    };
  });
}

function readStep(xml: XmlElement): ApprovalStep {
  const assigned = child(xml, 'assignedApprover');
  const rejection = child(xml, 'rejectBehavior');
  return {
    name: childText(xml, 'name') ?? '',
    criteria: criteriaOf(xml),
    otherwise: childText(xml, 'ifCriteriaNotMet'),
    approvers: (assigned ? children(assigned, 'approver') : []).map((approver) => ({
      type: childText(approver, 'type') ?? '',
      name: childText(approver, 'name'),
    })),
    unanimous: assigned !== null && childText(assigned, 'whenMultipleApprovers') === 'Unanimous',
    rejectBehavior: rejection && childText(rejection, 'type'),
    approvalActions: actionsOf(xml, 'approvalActions'),
    rejectionActions: actionsOf(xml, 'rejectionActions'),
  };
}

function criteriaOf(xml: XmlElement): EntryCriteria | null {
  const criteria = child(xml, 'entryCriteria');
  if (!criteria) return null;
  return {
    formula: childText(criteria, 'formula'),
    filter: childText(criteria, 'booleanFilter'),
    items: children(criteria, 'criteriaItems').map((item) => ({
      field: childText(item, 'field') ?? '',
      operation: childText(item, 'operation') ?? '',
      value: childText(item, 'value') ?? '',
    })),
  };
}

function actionsOf(xml: XmlElement, element: string): ApprovalAction[] {
  const holder = child(xml, element);
  return (holder ? children(holder, 'action') : []).map((action) => ({
    name: childText(action, 'name') ?? '',
    type: childText(action, 'type') ?? '',
  }));
}

export function readFieldUpdates(files: readonly string[]): FieldUpdate[] {
  return filesOfType(files, 'workflow').flatMap(({ file }) => {
    const object = path.basename(file).replace(/\.workflow-meta\.xml$/, '');
    return children(readXml(file), 'fieldUpdates').map((update) => ({
      object,
      name: childText(update, 'fullName') ?? '',
      field: childText(update, 'field') ?? '',
      operation: childText(update, 'operation') ?? '',
      literal: childText(update, 'literalValue'),
      formula: childText(update, 'formula'),
    }));
  });
}
