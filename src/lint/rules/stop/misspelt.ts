import { NOT_SEND } from '../../../account/index.ts';
import { closest } from '../../../diagnostics/index.ts';
import { ast } from '../../../jinja/index.ts';
import { tagStart } from '../../tags.ts';
import type { Report, Subject, TextRule, ToldRule } from '../../rule.ts';

/** A text that looks like MOE_NOT_SEND is printed. */
export const stopMisspelt: TextRule & ToldRule = {
  code: 'stop/misspelt',
  severity: 'error',
  why: 'Only MOE_NOT_SEND, exactly so, stops a message. A text that is nearly it is mailed, and a tag that is nearly it fails for everyone.',
  bad: `Hi {{ UserAttribute['First Name']|default('MOE_NOT_SENT', true) }}!`,
  good: `Hi {{ UserAttribute['First Name']|default('MOE_NOT_SEND', true) }}!`,

  codes: ['moengage/escaped-name', 'jinja/syntax-error'],
  fits: ({ finding, text, start }) =>
    finding.code !== 'jinja/syntax-error' || misspeltTag(text, start) !== undefined,
  change: ({ finding, text, start, end }) => {
    const [from, to] =
      (finding.code === 'jinja/syntax-error' ? misspeltTag(text, start) : undefined) ??
      ([start, end] as const);
    return { title: `write ${NOT_SEND}`, edits: [{ from, to, text: NOT_SEND }] };
  },

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
      if (!isNearly(value)) return;
      const message = `'${value}' is mailed as a text: only ${NOT_SEND} stops a message`;
      const hint = `write '${NOT_SEND}'`;
      const edits = [{ from: node.start + 1, to: node.end - 1, text: NOT_SEND }];
      found.push({ message, hint, at: node, change: { title: hint, edits } });
    },
  });
  return found;
}

function isNearly(value: string): boolean {
  const plain = value.toUpperCase().replaceAll(/[^A-Z]+/g, '_');
  return plain === NOT_SEND || closest(plain, [NOT_SEND]) !== undefined;
}

/** Where the name of a tag is that is nearly MOE_NOT_SEND, of the tag that an offset is in. */
function misspeltTag(text: string, at: number): readonly [from: number, to: number] | undefined {
  const begin = tagStart(text, at);
  const [whole, opening = '', name = ''] =
    /^(\{%[-+]?\s*)([a-z][a-z\\_ -]{6,30}?)\s*[('"%]/i.exec(text.slice(begin, begin + 80)) ?? [];
  if (whole === undefined || name === NOT_SEND || !isNearly(name)) return undefined;
  const from = begin + opening.length;
  return [from, from + name.length];
}
