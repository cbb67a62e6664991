/**
 * A scope while code is written: what Jinja's compiler calls a frame. The two ways that Jinja releases tell names apart are
 * two subclasses: `ModernScope` (2.9 and later) and `LegacyScope` (2.8).
 */
import type { Node, Place } from '../syntax/nodes.ts';
import type { ForPart } from '../analysis/symbols.ts';
import type { Writer } from './writer.ts';

export abstract class Scope {
  /** The template's outermost scope and the `if` branches in it: assignments here go into the context too. */
  toplevel = false;
  /** The outermost scope itself, no branches. */
  rootlevel = false;
  loopFrame = false;
  blockFrame = false;
  /** Inside an `if` or an inline if: an unknown filter fails only when it runs. */
  softFrame = false;
  /** The template may turn out to extend another: text outside blocks is then not printed. */
  requireOutputCheck = false;
  /** The variable that collects output here. */
  buffer = 'out';
  /** Whether autoescape is on here, as far as the source tells. */
  autoescape: boolean;
  /** Autoescape depends on a value: only the render knows. */
  volatile = false;

  constructor(autoescape: boolean) {
    this.autoescape = autoescape;
  }

  /** A scope inside this one. */
  inner(): this {
    const inner = this.makeInner();
    inner.requireOutputCheck = this.requireOutputCheck;
    inner.buffer = this.buffer;
    inner.autoescape = this.autoescape;
    inner.volatile = this.volatile;
    return inner;
  }

  /** The same scope seen from inside an `if` or an inline if. */
  soft(): this {
    const soft = this.copyNames();
    Object.assign(soft, this.flags(), { rootlevel: false, softFrame: true });
    return soft;
  }

  private flags(): object {
    const { toplevel, loopFrame, blockFrame, requireOutputCheck, buffer, autoescape, volatile } =
      this;
    return { toplevel, loopFrame, blockFrame, requireOutputCheck, buffer, autoescape, volatile };
  }

  protected abstract makeInner(): this;
  protected abstract copyNames(): this;
  /** Binds a name that Jinja provides (`self`, `super`, `loop`, `caller` …); returns its variable. */
  abstract declareSpecial(name: string): string;
  /** Meets the names that the scope of a statement sees. */
  abstract analyze(node: Node, part?: ForPart): void;
  /** Meets the names of a macro once more, when those that Jinja provides are bound. */
  abstract analyzeAgain(node: Node): void;
  /** Makes the scope that of a function of its own; returns the names for which that is not possible. */
  abstract closeOver(): readonly string[];
  /** The names whose values a macro is handed where it is defined. */
  abstract captured(): readonly string[];
  /** The variable of a macro's parameter, and the name that Python has for it. */
  abstract parameter(name: string): { readonly variable: string; readonly inPython: string };
  /** The names that the scope assigns, where an assignment around it must not tell of them. */
  abstract stored(): Iterable<string>;
  /** Writes what gives the scope's variables their first values. */
  abstract enter(writer: Writer): void;
  /** As `enter`, for a scope inside of another in the same function. */
  open(writer: Writer, _temporary: () => string): void {
    this.enter(writer);
  }

  /** Writes what has to happen when the scope ends. */
  abstract leave(writer: Writer): void;
  /** The expression that reads a name; `place` is where it is written in the template. */
  abstract read(name: string, writer: Writer, place?: Place): string;
  /** The variable that holds a name, to be assigned. */
  abstract target(name: string, writer: Writer): string;
  /** The expression for the variables that an include, an import with context or a scoped block sees. */
  abstract locals(writer: Writer): string;
  /** A macro, import or call block has bound a name here without a target in the tree. */
  abstract assigned(name: string): void;
}

/** The expression that hands variables over by name. */
export function contextOf(variables: ReadonlyMap<string, string>): string {
  return `[${[...variables].map(([name, target]) => `[${JSON.stringify(name)}, ${target}]`).join(', ')}]`;
}
