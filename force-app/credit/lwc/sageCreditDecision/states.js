import { labels } from './labels';

const states = {
  Draft: { icon: 'utility:edit', text: labels.draft },
  Submitted: { icon: 'utility:clock', text: labels.submitted },
  Approved: { icon: 'utility:check', text: labels.approved },
  Rejected: { icon: 'utility:ban', text: labels.rejected },
  Sending: { icon: 'utility:sync', text: labels.sending },
  Done: { icon: 'utility:success', text: labels.done },
  Refused: { icon: 'utility:error', text: labels.refused },
  Failed: { icon: 'utility:error', text: labels.failed },
};

/**
 * A state of a request in words with its icon; one that is not known is shown as it came.
 *
 * @param {string} status
 */
export function stateOf(status) {
  return states[status] ?? { icon: 'utility:info', text: status };
}
