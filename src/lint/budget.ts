/** What the renders of one template may cost together: about as many reports and pieces of text as are made in a few seconds. */
const MOST_WORK = 8_000_000;

/**
 * Bounds the renders that judge one template, by what they report and put out and not by time, so that findings are the same on every
 * machine.
 */
export class Budget {
  private left: number;

  /** `templates`: for the renders of how many, or of which part of one. */
  constructor(templates = 1) {
    this.left = MOST_WORK * templates;
  }

  /** Notes work that was done. */
  spend(work: number): void {
    this.left -= work;
  }

  /** Whether so much work is left. */
  has(work: number): boolean {
    return this.left >= work;
  }
}
