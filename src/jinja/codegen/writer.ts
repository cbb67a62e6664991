/**
 * The code of one JavaScript function while it is written: its lines, the variables it assigns (declared on top, as Python's
 * locals are) and the template line that the next statement belongs to.
 */
export class Writer {
  readonly parent: Writer | undefined;
  readonly parameters: ReadonlySet<string>;
  /** Variables assigned in this function. */
  readonly assigned: Set<string> = new Set();
  /** Parameters of the current macro whose default has not run yet (Jinja's `_param_def_block`). */
  unbound: Set<string> | undefined;
  private readonly lines: string[] = [];
  private readonly deferred: (() => string)[];
  /** The line last named in the order of the source, in whatever function; 1 before any. */
  private readonly written: { line: number; named: boolean };
  /** Every template name that this function reads or writes, with its variable. */
  private readonly mentioned = new Map<string, string>();
  /** The name that Python gives the function, with those around it. */
  readonly qualifiedName: string;
  /** The function hands its output on piece by piece where Jinja forgot that it should collect it. */
  yields = false;
  /** How many loops of this function stand around the place. */
  loops = 0;
  private line = 0;

  constructor(parent: Writer | undefined, parameters: readonly string[], name = '') {
    this.parent = parent;
    const outer = parent?.qualifiedName ?? '';
    this.qualifiedName = outer === '' ? name : `${outer}.<locals>.${name}`;
    this.deferred = parent?.deferred ?? [];
    this.written = parent?.written ?? { line: 1, named: false };
    this.parameters = new Set(parameters);
  }

  /** Writes one piece of code. */
  write(code: string): void {
    this.lines.push(code);
  }

  /** Writes `target = value;` and sees to the declaration of the target. */
  assign(target: string, value: string): void {
    this.declare(target);
    this.write(`${target} = ${value};`);
  }

  /** Makes a variable local to this function. */
  declare(target: string): void {
    if (!this.parameters.has(target)) this.assigned.add(target);
  }

  /** Whether a variable is a local of this function, or a parameter. */
  owns(target: string): boolean {
    return this.parameters.has(target) || this.assigned.has(target);
  }

  /** Says which template line the following code belongs to; `force` after code that may come from elsewhere (a loop's turn). */
  at(lineno: number, force = false): void {
    this.written.named = true;
    this.mark(lineno, force);
  }

  private mark(lineno: number, force: boolean): void {
    this.written.line = lineno;
    if (lineno === this.line && !force) return;
    this.line = lineno;
    this.write(`L = ${lineno};`);
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

  /** Says which template line the code that is written next starts at, where the function's or a loop's head names it. */
  startAt(lineno: number): void {
    this.written.line = lineno;
  }

  /** The following code belongs to a line that stands earlier: the head of a loop, where the next turn starts. */
  again(lineno: number): void {
    this.line = lineno;
    this.write(`L = ${lineno};`);
  }

  /** The following code has no line of its own: Jinja counts it to the line that stands before it in the source. */
  atLast(): void {
    this.mark(this.written.line, false);
  }

  /** Whether anything in the template has a line for Python; known once all functions are written. */
  get hasLines(): boolean {
    return this.written.named;
  }

  /** Forgets the line, where branches or turns of a loop meet. */
  forgetLine(): void {
    this.line = 0;
  }

  /** Code that can only be written when all functions are known: `finish` puts it in. */
  later(code: () => string): string {
    this.deferred.push(code);
    return `\u0001${this.deferred.length - 1}\u0002`;
  }

  /** Reads a variable as Python reads a local, closure or global name, with Python's errors where it has no value. */
  readLocal(target: string, name: string): string {
    this.mentioned.set(name, target);
    return this.later(() => {
      const owner = this.owns(target) ? 'local' : this.outerOwns(target) ? 'free' : undefined;
      if (owner === undefined) return `R.unbound("global", ${JSON.stringify(name)})`;
      return `(${target} !== undefined ? ${target} : R.unbound("${owner}", ${JSON.stringify(name)}))`;
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
    return declared + this.lines.join('\n');
  }
}
