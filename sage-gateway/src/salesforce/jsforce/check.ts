import { z } from 'zod';
import type { ApiUsage } from '../port.ts';
import type { OrgConnection } from './connection.ts';
import { OrgRefusal } from './errors.ts';

/** Fields that the gateway writes on an object; the first is the external id it upserts by. */
export interface ObjectNeed {
  readonly object: string;
  readonly fields: readonly [externalId: string, ...others: string[]];
}

/** What a read-only look at the org found. */
export interface OrgReport {
  readonly instanceUrl: string;
  readonly organizationId: string;
  readonly userId: string;
  /** What the integration user lacks, one sentence each; empty when all is well. */
  readonly faults: readonly string[];
  readonly usage: ApiUsage | undefined;
}

const describeReply = z.object({
  createable: z.boolean(),
  updateable: z.boolean(),
  fields: z.array(
    z.object({
      name: z.string(),
      createable: z.boolean(),
      updateable: z.boolean(),
      externalId: z.boolean().optional(),
    }),
  ),
});
type Describe = z.output<typeof describeReply>;

/** Logs on and compares what the user may do with what the gateway needs. Writes nothing; costs one API call an object. */
export async function checkOrg(
  org: OrgConnection,
  needs: readonly ObjectNeed[],
): Promise<Omit<OrgReport, 'usage'>> {
  const { instanceUrl, organizationId, userId } = await org.session();
  const faults: string[] = [];
  for (const need of needs) {
    try {
      const path = `/sobjects/${encodeURIComponent(need.object)}/describe`;
      faults.push(...lacks(need, await org.call({ method: 'GET', path }, describeReply)));
    } catch (error) {
      if (!(error instanceof OrgRefusal)) throw error;
      faults.push(
        `${need.object} cannot be seen: install the package and assign its permission set to the user.`,
      );
    }
  }
  return { instanceUrl, organizationId, userId, faults };
}

function lacks({ object, fields }: ObjectNeed, described: Describe): string[] {
  const faults: string[] = [];
  if (!described.createable) faults.push(`${object} may not be created by the user.`);
  if (!described.updateable) faults.push(`${object} may not be edited by the user.`);
  const known = new Map(described.fields.map((field) => [field.name, field]));
  for (const [index, name] of fields.entries()) {
    const field = known.get(name);
    const isKey = index === 0;
    if (!field) faults.push(`${object}.${name} does not exist or cannot be seen by the user.`);
    else if (isKey && field.externalId === false) faults.push(`${object}.${name} is not an external id.`);
    else if (!field.createable || !(field.updateable || isKey))
      faults.push(`${object}.${name} may not be edited by the user.`);
  }
  return faults;
}
