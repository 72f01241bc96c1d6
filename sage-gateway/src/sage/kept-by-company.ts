/** What is made of a company's tables: kept for `minutes`, then forgotten, and made anew when it is asked for again. */
export function keptByCompany<T>(
  minutes: number,
  now: () => number,
  make: (company: string) => Promise<T>,
): (company: string) => Promise<T> {
  const kept = new Map<string, { readonly until: number; readonly made: Promise<T> }>();
  return (company) => {
    const known = kept.get(company);
    if (known && now() < known.until) return known.made;
    const made = make(company);
    const keptMs = minutes * 60_000;
    const entry = { until: now() + keptMs, made };
    kept.set(company, entry);
    const forget = () => {
      if (kept.get(company) === entry) kept.delete(company);
    };
    // What failed must not be kept, or a passing fault would last for minutes; what nobody asks for any more must not keep its memory.
    made.then(() => setTimeout(forget, keptMs).unref(), forget);
    return made;
  };
}
