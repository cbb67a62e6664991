import type { Analysis, Read } from '../analysis/index.ts';
import { ast } from '../jinja/index.ts';
import { isDefault } from './expressions.ts';
import type { Around } from './expressions.ts';

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
    return this.callsFor(read, node, new Set());
  }

  private callsFor(read: Named, node: ast.Node, seen: ReadonlySet<ast.Node>): readonly ast.Call[] {
    const macro = this.around(node).find((outer) => outer.typename === 'Macro');
    if (macro === undefined || seen.has(macro) || this.isReadIn(macro, read)) return [];
    const calls = this.callsOf(macro.name).filter((call) => this.hands(call, read));
    const bare = calls.filter((call) =>
      givenTo(call).some((value) => this.comesFrom(value, read) && !isReplaced(value)),
    );
    return (bare.length > 0 ? bare : calls).flatMap((call) => {
      const outer = this.callsFor(read, call, new Set([...seen, macro]));
      return outer.length > 0 ? outer : [call];
    });
  }

  private callsOf(name: string): readonly ast.Call[] {
    const calls: ast.Call[] = [];
    ast.visit(this.analysis.root, {
      Call(node) {
        if (node.node.typename === 'Name' && node.node.name === name) calls.push(node);
      },
    });
    return calls;
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
