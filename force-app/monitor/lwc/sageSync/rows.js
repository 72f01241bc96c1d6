import { fill } from 'c/sageErrors';
import { labels } from './labels';

const FEEDS = {
  items: labels.items,
  customers: labels.customers,
  contacts: labels.contacts,
  'ship-to-addresses': labels.shipTos,
  stock: labels.stock,
  'price-rules': labels.priceRules,
  prices: labels.prices,
  orders: labels.orders,
  invoices: labels.invoices,
  'invoice-lines': labels.invoiceLines,
  'open-invoices': labels.openInvoices,
  shipments: labels.shipments,
};
const STATES = {
  Fresh: { icon: 'utility:success', variant: 'success', text: labels.fresh },
  Late: { icon: 'utility:warning', variant: 'warning', text: labels.late },
  Waiting: { icon: 'utility:clock', variant: undefined, text: labels.waiting },
  Off: { icon: 'utility:ban', variant: undefined, text: labels.off },
};
/** From this many seconds on, an age is said in the unit. */
const UNITS = [
  { seconds: 86_400, label: labels.days },
  { seconds: 3_600, label: labels.hours },
  { seconds: 60, label: labels.minutes },
];

/** Seconds as people say them: whole units, the largest that fits at least twice. */
export function duration(seconds) {
  const unit = UNITS.find((each) => seconds >= 2 * each.seconds);
  return unit
    ? fill(unit.label, Math.floor(seconds / unit.seconds))
    : fill(labels.seconds, Math.round(seconds));
}

/** A feed as the table shows it. A name or state of a newer gateway is shown as it is. */
export function row({ feed, company, state, ageSeconds, promiseSeconds, due, parked, message }) {
  const name = FEEDS[feed] ?? feed;
  const place = `${name}, ${company}`;
  const known = typeof ageSeconds === 'number';
  return {
    key: `${feed}-${company}`,
    feed,
    company,
    place,
    name,
    ...(STATES[state] ?? { ...STATES.Waiting, text: state }),
    age: known ? fill(labels.ageOf, duration(ageSeconds), duration(promiseSeconds ?? 0)) : labels.never,
    due: due ?? 0,
    parked: parked ?? 0,
    message,
    isOff: state === 'Off',
    readNowTitle: fill(labels.readNowOf, place),
    compareTitle: fill(labels.compareOf, place),
  };
}

/** How far a first load is: feeds that are switched off do not count. */
export function progress(feeds) {
  const followed = feeds.filter(({ state }) => state !== 'Off');
  const loaded = followed.filter(({ state }) => state !== 'Waiting').length;
  const due = followed.reduce((sum, each) => sum + (each.due ?? 0), 0);
  const isDone = followed.length > 0 && loaded === followed.length && due === 0;
  return { isDone, text: isDone ? labels.loaded : fill(labels.progress, loaded, followed.length, due) };
}
