import type { Reads } from '../../../analysis/index.ts';
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
  const { bindings } = analysis.reads;
  const found: Report[] = [];
  ast.visit(analysis.root, {
    Filter(node) {
      if (!isEncoding(node) || node.node === null || !isEncoded(node.node, bindings)) return;
      found.push({
        message: 'the value is encoded twice',
        hint: 'leave one |urlencode',
        at: node,
      });
    },
  });
  return found;
}

function isEncoding(node: ast.Node): node is ast.Filter {
  return node.typename === 'Filter' && node.name === 'urlencode';
}

/** Whether a value is encoded already: by a filter, or where the variable that it is was set, which is done once. */
function isEncoded(node: ast.Node, bindings: Reads['bindings']): boolean {
  if (isEncoding(node)) return true;
  const sources = node.typename === 'Name' ? (bindings.get(node.name) ?? []) : [];
  return sources.length === 1 && sources.every(isEncoding);
}
