import { PASS_EVENTS } from '../../account/index.ts';
import type { RelayLog } from '../receiver.ts';
import type { JournalLine } from './state.ts';

/** So many lines are kept: the latest. */
const MOST_LINES = 300;

/** What the lines of a relay's log are called for people. */
const SAID: ReadonlyMap<string, string> = new Map([
  ['stored', 'stores'],
  ['duplicate', 'has already stored'],
  ['delivered', 'has delivered'],
  ['delivered-perhaps-twice', 'has delivered, perhaps twice,'],
  ['retry', 'will try again to deliver'],
  ['dead', 'gives up'],
]);

/** What happened in a loop, line by line. */
export class Journal {
  private readonly lines: JournalLine[] = [];
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** The lines, the oldest first. */
  get latest(): readonly JournalLine[] {
    return this.lines;
  }

  /** Adds a line about a part of the loop. */
  add(part: JournalLine['part'], text: string, isTrouble = false): void {
    this.lines.push({ at: new Date(this.now()).toISOString(), part, text, isTrouble });
    if (this.lines.length > MOST_LINES) this.lines.shift();
  }

  /** Adds a line of the relay's log. */
  relay({ level, event, kind, code, reason }: RelayLog): void {
    const name = kind === undefined ? '' : (PASS_EVENTS.get(kind)?.action ?? kind);
    const why = [code, reason].filter((one) => one !== undefined).join(': ');
    const said = [SAID.get(event) ?? event, name].filter((one) => one !== '').join(' ');
    this.add('relay', why === '' ? said : `${said} (${why})`, level !== 'info');
  }
}
