import { accountSourceBy } from '../../../account/index.ts';
import { DICT_METHODS, flowsInto, type Analysis } from '../../../analysis/index.ts';
import { ast } from '../../../jinja/index.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** A name after a dot that is a method of Python's dicts. */
export const nameDictMethod: TextRule = {
  code: 'name/dict-method',
  severity: 'error',
  why: 'After a dot items, keys, values, copy, get, pop and update are methods of Python, never an attribute or member of that name: what is printed is <built-in method …>. In brackets it is the same for everyone who lacks the member.',
  bad: `{% for p in ProductSet.Picks %}{{ p.items }}{% endfor %}`,
  good: `{% for p in ProductSet.Picks %}{{ p.get('items') or '' }}{% endfor %}`,

  check,
};

function check({ analysis }: Subject): Iterable<Report> {
  const found: Report[] = [];
  const called = new Set<ast.Node>();
  ast.visit(analysis.root, {
    Call: ({ node }) => void called.add(node),
    Getattr(node) {
      const { attr, node: owner } = node;
      if (called.has(node) || !DICT_METHODS.has(attr) || !isOfAccount(owner, analysis)) return;
      const text = analysis.map.text.slice(owner.start, owner.end);
      const change = { title: 'ask for it by get', edits: [byGet(node)] };
      const message = `'${attr}' after a dot is a method of Python's dicts: no value of that name is read`;
      found.push({ message, hint: `write ${text}.get('${attr}')`, at: node, change });
    },
  });
  return found;
}

function byGet({ node, attr, end }: ast.Getattr): { from: number; to: number; text: string } {
  return { from: node.end, to: end, text: `.get('${attr}')` };
}

/** Whether an expression is a variable of the account, or a value that comes from one. */
function isOfAccount(node: ast.Node, { reads }: Analysis): boolean {
  if (node.typename === 'Name' && !reads.bindings.has(node.name))
    return accountSourceBy('name', node.name) !== undefined;
  return flowsInto(node, reads).length > 0;
}
