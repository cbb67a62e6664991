import { tagAt, tagStart } from '../../tags.ts';
import type { ToldRule } from '../../rule.ts';

const CURLY = /[‘’‚‛“”„‟«»]/;

/** Curly quotes inside a tag. */
export const editorSmartQuotes: ToldRule = {
  code: 'editor/smart-quotes',
  severity: 'error',
  why: 'Word processors and chat programs turn quotes into curly ones, which are no quotes to Jinja: the message fails for everyone.',
  bad: `Hi {{ UserAttribute[‘First Name’]|default(‘you’, true) }}`,
  good: `Hi {{ UserAttribute['First Name']|default('you', true) }}`,

  codes: ['jinja/syntax-error'],
  fits: ({ text, start }) => CURLY.test(text.slice(start, start + 1)),
  change: ({ text, start }) => {
    const from = tagStart(text, start);
    const edits = [...tagAt(text, start).matchAll(/[‘’‚‛“”„‟]/g)].map(({ 0: quote, index }) => {
      const at = from + index;
      return { from: at, to: at + 1, text: /[‘’‚‛]/.test(quote) ? "'" : '"' };
    });
    return { title: 'write straight quotes', edits };
  },
};
