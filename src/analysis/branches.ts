import { ast } from '../jinja/syntax/index.ts';
import { NOT_SEND } from '../account/index.ts';

/**
 * A way that a render can take: a branch of an `if`, `elif`, `else` or inline `if` (an `if` without `else` has the branch
 * `else` too, an inline one `no else`), a filter `default` that replaces or keeps (`kept`) its value, or a call of the tag MOE_NOT_SEND.
 */
export type Branch = {
  readonly kind: 'branch' | 'default' | 'guard';
  readonly label: 'if' | 'elif' | 'else' | 'no else' | 'replaced' | 'kept' | 'guard';
  /** The statement or expression; of an inline `if` the chosen side. Its offsets are those of the text that Jinja got. */
  readonly node: ast.Node;
  /** Whether an inline `if` or a filter has the branch, not a statement `if` or `elif`. */
  readonly inline: boolean;
};

/** Every branch of a template, inner ones before those around them. */
export function branchesOf(root: ast.Root): readonly Branch[] {
  const found: Branch[] = [];
  const elifs = new Set<ast.Node>();
  const add = (label: Branch['label'], node: ast.Node, kind: Branch['kind'] = 'branch'): void =>
    void found.push({ kind, label, node, inline: node.typename !== 'If' });
  ast.visit(root, {
    If(node) {
      if (elifs.has(node)) return;
      add('if', node);
      for (const elif of node.elif_) {
        elifs.add(elif);
        add('elif', elif);
      }
      add('else', node);
    },
    leave: {
      CondExpr(node) {
        add('if', node.expr1);
        if (node.expr2 === null) add('no else', node);
        else add('else', node.expr2);
      },
      Filter(node) {
        if (!DEFAULT.has(node.name)) return;
        add('replaced', node, 'default');
        add('kept', node, 'default');
      },
      ExtensionTag(node) {
        if (node.name === NOT_SEND) add('guard', node, 'guard');
      },
    },
  });
  return found;
}

/** The names of the filter `default`. */
export const DEFAULT: ReadonlySet<string> = new Set(['default', 'd']);
