/** The time by which the org counts its limits and keeps its bulk jobs; a test moves it ahead of the machine's. */
export class OrgClock {
  #aheadMs = 0;

  readonly now = (): number => Date.now() + this.#aheadMs;

  advance(ms: number): void {
    this.#aheadMs += ms;
  }
}
