import type { ApprovalCall, ApprovalReply } from '../api.ts';
import type { ApprovalRequest, ApprovalResult } from '../org/approvals.ts';
import { plainRowError } from './transaction.ts';

export const approvalRequest = (call: ApprovalCall): ApprovalRequest => ({
  action: call.actionType,
  id: call.contextId,
  comments: call.comments ?? null,
  nextApprovers: call.nextApproverIds ?? [],
  submitter: call.contextActorId ?? null,
  process: call.processDefinitionNameOrId ?? null,
  skipCriteria: call.skipEntryCriteria ?? false,
});

export const approvalReply = (result: ApprovalResult): ApprovalReply => ({
  actorIds: [...result.actors],
  entityId: result.entityId,
  errors: result.success ? null : result.errors.map(plainRowError),
  instanceId: result.instanceId,
  instanceStatus: result.status,
  newWorkitemIds: [...result.workitems],
  success: result.success,
});
