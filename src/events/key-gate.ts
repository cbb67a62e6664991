/** So long no event is sent after MoEngage has refused the key, in milliseconds: a person has to mend that. */
const REFUSED_PAUSE = 60_000;

/**
 * Whether MoEngage accepts the key of a relay. Until it has, one event at a time asks; after a refusal one a minute, for as long as
 * it takes. The gate is that of one relay: another one may have another key, and one that is restarted asks at once.
 */
export class KeyGate {
  private state: 'unknown' | 'accepted' | 'refused' = 'unknown';
  private isAsking = false;
  /** When the next event may ask; 0: at once. */
  private askAt = 0;

  /** Whether the last answer about the key was a refusal. */
  get isRefused(): boolean {
    return this.state === 'refused';
  }

  /** How many of so many events may go now, and, where none may, when to look again; undefined: when the one that asks has its answer. */
  allow(wanted: number, now: number): { readonly limit: number; readonly nextAt?: number } {
    if (this.state === 'accepted') return { limit: wanted };
    if (this.isAsking) return { limit: 0 };
    const wait = this.askAt - now;
    // Where the wait is longer than the pause the clock was set back.
    if (wait > 0 && wait <= REFUSED_PAUSE) return { limit: 0, nextAt: this.askAt };
    return { limit: Math.min(wanted, 1) };
  }

  /** Notes that events are on their way. */
  sent(): void {
    this.isAsking = true;
  }

  /** Notes what an answer says of the key; undefined where it says nothing, or was lost. */
  answered(isAccepted: boolean | undefined, now: number): void {
    this.isAsking = false;
    if (isAccepted === true) this.state = 'accepted';
    if (isAccepted === false) this.state = 'refused';
    if (this.state === 'refused') this.askAt = now + REFUSED_PAUSE;
  }
}
