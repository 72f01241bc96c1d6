import { fill } from 'c/sageErrors';
import { labels } from './labels';

const states = {
  Open: labels.open,
  OnHold: labels.onHold,
  Cancelled: labels.cancelled,
  Completed: labels.completed,
};

/**
 * An order as the table shows it.
 *
 * @param {object} order Row of the controller
 * @param {boolean} isOpen whether its lines are shown
 */
export function rowOf(order, isOpen) {
  const { count, lines } = order.lines ? JSON.parse(order.lines) : { count: 0, lines: [] };
  return {
    ...order,
    stateText: states[order.state],
    note: [order.isQuote ? labels.quote : undefined, order.isOurs ? undefined : labels.fromSage]
      .filter(Boolean)
      .join(', '),
    lines: lines.map((line, index) => ({ ...line, key: `${order.id}-${line.lineKey ?? index}` })),
    hasLines: count > 0,
    linesCut: lines.length < count ? fill(labels.linesCut, count) : undefined,
    isOpen,
    linesKey: `${order.id}-lines`,
    toggleIcon: isOpen ? 'utility:chevrondown' : 'utility:chevronright',
    toggleText: fill(isOpen ? labels.hide : labels.show, order.salesOrderNo),
  };
}
