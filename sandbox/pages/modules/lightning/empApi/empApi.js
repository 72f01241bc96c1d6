/** Platform events of the org as they are delivered, over Server-Sent Events. What was published before is not replayed. */
const subscriptions = new Map();
const errorHandlers = new Set();
let number = 0;
let stream;

/** One stream of the page for all its subscriptions; settles when it is open. */
function connect() {
  stream ??= new Promise((resolve) => {
    const source = new EventSource('/pages/events');
    source.onopen = () => resolve();
    source.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      const concerned = [...subscriptions.values()].filter(({ channel }) => channel === message.channel);
      concerned.forEach(({ onMessage }) => onMessage(message));
    };
    source.onerror = () => errorHandlers.forEach((handler) => handler({ error: 'connection lost' }));
  });
  return stream;
}

export async function subscribe(channel, replayId, onMessage) {
  number += 1;
  const id = String(number);
  subscriptions.set(id, { channel, onMessage });
  await connect();
  return { id, channel, replayId };
}

export function unsubscribe({ id, channel }, callback) {
  subscriptions.delete(id);
  const answer = { id, channel: '/meta/unsubscribe', subscription: channel, successful: true };
  callback?.(answer);
  return Promise.resolve(answer);
}

export const onError = (handler) => {
  errorHandlers.add(handler);
};
export const setDebugFlag = () => {};
export const isEmpEnabled = () => Promise.resolve(true);
