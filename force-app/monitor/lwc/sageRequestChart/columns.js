import { STATES } from 'c/sageMonitorWords';

const DAY = 24 * 3600 * 1000;

/**
 * The chart's columns, oldest first: a day without requests has a column too.
 *
 * @param {{day: string, status: string, amount: number}[]} counts
 * @param {number} days
 * @param {string} today YYYY-MM-DD
 */
export function columnsOf(counts, days, today) {
  const last = Date.parse(today);
  const columns = Array.from({ length: days }, (_, index) => {
    const day = new Date(last - (days - 1 - index) * DAY).toISOString().slice(0, 10);
    const parts = STATES.map((state) => ({
      key: `${day}-${state.value}`,
      label: state.label,
      part: `part ${state.value.toLowerCase()}`,
      amount: sum(counts.filter((count) => count.day === day && count.status === state.value)),
    }));
    return { day, parts, total: sum(parts) };
  });
  const highest = Math.max(1, ...columns.map(({ total }) => total));
  return columns.map((column) => ({
    ...column,
    // The failures stand on top, where the eye is.
    bars: column.parts
      .filter(({ amount }) => amount > 0)
      .map((part) => ({
        ...part,
        style: `height: ${(part.amount / highest) * 100}%`,
        title: `${part.label}: ${part.amount}`,
      }))
      .reverse(),
  }));
}

function sum(list) {
  return list.reduce((total, { amount }) => total + amount, 0);
}
