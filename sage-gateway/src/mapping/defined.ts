type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The members that have a value: an optional member of a port is absent, never undefined. */
export function defined<T extends object>(members: T): Defined<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;
}
