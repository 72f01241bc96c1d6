import { generateKeyPairSync } from 'node:crypto';
import { createLogger } from '../../../logger.ts';
import type { RowResult, SalesforceRow } from '../../port.ts';
import { salesforceSettings } from '../../settings.ts';
import { openSalesforce, type SalesforceOrg } from '../index.ts';
import { startScriptedOrg, type ScriptedOrg } from './scripted-org.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

export { publicKey };
export const username = 'integration@example.com';
export const clientSecret = 'a-client-secret';

/** A scripted org with clients of it, what they log, and a clock that stands still unless a test moves it. */
export interface Bench {
  readonly org: ScriptedOrg;
  readonly log: readonly string[];
  clock: number;
  /** A client; `settings` are laid over those of the client-credentials flow. */
  open(settings?: Record<string, unknown>): SalesforceOrg;
}

export async function openBench(): Promise<Bench> {
  const org = await startScriptedOrg();
  const log: string[] = [];
  const logger = createLogger('trace', { write: (line: string) => void log.push(line) });
  const bench: Bench = {
    org,
    log,
    clock: Date.parse('2026-11-21T08:00:00Z'),
    open(settings = {}) {
      const flow = { flow: 'client-credentials', loginUrl: org.url, clientId: 'consumer-key' };
      const parsed = salesforceSettings.parse({ ...flow, ...settings });
      const options = parsed.flow === 'jwt' ? { ...parsed, privateKey } : { ...parsed, clientSecret };
      return openSalesforce(options, logger, () => bench.clock);
    },
  };
  return bench;
}

export function answers(count: number): SalesforceRow[] {
  return Array.from({ length: count }, (_, index) => ({ Key__c: `K-${index}`, Status__c: 'Done' }));
}

export function upsert(salesforce: SalesforceOrg, count = 1, signal?: AbortSignal): Promise<RowResult[]> {
  return salesforce.upsert('SageRequest__c', 'Key__c', answers(count), signal);
}
