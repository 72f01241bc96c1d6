import { unwrap } from 'lwc';

/** What was read, by request: one answer for all that ask the same. */
const entries = new Map();
/** The adapter that gave a component its value, for refreshApex(value). */
const givers = new WeakMap();

export function deepFreeze(value) {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

function entryOf(key) {
  if (!entries.has(key)) entries.set(key, { adapters: new Set() });
  return entries.get(key);
}

/** Reads anew and tells everyone who shows it; one reading at a time. */
function load(entry) {
  entry.loading ??= entry
    .read()
    .then(
      (data) => ({ data: deepFreeze(data), error: undefined }),
      (error) => ({ data: undefined, error }),
    )
    .then((value) => {
      entry.loading = undefined;
      entry.value = value;
      entry.adapters.forEach((adapter) => adapter.give(value));
      return value;
    });
  return entry.loading;
}

/** refreshApex: settles when the value has been read again. */
export async function refresh(given) {
  const key = givers.get(unwrap(given))?.key;
  if (key === undefined) return undefined;
  const { data, error } = await load(entries.get(key));
  return error ? Promise.reject(error) : data;
}

/** Reads again what is shown of the keys; the rest is forgotten. */
export async function refreshWhere(matches) {
  const concerned = [...entries].filter(([key]) => matches(key));
  concerned.filter(([, { adapters }]) => adapters.size === 0).forEach(([key]) => entries.delete(key));
  await Promise.all(
    concerned.filter(([, { adapters }]) => adapters.size > 0).map(([, entry]) => load(entry)),
  );
}

/**
 * The class of a wire adapter, as the platform's behave: the first value is empty; nothing is asked while a parameter is
 * undefined; equal requests share an answer. `keyOf(config)` names a request, `read(config)` asks.
 */
export function wireAdapter(keyOf, read) {
  return class {
    constructor(callback) {
      this.callback = callback;
      this.give({ data: undefined, error: undefined });
    }

    give(value) {
      const given = { ...value };
      givers.set(given, this);
      this.callback(given);
    }

    update(config) {
      this.leave();
      if (Object.values(config).some((value) => value === undefined)) return;
      this.key = keyOf(config);
      Object.assign(entryOf(this.key), { read: () => read(config) });
      this.join();
    }

    connect() {
      if (this.key !== undefined) this.join();
    }

    disconnect() {
      if (this.key !== undefined) entries.get(this.key)?.adapters.delete(this);
    }

    join() {
      const entry = entryOf(this.key);
      entry.adapters.add(this);
      if (entry.value) this.give(entry.value);
      else load(entry);
    }

    leave() {
      this.disconnect();
      this.key = undefined;
    }
  };
}
