import type { ToldRule } from '../../rule.ts';

/** A value of the account in single braces. */
export const langSingleBraces: ToldRule = {
  code: 'lang/single-braces',
  severity: 'warning',
  why: 'Jinja prints what is between two braces. With one the name of the attribute is mailed as it is.',
  bad: `Hi {UserAttribute['First Name']}`,
  good: `Hi {{ UserAttribute['First Name']|default('you', true) }}`,

  codes: ['moengage/foreign-syntax'],
  fits: ({ text, start }) =>
    /^\{[^{]/.test(text.slice(start, start + 2)) && text[start - 1] !== '$',
  change: ({ text, start, end }) => {
    const close = /^\s*\}(?!\})/.exec(text.slice(end));
    if (close === null) return undefined;
    const to = end + close[0].length;
    return {
      title: 'write two braces',
      edits: [
        { from: start, to: start + 1, text: '{{' },
        { from: to - 1, to, text: '}}' },
      ],
    };
  },
};
