/** Platform events of the org as they are delivered, over Server-Sent Events. What was published before is not replayed. */
const errorHandlers = new Set();
const open = new Map();
let number = 0;

export function subscribe(channel, replayId, onMessage) {
  number += 1;
  const subscription = { id: String(number), channel, replayId };
  return new Promise((resolve) => {
    const source = new EventSource(`/pages/events?channel=${encodeURIComponent(channel)}`);
    source.onopen = () => resolve(subscription);
    source.onmessage = ({ data }) => onMessage(JSON.parse(data));
    source.onerror = () => errorHandlers.forEach((handler) => handler({ channel, error: 'connection lost' }));
    open.set(subscription.id, source);
  });
}

export function unsubscribe({ id, channel }, callback) {
  open.get(id)?.close();
  open.delete(id);
  const answer = { id, channel: '/meta/unsubscribe', subscription: channel, successful: true };
  callback?.(answer);
  return Promise.resolve(answer);
}

export const onError = (handler) => {
  errorHandlers.add(handler);
};
export const setDebugFlag = () => {};
export const isEmpEnabled = () => Promise.resolve(true);
