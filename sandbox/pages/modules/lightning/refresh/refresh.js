/** Asks the page to read its records again. */
export class RefreshEvent extends CustomEvent {
  constructor() {
    super('lightning__refresh', { bubbles: true, composed: true });
  }
}

const handlers = new Map();

/** `handler()` runs at each RefreshEvent of the page; returns what unregisterRefreshHandler takes. */
export function registerRefreshHandler(component, handler) {
  const listener = () => handler.call(component);
  handlers.set(listener, listener);
  window.addEventListener('lightning__refresh', listener);
  return listener;
}

export function unregisterRefreshHandler(listener) {
  handlers.delete(listener);
  window.removeEventListener('lightning__refresh', listener);
}
