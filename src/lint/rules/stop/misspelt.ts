import { NOT_SEND } from '../../../account/index.ts';
import { closest } from '../../../diagnostics/index.ts';
import { ast } from '../../../jinja/index.ts';
import type { Report, Subject, TextRule, ToldRule } from '../../rule.ts';

/** A text that looks like MOE_NOT_SEND is printed. */
export const stopMisspelt: TextRule & ToldRule = {
  code: 'stop/misspelt',
  severity: 'error',
  why: 'Only MOE_NOT_SEND, exactly so, stops a message. A text that is nearly it is mailed.',
  bad: `Hi {{ UserAttribute['First Name']|default('MOE_NOT_SENT', true) }}!`,
  good: `Hi {{ UserAttribute['First Name']|default('MOE_NOT_SEND', true) }}!`,

  codes: ['moengage/escaped-name'],
  change: ({ start, end }) => ({
    title: `write ${NOT_SEND}`,
    edits: [{ from: start, to: end, text: NOT_SEND }],
  }),

  check,
};

function check({ analysis }: Subject): Iterable<Report> {
  const found: Report[] = [];
  ast.visit(analysis.root, {
    Const(node) {
      const { value } = node;
      if (typeof value !== 'string' || value === NOT_SEND || value.length > 24) return;
      // One with backslashes is told of anyway.
      if (value.includes('\\')) return;
      const plain = value.toUpperCase().replaceAll(/[^A-Z]+/g, '_');
      if (plain !== NOT_SEND && closest(plain, [NOT_SEND]) === undefined) return;
      const message = `'${value}' is mailed as a text: only ${NOT_SEND} stops a message`;
      const hint = `write '${NOT_SEND}'`;
      const edits = [{ from: node.start + 1, to: node.end - 1, text: NOT_SEND }];
      found.push({ message, hint, at: node, change: { title: hint, edits } });
    },
  });
  return found;
}
