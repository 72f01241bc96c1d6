/** A stage of an opportunity and what it sets. */
export interface Stage {
  readonly name: string;
  readonly closed: boolean;
  readonly won: boolean;
  /** Percent. */
  readonly probability: number;
  readonly forecast: string;
}

const open = (name: string, probability: number): Stage => ({
  name,
  closed: false,
  won: false,
  probability,
  forecast: 'Pipeline',
});

/** The opportunity stages of a new org. */
export const STAGES: readonly Stage[] = [
  open('Prospecting', 10),
  open('Qualification', 10),
  open('Needs Analysis', 20),
  open('Value Proposition', 50),
  open('Id. Decision Makers', 60),
  open('Perception Analysis', 70),
  open('Proposal/Price Quote', 75),
  open('Negotiation/Review', 90),
  { name: 'Closed Won', closed: true, won: true, probability: 100, forecast: 'Closed' },
  { name: 'Closed Lost', closed: true, won: false, probability: 0, forecast: 'Omitted' },
];

const byName = new Map(STAGES.map((stage) => [stage.name.toLowerCase(), stage]));

/** A stage by its name in any case; an unknown one is open with 10 percent. */
export function stageNamed(name: string): Stage {
  return byName.get(name.toLowerCase()) ?? open(name, 10);
}
