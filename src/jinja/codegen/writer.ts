import { isHarmless } from '../analysis/queries.ts';
import type { Expr, Place } from '../syntax/nodes.ts';
import { divided } from './divided.ts';
import type { Places } from './places.ts';

/**
 * The code of one JavaScript function while it is written: its lines, the variables it assigns (declared on top, as Python's
 * locals are) and the place in the template that is running, which its variable `S` holds as a number of `Places`.
 */
export class Writer {
  readonly places: Places;
  readonly parent: Writer | undefined;
  readonly parameters: ReadonlySet<string>;
  /** Variables assigned in this function. */
  readonly assigned: Set<string> = new Set();
  /** Parameters of the current macro whose default has not run yet (Jinja's `_param_def_block`). */
  unbound: Set<string> | undefined;
  private readonly lines: string[] = [];
  /** By how many loops are around it: how many lines were written up to the last `break` or `continue`. */
  private readonly jumps: number[] = [];
  private readonly deferred: (() => string)[];
  /** The line last named in the order of the source, in whatever function; 1 before any. */
  private readonly written: { line: number; named: boolean };
  /** The names that any function looks up in the context, those whose values it is told, and the variables whose first value is read. */
  readonly context: Readonly<Record<'resolved' | 'exported' | 'wanted', Set<string>>>;
  /** Every template name that this function reads or writes, with its variable. */
  private readonly mentioned = new Map<string, string>();
  /** The name that Python gives the function, with those around it. */
  readonly qualifiedName: string;
  /** Buffers of the function whose pieces are counted: something that is no text can be among them. */
  readonly counted: Set<string> = new Set();
  /** The function hands its output on piece by piece where Jinja forgot that it should collect it. */
  yields = false;
  /** What each run of the function makes once, by what it is for. */
  private readonly made = new Map<string, { readonly variable: string; readonly code: string }>();
  /** How many loops of this function are around the place. */
  loops = 0;
  /** Variables of template names that have a value whenever the code that is written next runs. */
  private readonly valued: Set<string> = new Set();
  private readonly gained: string[] = [];
  private site = -1;

  constructor(
    places: Places,
    parent: Writer | undefined,
    parameters: readonly string[],
    name = '',
  ) {
    this.places = places;
    this.parent = parent;
    const outer = parent?.qualifiedName ?? '';
    this.qualifiedName = outer === '' ? name : `${outer}.<locals>.${name}`;
    this.deferred = parent?.deferred ?? [];
    this.written = parent?.written ?? { line: 1, named: false };
    this.context = parent?.context ?? {
      resolved: new Set(),
      exported: new Set(),
      wanted: new Set(),
    };
    this.parameters = new Set(parameters);
  }

  /** Writes one piece of code. */
  write(code: string): void {
    this.lines.push(code);
  }

  /** Writes a `break` or `continue` of the loop around the place. */
  jump(code: 'break;' | 'continue;'): void {
    this.write(code);
    this.jumps[this.loops] = this.lines.length;
  }

  /** Where the code that is written next begins. */
  get end(): number {
    return this.lines.length;
  }

  /**
   * Puts the statements that begin at `starts` (see `end`) into functions of their own where they are long: JavaScript engines do not
   * optimise a function beyond a size. What is in front of a jump out of the loop around them stays where it is.
   */
  divide(starts: readonly number[]): void {
    const jump = this.jumps[this.loops] ?? 0;
    this.jumps.length = this.loops + 1;
    const movable = starts.filter((start) => start >= jump);
    const [from] = movable;
    if (from === undefined) return;
    const pieces = movable.map((start, at) => this.lines.slice(start, movable[at + 1]));
    const parts = divided(pieces);
    if (parts !== undefined) this.lines.splice(from, this.lines.length, ...parts);
  }

  /** Writes `target = value;` and sees to the declaration of the target. */
  assign(target: string, value: string): void {
    this.declare(target);
    this.write(`${target} = ${value};`);
  }

  /** The code that looks a name up in the context: undefined, or an Undefined, where it has none. */
  resolve(name: string, how: 'resolve' | 'resolveOrUndefined' = 'resolve'): string {
    this.context.resolved.add(name);
    return `ctx.${how}(${JSON.stringify(name)})`;
  }

  /** The variable of a value that each run of the function makes once, before anything else. */
  once(key: string, code: string, naming: () => string): string {
    const known = this.made.get(key) ?? { variable: naming(), code };
    this.made.set(key, known);
    return known.variable;
  }

  /** Notes that a variable of this function has just been given a value: reads of it need no check, a fifth of the code of a snippet. */
  gain(target: string): void {
    if (this.valued.has(target)) return;
    this.valued.add(target);
    this.gained.push(target);
  }

  /** Whether a variable has a value whenever the code that is written next runs. */
  hasValue(target: string): boolean {
    return this.valued.has(target);
  }

  /** Writes code that may not run, or whose variables end with it: what it gives a value is not known to have one behind it. */
  passing(write: () => void): void {
    const before = this.gained.length;
    write();
    for (const target of this.gained.splice(before)) this.valued.delete(target);
  }

  /** Makes a variable local to this function. */
  declare(target: string): void {
    if (!this.parameters.has(target)) this.assigned.add(target);
  }

  /** Whether a variable is a local of this function, or a parameter. */
  owns(target: string): boolean {
    return this.parameters.has(target) || this.assigned.has(target);
  }

  /**
   * Says which place of the template the following code belongs to, and which line Python counts it to; `force` after code
   * that may come from elsewhere (a loop's turn).
   */
  at(place: Place, lineno: number = place.lineno, force = false): void {
    this.named();
    this.mark(place, lineno, force);
  }

  private mark(place: Place, lineno: number, force: boolean): void {
    this.written.line = lineno;
    const site = this.places.number(place, lineno);
    if (site === this.site && !force) return;
    this.site = site;
    this.write(`S = ${site};`);
  }

  /**
   * One more argument of a call, which says that an expression is what runs once the arguments before it are evaluated; empty
   * where it runs already. It is asked for when the code of those arguments is written.
   */
  running(place: Place): string {
    const site = this.number(place);
    if (site === this.site) return '';
    this.site = site;
    return `, S = ${site}`;
  }

  /** The number of a place on the line of the statement. */
  number(place: Place): number {
    return this.places.number(place, this.written.line);
  }

  /** The code of an expression whose value is used at a place: `running` for where no argument can be added. */
  usedAt(place: Place, node: Expr | null, value: string): string {
    const site = this.running(place);
    if (site === '') return value;
    // What cannot raise may be evaluated behind the assignment.
    return isHarmless(node) ? `(${site.slice(2)}, ${value})` : `at(${value}${site})`;
  }

  /** The number of the place where each turn of a loop starts. */
  head(place: Place, lineno: number): number {
    this.site = this.places.number(place, lineno);
    return this.site;
  }

  /** The function makes the pieces of a template or block, as against the text of a macro. */
  get isStream(): boolean {
    return !this.qualifiedName.includes('.');
  }

  /** Code that leaves the function at once where it is a generator for Python, which nothing ever runs. */
  suspended(): string {
    return this.later(() =>
      this.yields ? `return R.suspended(${JSON.stringify(this.qualifiedName)});` : '',
    );
  }

  /** Notes that something in the template has a line for Python. */
  named(): void {
    this.written.named = true;
  }

  /** Says which line the code that is written next starts at, where the head of a function or loop names it. */
  startAt(lineno: number): void {
    this.written.line = lineno;
  }

  /** The number of the place that the function starts at. */
  start(place: Place): number {
    this.startAt(place.lineno);
    this.site = this.places.number(place, place.lineno);
    return this.site;
  }

  /** The following code has no line of its own: Jinja counts it to the line that comes before it in the source. */
  atLast(place: Place): void {
    this.mark(place, this.written.line, false);
  }

  /** Whether anything in the template has a line for Python; known once all functions are written. */
  get hasLines(): boolean {
    return this.written.named;
  }

  /** Forgets the place, where branches or turns of a loop meet. */
  forgetPlace(): void {
    this.site = -1;
  }

  /** Code that can only be written when all functions are known: `finish` puts it in. */
  later(code: () => string): string {
    this.deferred.push(code);
    return `\u0001${this.deferred.length - 1}\u0002`;
  }

  /** Reads a variable as Python reads a local, closure or global name, with Python's errors where it has no value. */
  readLocal(target: string, name: string, place?: Place): string {
    this.mentioned.set(name, target);
    const site = place === undefined ? '' : `S = ${this.number(place)}, `;
    const unbound = (owner: string): string =>
      `(${site}R.unbound("${owner}", ${JSON.stringify(name)}))`;
    return this.later(() => {
      const owner = this.owns(target) ? 'local' : this.outerOwns(target) ? 'free' : undefined;
      if (owner === undefined) return unbound('global');
      return `(${target} !== undefined ? ${target} : ${unbound(owner)})`;
    });
  }

  /** Notes that this function binds a template name. */
  mention(name: string, target: string): void {
    this.mentioned.set(name, target);
  }

  /** The template names that Python's `locals()` would show here, with their variables. */
  locals(): Map<string, string> {
    return new Map(
      [...this.mentioned].filter(([, target]) => this.owns(target) || this.outerOwns(target)),
    );
  }

  private outerOwns(target: string): boolean {
    for (let writer = this.parent; writer !== undefined; writer = writer.parent)
      if (writer.owns(target)) return true;
    return false;
  }

  /** Puts deferred code into the finished text. */
  finish(code: string): string {
    let text = code;
    while (text.includes('\u0001'))
      text = text.replaceAll(
        /\u0001(\d+)\u0002/g,
        (_, at: string) => this.deferred[Number(at)]?.() ?? '',
      );
    return text;
  }

  /** The body: declarations, then the code. */
  body(): string {
    const declared = this.assigned.size === 0 ? '' : `let ${[...this.assigned].join(', ')};\n`;
    const made = [...this.made.values()].map(
      ({ variable, code }) => `const ${variable} = ${code};\n`,
    );
    return declared + made.join('') + this.lines.join('\n');
  }
}

/** A function of more parameters takes them as one array: JavaScript has a bound of 65,534. */
const MOST_PARAMETERS = 1000;

/** The head of a function of those parameters, with the brace that opens its body. */
export function headOf(parameters: readonly string[]): string {
  const names = parameters.join(', ');
  return parameters.length > MOST_PARAMETERS
    ? `(...args) {\nlet [${names}] = args;`
    : `(${names}) {`;
}
