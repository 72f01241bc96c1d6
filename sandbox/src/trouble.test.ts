import { describe, expect, it } from '@jest/globals';
import { troublePlan } from './trouble.ts';

describe('the plan of a trial', () => {
  const plan = troublePlan({ orders: 400, kills: 10, seed: 7 });

  it('kills gateway and BOI host in turn, sends Salesforce away and loses a reply', () => {
    const times = (kind: string) => plan.filter((act) => act.kind === kind).length;
    expect(['kill gateway', 'kill host', 'Salesforce away', 'reply lost'].map(times)).toEqual([5, 5, 1, 1]);
  });

  it('spreads its acts over the orders, in order, and never after the last tenth', () => {
    const moments = plan.map(({ at }) => at);
    expect(moments).toEqual([...moments].sort((one, other) => one - other));
    expect(Math.min(...moments)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...moments)).toBeLessThan(360);
    expect(new Set(moments).size).toBeGreaterThan(6);
  });

  it('is the same for the same seed and another for another', () => {
    expect(troublePlan({ orders: 400, kills: 10, seed: 7 })).toEqual(plan);
    expect(troublePlan({ orders: 400, kills: 10, seed: 8 })).not.toEqual(plan);
  });
});
