import type { Analysis } from '../../../analysis/index.ts';
import type { ast } from '../../../jinja/index.ts';
import { addressBefore } from '../../address.ts';
import type { HarmRule } from '../../rule.ts';

/** The value that is tried, as far as it is in the text: `RESERVED`, perhaps with its space or letter case changed, or one with a plus. */
const VALUE = /R&(?:amp;)?D|ada\+news|\+4930901820/i;
/** An address with a query before the sign that ends a parameter. */
const IN_ADDRESS = new RegExp(`https?:\\/\\/[^\\s"'<>]*\\?[^\\s"'<>#]*?(?:${VALUE.source})`, 'i');

/** Whether a value is put into the query of an address: one of HTML, one in a text, or one that the statement prints as a whole. */
function isInQuery(analysis: Analysis, node: ast.Node, printed: string): boolean {
  if (IN_ADDRESS.test(printed)) return true;
  return /\?(?:[^#]|\{\{[^}]*\}\})*$/.test(addressBefore(analysis, node) ?? '');
}

/** A value goes into the query of an address as it is. */
export const urlUnencoded: HarmRule = {
  code: 'url/unencoded',
  severity: 'warning',
  why: 'A space, & or # in the value ends the parameter, and a + is read as a space: the page gets another value, or none.',
  bad: `<a href="https://example.com/?city={{UserAttribute['City']|default('', true)}}">Stores</a>`,
  good: `<a href="https://example.com/?city={{UserAttribute['City']|default('', true)|urlencode}}">Stores</a>`,

  fits: (harm, { analysis }) =>
    harm.effect === 'printed' &&
    harm.trial.kind === 'reserved' &&
    VALUE.test(harm.text) &&
    isInQuery(analysis, harm.node, harm.text),
  hint: () => 'encode it: |urlencode',
};
