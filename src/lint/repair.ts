import type { Failure, MessageOutcome } from '../account/index.ts';
import type { Analysis, ShapedRead } from '../analysis/index.ts';
import { placeKey } from '../diagnostics/index.ts';
import { equal, type Value } from '../jinja/index.ts';
import type { Around } from './expressions.ts';
import { isLabelled } from './harm.ts';
import { isDate, keyOf, samplesOf, Whole, type Person, type TriedValue } from './person.ts';
import type { NodesByPlace } from './place.ts';

/** What users are made of and rendered by. */
type RepairParts = {
  readonly reads: readonly ShapedRead[];
  readonly nodes: NodesByPlace;
  readonly around: Around;
  /** Dates that are tried beside the usual ones. */
  readonly dates: readonly string[];
  readonly render: (person: Person) => MessageOutcome;
  /** Whether renders have cost too much. */
  readonly isOver: () => boolean;
};

/** A user, what becomes of them, and values that they have no longer: with those they would not be sent the message, though it provides for them. */
export type Repaired = {
  readonly person: Person;
  readonly outcome: MessageOutcome;
  readonly replaced: readonly TriedValue[];
};

/** Makes users up whom a template is sent to: where a value fails, another that may fit takes its place. */
export class Repair {
  private readonly analysis: Analysis;
  private readonly parts: RepairParts;

  constructor(analysis: Analysis, parts: RepairParts) {
    this.analysis = analysis;
    this.parts = parts;
  }

  /** A user with a value for everything. */
  complete(): Repaired {
    const { reads } = this.parts;
    const person = new Whole(
      reads.map((read) => [keyOf(read), samplesOf(read.name, read.shape)[0]] as const),
    );
    return this.repaired(person);
  }

  /** A person with other values, but for `kept`, where theirs fail and others help. */
  repaired(given: Person, kept?: ShapedRead): Repaired {
    const { reads, render } = this.parts;
    const replaced: TriedValue[] = [];
    let person = given;
    let outcome = render(person);
    for (let turn = 0; turn <= reads.length; turn += 1) {
      if (outcome.sent || (kept !== undefined && outcome.failures.some(isLabelled))) break;
      const better = this.better(person, outcome.failures, kept);
      if (better === undefined) break;
      const { read } = better;
      const value = person.get(keyOf(read));
      if (value !== undefined && (this.isMeant(read, value) || this.lacksElse(outcome.failures)))
        replaced.push({ read, value });
      ({ person, outcome } = better);
    }
    return { person, outcome, replaced };
  }

  /** Whether a template compares a value with this one, or with the number next to it. */
  isMeant({ kind, shape }: ShapedRead, value: Value): boolean {
    return (
      kind.endsWith('Attribute') &&
      shape.literals.some(
        (literal) =>
          equal(literal, value) ||
          (typeof literal === 'number' &&
            typeof value === 'number' &&
            value >= 0 &&
            Math.abs(literal - value) === 1),
      )
    );
  }

  /** Whether all that fails are prints of an inline `if` without `else`. */
  private lacksElse(failures: readonly Failure[]): boolean {
    return failures.every(({ span }) => {
      const node = span && this.parts.nodes.get(placeKey(span));
      return node?.typename === 'CondExpr' && node.expr2 === null;
    });
  }

  /** The person with another value for one read that failures are about, so that another failure comes or none. */
  private better(
    person: Person,
    failures: readonly Failure[],
    kept: ShapedRead | undefined,
  ):
    | { readonly person: Person; readonly outcome: MessageOutcome; readonly read: ShapedRead }
    | undefined {
    const { reads, dates, render, isOver } = this.parts;
    const blamed = this.blamed(failures);
    const before = placesOf(failures);
    const isOfLoop = this.lacksElse(failures);
    for (const read of reads.filter((one) => one !== kept && blamed.has(keyOf(one))))
      for (const value of [
        // Where a turn of a loop prints nothing, a list without any helps.
        ...(isOfLoop ? [[]] : []),
        ...samplesOf(read.name, read.shape),
        ...(isDate(read) ? dates : []),
      ]) {
        if (isOver()) return undefined;
        const other = person.with(keyOf(read), value);
        const outcome = render(other);
        if (outcome.sent || placesOf(outcome.failures) !== before)
          return { person: other, outcome, read };
      }
    return undefined;
  }

  /** The reads that failures are about: those they name, and those in the expressions that failed, else what loops around go through and conditions ask. */
  private blamed(failures: readonly Failure[]): ReadonlySet<string> {
    const { reads, nodes, around } = this.parts;
    return new Set(
      failures.flatMap(({ name, span }) => {
        const node = span === undefined ? undefined : nodes.get(placeKey(span));
        const inside = node === undefined ? [] : this.analysis.reads.of(node);
        const outside =
          node === undefined || inside.length > 0
            ? []
            : around(node).flatMap((outer) => {
                if (outer.typename === 'For') return this.analysis.reads.of(outer.iter);
                return outer.typename === 'If' ? this.analysis.reads.of(outer.test) : [];
              });
        return [...reads.filter((read) => read.name === name), ...inside, ...outside].map(keyOf);
      }),
    );
  }
}

function placesOf(failures: readonly Failure[]): string {
  return failures.map(({ span }) => (span === undefined ? '' : placeKey(span))).join(' ');
}
