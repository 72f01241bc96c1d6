/** What is made of a company's tables, kept for `minutes` and made anew when it is asked for afterwards. */
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
    const entry = { until: now() + minutes * 60_000, made };
    kept.set(company, entry);
    // What failed must not be kept, or a passing fault would last for minutes.
    made.catch(() => {
      if (kept.get(company) === entry) kept.delete(company);
    });
    return made;
  };
}
