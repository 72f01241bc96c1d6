import { LightningElement } from 'lwc';
import { fill } from 'c/sageErrors';
import health from '@salesforce/apex/SageMonitorController.health';
import { labels } from './labels';

const HOPS = {
  database: labels.database,
  'sage-read': labels.sageRead,
  'sage-write': labels.sageWrite,
  salesforce: labels.salesforce,
};
const STATES = {
  ok: { icon: 'utility:success', variant: 'success', text: labels.ok },
  failed: { icon: 'utility:error', variant: 'error', text: labels.failed },
  off: { icon: 'utility:ban', variant: undefined, text: labels.off },
};

/** Each hop between Salesforce and Sage: whether it works, and if not, what to do. */
export default class SageHealth extends LightningElement {
  labels = labels;
  health;
  error;
  isBusy = false;

  connectedCallback() {
    this.check();
  }

  get hops() {
    const first = {
      key: 'gateway',
      name: fill(labels.gateway, this.health.version),
      ...STATES.ok,
    };
    return [first, ...this.health.hops.map(shown)];
  }

  async check() {
    if (this.isBusy) return;
    this.isBusy = true;
    this.error = undefined;
    try {
      this.health = await health();
    } catch (error) {
      this.error = error;
      this.health = undefined;
    } finally {
      this.isBusy = false;
    }
  }
}

function shown({ hop, company, state, message, next, milliseconds }) {
  const name = HOPS[hop] ?? hop;
  return {
    key: `${hop}-${company ?? ''}`,
    name: company ? `${name}, ${company}` : name,
    ...(STATES[state] ?? STATES.failed),
    message,
    next,
    time: typeof milliseconds === 'number' ? fill(labels.milliseconds, milliseconds) : undefined,
  };
}
