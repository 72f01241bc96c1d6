import type { ApprovalCall } from 'apex-runtime';
import { z } from 'zod';
import { SalesforceError } from '../errors.ts';
import { ok, originOf, type Call, type Reply, type Services } from './call.ts';
import type { Route } from './router.ts';

const id = z.string().regex(/^\w{15}(\w{3})?$/);
const requestsSchema = z.object({
  requests: z
    .array(
      z.object({
        actionType: z.enum(['Submit', 'Approve', 'Reject']),
        contextId: id,
        contextActorId: id.nullish(),
        comments: z.string().max(4000).nullish(),
        nextApproverIds: z.array(id).nullish(),
        processDefinitionNameOrId: z.string().nullish(),
        skipEntryCriteria: z.boolean().nullish(),
      }),
    )
    .min(1)
    .max(30),
});

/** POST /process/approvals: submits, approves or rejects as the call's user; the requests of a call are all or none. */
async function processApprovals({ org }: Services, call: Call): Promise<Reply> {
  const body = requestsSchema.safeParse(call.body);
  if (!body.success) throw new SalesforceError(400, 'INVALID_INPUT', z.prettifyError(body.error));
  const calls: ApprovalCall[] = body.data.requests.map((request) => stripped(request));
  try {
    return ok(await org.approvals(calls, { user: call.user.id, origin: originOf(call) }));
  } catch (error) {
    const { dml } = error as { dml?: { statusCode: string; message: string }[] };
    const [first] = dml ?? [];
    if (!first) throw error;
    throw new SalesforceError(400, first.statusCode, first.message);
  }
}

/** What was left out is left out. */
const stripped = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  JSON.parse(JSON.stringify(value)) as { [K in keyof T]: Exclude<T[K], undefined> };

export const approvalRoutes: readonly Route[] = [
  { path: '/process/approvals', on: { POST: processApprovals } },
];
