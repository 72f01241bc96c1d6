/** Messages between components of one page. */
const handlers = new Map();
const context = {};

export const APPLICATION_SCOPE = Symbol('application');

export class MessageContext {
  constructor(callback) {
    callback(context);
  }
  connect() {}
  update() {}
  disconnect() {}
}

export const createMessageContext = () => context;
export const releaseMessageContext = () => {};

export function subscribe(_context, { apiName }, handler) {
  if (!handlers.has(apiName)) handlers.set(apiName, new Set());
  handlers.get(apiName).add(handler);
  return { apiName, handler };
}

export const unsubscribe = ({ apiName, handler }) => handlers.get(apiName)?.delete(handler);
export const publish = (_context, { apiName }, message) =>
  handlers.get(apiName)?.forEach((each) => each(message));
