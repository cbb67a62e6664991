import type { Analysis } from '../../../analysis/index.ts';
import type { ast } from '../../../jinja/index.ts';
import { RESERVED } from '../../trial.ts';
import type { HarmRule } from '../../rule.ts';

/** Whether a value is put into the query of an address. */
function isInQuery(analysis: Analysis, node: ast.Node): boolean {
  const link = analysis.links.find(([start, end]) => start <= node.start && node.end <= end);
  return link !== undefined && analysis.map.text.slice(link[0], node.start).includes('?');
}

/** A value goes into the query of an address as it is. */
export const urlUnencoded: HarmRule = {
  code: 'url/unencoded',
  severity: 'warning',
  why: 'A space, & or # in the value ends the parameter: the page gets another value, or none.',
  bad: `<a href="https://example.com/?city={{UserAttribute['City']|default('', true)}}">Stores</a>`,
  good: `<a href="https://example.com/?city={{UserAttribute['City']|default('', true)|urlencode}}">Stores</a>`,

  fits: (harm, { analysis }) =>
    harm.effect === 'printed' &&
    harm.trial.kind === 'reserved' &&
    harm.text.includes(RESERVED) &&
    isInQuery(analysis, harm.node),
  hint: () => 'encode it: |urlencode',
};
