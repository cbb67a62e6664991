import type { Analysis, Read } from '../analysis/index.ts';
import type { ast } from '../jinja/index.ts';
import { isDefault } from './expressions.ts';
import type { Around } from './expressions.ts';

/** Through so many macros a value is followed: nobody hands one on through more, and each is a step of recursion. */
const MOST_MACROS = 500;

type Named = Pick<Read, 'kind' | 'name'>;

/** Which calls of macros hand a value over that fails, or is printed, inside the macro. */
export class MacroCalls {
  private readonly analysis: Analysis;
  private readonly around: Around;

  constructor(analysis: Analysis, around: Around) {
    this.analysis = analysis;
    this.around = around;
  }

  /**
   * The calls by which a read comes to a node inside a macro, through other macros out to where it is read: those without a default
   * for it, if there are any. None where the node is in no macro, or the macro reads it by itself.
   */
  passing(read: Named, node: ast.Node): readonly ast.Call[] {
    return this.callsFor(read, node, new Map());
  }

  private callsFor(
    read: Named,
    node: ast.Node,
    known: Map<ast.Node, readonly ast.Call[]>,
  ): readonly ast.Call[] {
    const macro = this.around(node).find((outer) => outer.typename === 'Macro');
    if (macro === undefined || known.size > MOST_MACROS || this.isReadIn(macro, read)) return [];
    const before = known.get(macro);
    if (before !== undefined) return before;
    known.set(macro, []);
    const named = this.analysis.reads.calls.get(macro.name) ?? [];
    const calls = named.filter((call) => this.hands(call, read));
    const bare = calls.filter((call) =>
      givenTo(call).some((value) => this.comesFrom(value, read) && !isReplaced(value)),
    );
    const found = new Set<ast.Call>();
    for (const call of bare.length > 0 ? bare : calls) {
      const outer = this.callsFor(read, call, known);
      for (const one of outer.length > 0 ? outer : [call]) found.add(one);
    }
    known.set(macro, [...found]);
    return [...found];
  }

  private hands(call: ast.Call, read: Named): boolean {
    return givenTo(call).some((value) => this.comesFrom(value, read));
  }

  private comesFrom(value: ast.Node, { kind, name }: Named): boolean {
    return this.analysis.reads.of(value).some((one) => one.kind === kind && one.name === name);
  }

  private isReadIn(macro: ast.Macro, read: Named): boolean {
    return this.analysis.reads.named(read).some(({ node }) => this.around(node).includes(macro));
  }
}

function givenTo({ args, kwargs }: ast.Call): readonly ast.Expr[] {
  return [...args, ...kwargs.map(({ value }) => value)];
}

/** Whether a value has a default that replaces null too. */
function isReplaced(value: ast.Node): boolean {
  return isDefault(value) && value.args.length > 1;
}
