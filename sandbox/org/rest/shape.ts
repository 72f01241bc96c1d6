/** Gives queried rows the addresses of the version that was called; the Apex runtime does the rest of their form. */
export function readdressed(value: unknown, version: string): unknown {
  if (Array.isArray(value)) return value.map((item) => readdressed(item, version));
  if (typeof value !== 'object' || value === null) return value;
  const out: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    out[key] = key === 'url' && 'type' in value ? atVersion(item, version) : readdressed(item, version);
  }
  return out;
}

const atVersion = (url: unknown, version: string) =>
  typeof url === 'string' ? url.replace(/^(\/services\/data\/)v\d+\.\d\//, `$1v${version}/`) : url;
