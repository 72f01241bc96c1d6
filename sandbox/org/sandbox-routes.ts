import type { Org } from 'apex-runtime';
import express, { Router } from 'express';
import { z } from 'zod';
import type { CallLog } from './call-log.ts';
import type { OrgClock } from './clock.ts';
import { faultSchema, type Faults } from './faults.ts';
import type { Jobs } from './jobs.ts';
import { localOnly } from './local-only.ts';
import type { Sessions } from './oauth/sessions.ts';
import type { CalloutRun } from './runtime.ts';
import type { ApiUsage } from './usage.ts';

export interface SandboxParts {
  readonly org: Org;
  readonly jobs: Jobs;
  readonly faults: Faults;
  readonly usage: ApiUsage;
  readonly clock: OrgClock;
  readonly sessions: Sessions;
  readonly callouts: readonly CalloutRun[];
  readonly calls: CallLog;
}

const usageSchema = z.strictObject({
  used: z.number().int().min(0).optional(),
  limit: z.number().int().min(0).optional(),
});

const clockSchema = z.strictObject({ aheadSeconds: z.number().positive().max(31_536_000) });

/**
 * What no org has: a look inside and faults on demand. Without authentication, because the org listens on 127.0.0.1 only;
 * calls that a browser makes for another site are refused.
 */
export function sandboxRoutes(parts: SandboxParts): Router {
  const { org, jobs, faults, usage, clock, sessions, callouts, calls } = parts;
  const router = Router();
  router.use(localOnly, express.json({ limit: '64kb' }));
  router.get('/jobs', async (_req, res) => {
    res.json({
      busy: jobs.busy,
      waiting: await org.pending(),
      scheduled: await org.scheduled(),
      recent: jobs.recent(),
    });
  });
  router.post('/jobs/run-scheduled', async (_req, res) => {
    await jobs.runScheduled();
    await jobs.whenIdle();
    res.status(204).end();
  });
  router.get('/calls', (_req, res) => void res.json(calls.list()));
  router.get('/callouts', (_req, res) => void res.json(callouts));
  router.get('/faults', (_req, res) => void res.json(faults.list()));
  router.post('/faults', (req, res) => {
    const fault = faultSchema.safeParse(req.body);
    if (!fault.success) return void res.status(400).json({ message: z.prettifyError(fault.error) });
    faults.add(fault.data);
    res.status(201).json(fault.data);
  });
  router.delete('/faults', (_req, res) => {
    faults.clear();
    res.status(204).end();
  });
  router.get('/usage', (_req, res) => void res.json({ used: usage.used, limit: usage.limit }));
  router.put('/usage', (req, res) => {
    const wanted = usageSchema.safeParse(req.body);
    if (!wanted.success) return void res.status(400).json({ message: z.prettifyError(wanted.error) });
    usage.set(wanted.data);
    res.json({ used: usage.used, limit: usage.limit });
  });
  router.post('/clock', (req, res) => {
    const wanted = clockSchema.safeParse(req.body);
    if (!wanted.success) return void res.status(400).json({ message: z.prettifyError(wanted.error) });
    clock.advance(wanted.data.aheadSeconds * 1000);
    res.json({ now: new Date(clock.now()).toISOString() });
  });
  router.delete('/sessions', (_req, res) => {
    sessions.revokeAll();
    res.status(204).end();
  });
  return router;
}
