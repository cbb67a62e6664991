import { ast } from '../../../jinja/index.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** A value is URL-encoded twice. */
export const urlDoubleEncoded: TextRule = {
  code: 'url/double-encoded',
  severity: 'warning',
  why: 'The page that is opened gets the escapes as text: %2520 where a space was.',
  bad: `<a href="https://example.com/?q={{UserAttribute['City']|default('', true)|urlencode|urlencode}}">x</a>`,
  good: `<a href="https://example.com/?q={{UserAttribute['City']|default('', true)|urlencode}}">x</a>`,

  check,
};

function check({ analysis }: Subject): Iterable<Report> {
  const found: Report[] = [];
  ast.visit(analysis.root, {
    Filter(node) {
      if (
        node.name !== 'urlencode' ||
        node.node?.typename !== 'Filter' ||
        node.node.name !== 'urlencode'
      )
        return;
      found.push({
        message: 'the value is encoded twice',
        hint: 'leave one |urlencode',
        at: node,
      });
    },
  });
  return found;
}
