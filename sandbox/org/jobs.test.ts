import { expect, it } from '@jest/globals';
import type { Step } from 'apex-runtime';
import { Jobs, type JobSource } from './jobs.ts';

const idle: Step = { ran: null, ready: 0, queued: 0, nextAt: null, errors: [] };
const ran = (name: string): Step => ({ ...idle, ran: { kind: 'QUEUEABLE', id: null, name, count: 1 } });

/** Answers the given steps one after the other, then that nothing is left. */
function source(steps: (Step | Error)[]): JobSource & { scheduledRuns: number } {
  return {
    scheduledRuns: 0,
    runNext: async () => {
      const step = steps.shift() ?? idle;
      if (step instanceof Error) throw step;
      return step;
    },
    async runScheduled() {
      this.scheduledRuns++;
      return { jobs: 1, errors: [] };
    },
  };
}

it('runs jobs until nothing is left and remembers them', async () => {
  const jobs = new Jobs(source([ran('A'), ran('B')]), () => undefined);

  jobs.wake();
  await jobs.whenIdle();

  expect(jobs.busy).toBe(false);
  expect(jobs.recent().map(({ name }) => name)).toEqual(['A', 'B']);
});

it('runs a delayed job when its time has come', async () => {
  const steps = [{ ...idle, queued: 1, nextAt: Date.now() + 30 }, ran('later')];
  const jobs = new Jobs(source(steps), () => undefined);

  jobs.wake();
  await jobs.whenIdle();
  expect(jobs.recent()).toEqual([]);

  while (steps.length > 0) await new Promise((resolve) => setImmediate(resolve));
  await jobs.whenIdle();
  expect(jobs.recent().map(({ name }) => name)).toEqual(['later']);
});

it('tells of failed jobs and of a runtime that fails, and goes on', async () => {
  const told: unknown[] = [];
  const failed = {
    ...ran('Bad'),
    errors: [{ job: 'QUEUEABLE', name: 'Bad', type: 'X', message: 'no', stack: '' }],
  };
  const jobs = new Jobs(source([failed, new Error('broken'), ran('Good')]), (_event, detail) =>
    told.push(detail),
  );

  jobs.wake();
  await jobs.whenIdle();
  jobs.wake();
  await jobs.whenIdle();

  expect(told).toEqual([
    { kind: 'QUEUEABLE', name: 'Bad', message: 'no' },
    { kind: 'RUNTIME', name: null, message: 'broken' },
  ]);
  expect(jobs.recent().map(({ name }) => name)).toEqual(['Bad', 'Good']);
});

it('runs scheduled classes again and again until it is closed', async () => {
  const org = source([]);
  const jobs = new Jobs(org, () => undefined);

  jobs.startSchedule(1);
  while (org.scheduledRuns < 3) await new Promise((resolve) => setImmediate(resolve));
  await jobs.close();
  const runs = org.scheduledRuns;
  await jobs.runScheduled();

  expect(org.scheduledRuns).toBe(runs);
});
