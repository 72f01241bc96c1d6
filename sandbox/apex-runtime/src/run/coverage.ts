import type { Org } from '../org.ts';

/** The lines of a class, its inner classes included, that tests reached. */
export interface ClassCoverage {
  readonly name: string;
  readonly lines: number;
  readonly covered: number;
  readonly percent: number;
  /** The numbers of the other lines. */
  readonly missed: number[];
}

/** Line coverage of all classes but tests, by name. */
export function coverage(org: Org): ClassCoverage[] {
  const classes = new Map<string, { lines: Set<number>; hit: Set<number> }>();
  for (const { isEnum, isInterface, isTest, top, lines, cov } of org.project.list) {
    if (isEnum || isInterface || isTest || top.isTest) continue;
    const counted = classes.get(top.name) ?? { lines: new Set(), hit: new Set() };
    classes.set(top.name, counted);
    for (const line of lines) {
      counted.lines.add(line);
      if (cov[line]) counted.hit.add(line);
    }
  }
  return [...classes]
    .filter(([, { lines }]) => lines.size > 0)
    .map(([name, { lines, hit }]) => ({
      name,
      lines: lines.size,
      covered: hit.size,
      percent: Math.round((1000 * hit.size) / lines.size) / 10,
      missed: [...lines].filter((line) => !hit.has(line)).sort((a, b) => a - b),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
