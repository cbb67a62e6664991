import { accountSourceBy } from '../../../account/index.ts';
import { DICT_METHODS, flowsInto, type Analysis } from '../../../analysis/index.ts';
import type { Edit } from '../../../diagnostics/index.ts';
import { ast } from '../../../jinja/index.ts';
import type { Change, HarmRule, Report, Subject, TextRule } from '../../rule.ts';

/** What Python says of a method of a dict in an error, and prints of one. */
const METHOD = /builtin_function_or_method|<built-in method/;

/** A name that is a method of Python's dicts: after a dot for everyone, in brackets for those who lack the member. */
export const nameDictMethod: HarmRule & TextRule = {
  code: 'name/dict-method',
  severity: 'error',
  why: 'After a dot items, keys, values, copy, get, pop and update are methods of Python, never an attribute or member of that name: what is printed is <built-in method …>. In brackets it is the same for everyone who lacks the member.',
  bad: `{% for p in ProductSet.Picks %}{{ p.items }}{% endfor %}`,
  good: `{% for p in ProductSet.Picks %}{{ p.get('items') or '' }}{% endfor %}`,

  fits: (harm) =>
    (harm.effect === 'dropped' && METHOD.test(harm.failure.message)) ||
    (harm.effect === 'printed' && METHOD.test(harm.text) && !METHOD.test(harm.before)),
  hint: ({ node, read }, { analysis }) => {
    const [flow] = flowsInto(node, analysis.reads);
    const member = flow?.keys.findLast((key) => DICT_METHODS.has(key));
    const asked = member === undefined ? `${read.kind}.get('${read.name}')` : `x.get('${member}')`;
    return `ask for it by get, and give it a default with true: ${asked}|default('…', true)`;
  },
  change: ({ node }, { analysis }) => askedByGet(node, analysis),

  check,
};

/** A member in brackets whose name is a method of dicts, asked for by `get`, with a default. */
function askedByGet(harmful: ast.Node, { map: { text } }: Analysis): Change | undefined {
  const edits: Edit[] = [];
  ast.visit(harmful, {
    Getitem({ node, arg, start, end }) {
      if (arg.typename !== 'Const' || typeof arg.value !== 'string') return;
      if (edits.length > 0 || !DICT_METHODS.has(arg.value)) return;
      const owner = text.slice(node.start, text.lastIndexOf('[', arg.start));
      const by = `(${owner}.get('${arg.value}')|default('', true))`;
      edits.push({ from: start, to: end, text: by });
    },
  });
  return edits.length === 0 ? undefined : { title: 'ask for it by get, with a default', edits };
}

function check({ analysis }: Subject): Iterable<Report> {
  const found: Report[] = [];
  const called = new Set<ast.Node>();
  ast.visit(analysis.root, {
    Call: ({ node }) => void called.add(node),
    Getattr(node) {
      const { attr, node: owner } = node;
      if (called.has(node) || !DICT_METHODS.has(attr) || !isOfAccount(owner, analysis)) return;
      const { text } = analysis.map;
      const dot = text.lastIndexOf('.', node.end - attr.length);
      const edits = [{ from: dot, to: node.end, text: `.get('${attr}')` }];
      const change = { title: 'ask for it by get', edits };
      const message = `'${attr}' after a dot is a method of Python's dicts: no value of that name is read`;
      found.push({
        message,
        hint: `write ${text.slice(node.start, dot)}.get('${attr}')`,
        at: node,
        change,
      });
    },
  });
  return found;
}

/** Whether an expression is a variable of the account, or a value that comes from one. */
function isOfAccount(node: ast.Node, { reads }: Analysis): boolean {
  if (node.typename === 'Name' && !reads.bindings.has(node.name))
    return accountSourceBy('name', node.name) !== undefined;
  return flowsInto(node, reads).length > 0;
}
