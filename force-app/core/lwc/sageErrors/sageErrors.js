/**
 * What a page says of an error of Apex or of the platform.
 *
 * Our controllers write "CODE", a line feed, then sentences (SageAura); others are shown with the platform's own words.
 *
 * @param {unknown} error as a wire or an Apex call gives it
 * @returns {{code: string | undefined, message: string}}
 */
export function readError(error) {
  const text = textOf(error);
  const found = /^([A-Z][A-Z0-9_]+)\n([\s\S]+)$/.exec(text);
  return found ? { code: found[1], message: found[2] } : { code: undefined, message: text };
}

function textOf(error) {
  const body = error?.body;
  if (Array.isArray(body)) return body.map(({ message }) => message).join('\n');
  const fields = Object.values(body?.output?.fieldErrors ?? {}).flat();
  const all = [...(body?.output?.errors ?? []), ...fields].map(({ message }) => message);
  if (all.length > 0) return all.join('\n');
  return body?.message ?? error?.message ?? String(error);
}

/**
 * A label with its {0}, {1} ... filled in.
 *
 * @param {string} label
 * @param {...unknown} values
 */
export function fill(label, ...values) {
  return label.replace(/\{(\d+)\}/g, (placeholder, index) => values[index] ?? '');
}
