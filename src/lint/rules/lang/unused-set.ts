import { ast } from '../../../jinja/index.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** A variable is set and never read. */
export const langUnusedSet: TextRule = {
  code: 'lang/unused-set',
  severity: 'note',
  why: 'Often a misspelt name: what was meant to be read is another variable.',
  bad: `{% set total = 5 %}Hi`,
  good: `{% set total = 5 %}{{ total }}`,

  check,
};

function* check({ analysis }: Subject): Iterable<Report> {
  const set = new Map<string, ast.Name>();
  const read = new Set<string>();
  ast.visit(analysis.root, {
    Assign({ target, node }) {
      // A call may be made for what it does: {% set _ = names.append(x) %}.
      if (target.typename !== 'Name' || set.has(target.name) || node.typename === 'Call') return;
      set.set(target.name, target);
    },
    Name: ({ name, ctx }) => void (ctx === 'load' && read.add(name)),
  });
  for (const [name, node] of set)
    if (!read.has(name)) yield { message: `'${name}' is set and never read`, at: node };
}
