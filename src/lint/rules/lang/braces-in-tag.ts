import type { Edit } from '../../../diagnostics/index.ts';
import { tagStart } from '../../tags.ts';
import type { ToldRule } from '../../rule.ts';

/** Braces inside a tag or inside quotes. */
export const langBracesInTag: ToldRule = {
  code: 'lang/braces-in-tag',
  severity: 'error',
  why: 'Inside {% %} or {{ }} a name is written without braces: with them the template does not parse, and in quotes they are mailed as they are.',
  bad: `{% set city = {{ UserAttribute['City']|default('', true) }} %}{{ city }}`,
  good: `{% set city = UserAttribute['City']|default('', true) %}{{ city }}`,

  codes: ['jinja/syntax-error', 'moengage/braces-in-text'],
  fits: ({ finding, text, start }) =>
    finding.code !== 'jinja/syntax-error' || innerAt(text, start) !== undefined,
  change: ({ finding, text, start }) => {
    const inner = finding.code === 'jinja/syntax-error' ? innerAt(text, start) : undefined;
    return inner && { title: 'take the inner braces out', edits: [inner] };
  },
};

/** The braces inside the tag that an offset is in, without them. */
function innerAt(text: string, at: number): Edit | undefined {
  const begin = tagStart(text, at);
  const inner = /^\{[%{][^{}]*?(\{\{\s*([^{}]*?)\s*\}\})/.exec(text.slice(begin));
  const [whole = '', braces = '', value = ''] = inner ?? [];
  const from = begin + whole.length - braces.length;
  if (inner === null || at > from + braces.length) return undefined;
  return { from, to: from + braces.length, text: value };
}
