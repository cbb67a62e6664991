import type { Node } from '../syntax/nodes.ts';
import { contextOf, Scope } from './scope.ts';
import { analyze, type ForPart, Symbols } from '../analysis/symbols.ts';
import type { Writer } from './writer.ts';

/** How many variables one statement assigns: JavaScript engines read chains of assignments by recursion. */
const TOGETHER = 100;

/** Names as Jinja 2.9 and later tell them apart: each scope has its own copy of what it assigns. */
export class ModernScope extends Scope {
  readonly symbols: Symbols;

  constructor(symbols: Symbols, autoescape: boolean) {
    super(autoescape);
    this.symbols = symbols;
  }

  protected override makeInner(): this {
    const { naming, version } = this.symbols;
    return new ModernScope(new Symbols(naming, version, this.symbols), this.autoescape) as this;
  }

  protected override copyNames(): this {
    return new ModernScope(this.symbols.branch(), this.autoescape) as this;
  }

  override declareSpecial(name: string): string {
    return this.symbols.declareParameter(name);
  }

  override analyze(node: Node, part?: ForPart): void {
    analyze(this.symbols, node, part);
  }

  override analyzeAgain(node: Node): void {
    this.analyze(node);
  }

  override closeOver(): readonly string[] {
    return [];
  }

  override captured(): readonly string[] {
    return [];
  }

  override parameter(name: string): { readonly variable: string; readonly inPython: string } {
    return { variable: this.symbols.ref(name), inPython: `l_${this.symbols.level}_${name}` };
  }

  override stored(): Iterable<string> {
    return this.symbols.stores;
  }

  override enter(writer: Writer): void {
    for (const [target, load] of this.symbols.loads) {
      if (load.kind === 'resolve') begin(writer, target, writer.resolve(load.name));
      else if (load.kind === 'undefined') begin(writer, target, 'undefined');
      else if (load.kind === 'alias') {
        writer.context.wanted.add(load.target);
        writer.assign(target, load.target);
      }
    }
  }

  override leave(writer: Writer): void {
    const targets = [...this.symbols.loads.keys()].filter((target) => writer.owns(target));
    for (let at = 0; at < targets.length; at += TOGETHER)
      writer.write(`${targets.slice(at, at + TOGETHER).join(' = ')} = undefined;`);
  }

  override read(name: string, writer: Writer): string {
    const target = this.symbols.ref(name);
    if (writer.hasValue(target)) return target;
    if (this.isBound(name) && !writer.unbound?.has(target)) return target;
    writer.context.wanted.add(target);
    return `(${target} !== undefined ? ${target} : ctx.undefinedName(${JSON.stringify(name)}))`;
  }

  /** Whether a name is a parameter, which always has a value. */
  isBound(name: string): boolean {
    const target = this.symbols.findRef(name);
    return target !== undefined && this.symbols.findLoad(target)?.kind === 'parameter';
  }

  override target(name: string, writer: Writer): string {
    const target = this.symbols.ref(name);
    writer.declare(target);
    return target;
  }

  override locals(writer: Writer): string {
    const variables = this.symbols.dumpStores();
    for (const target of variables.values()) writer.context.wanted.add(target);
    return contextOf(variables);
  }

  override assigned(): void {
    // The analysis has met the name already.
  }
}

/** Gives a variable its first value, where anything reads that. */
function begin(writer: Writer, target: string, value: string): void {
  const { wanted } = writer.context;
  writer.declare(target);
  writer.write(writer.later(() => (wanted.has(target) ? `${target} = ${value};` : '')));
}
