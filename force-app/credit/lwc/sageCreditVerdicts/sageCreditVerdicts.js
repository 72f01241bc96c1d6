import { labels } from './labels';

const verdicts = {
  WithinLimit: {
    icon: 'utility:success',
    variant: 'success',
    text: labels.withinLimit,
    meaning: labels.withinLimitText,
    box: 'within',
  },
  OverLimit: {
    icon: 'utility:error',
    variant: 'error',
    text: labels.overLimit,
    meaning: labels.overLimitText,
    box: 'over',
  },
  OnHold: {
    icon: 'utility:lock',
    variant: 'error',
    text: labels.onHold,
    meaning: labels.onHoldText,
    box: 'over',
  },
  NoLimit: { icon: 'utility:info', text: labels.noLimit, meaning: labels.noLimitText, box: 'none' },
};

/**
 * A verdict in words with its icon; one of a newer gateway is shown as it came.
 *
 * @param {string} verdict
 */
export function verdictOf(verdict) {
  return verdicts[verdict] ?? { icon: 'utility:info', text: verdict, meaning: labels.otherText, box: 'none' };
}
