import type { ToldRule } from '../../rule.ts';

/** A comment that takes in what was meant to be sent. */
export const langCommentSwallowsMarkup: ToldRule = {
  code: 'lang/comment-swallows-markup',
  severity: 'warning',
  why: 'Jinja takes {# for the beginning of a comment, also in a style sheet: everything up to the next #} is not sent.',
  bad: `<style>@media print {#nav { display:none } } </style><p>Hi</p>{# a note #}`,
  good: `<style>@media print { #nav { display:none } } </style><p>Hi</p>{# a note #}`,

  codes: ['moengage/swallowed-by-comment'],
  change: ({ text, start }) => ({
    title: 'put a space between the brace and #',
    edits: text.startsWith('{#', start) ? [{ from: start + 1, to: start + 1, text: ' ' }] : [],
  }),
};
