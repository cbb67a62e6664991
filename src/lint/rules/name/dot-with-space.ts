import type { ToldRule } from '../../rule.ts';

/** The variable and its member of several words, up to the end of the word at which Jinja gives up. */
const DOTTED = /(\b\w+)\.(\w+(?: \w+)*) $/;
const KEYWORDS: ReadonlySet<string> = new Set('and else if in is not or'.split(' '));

/** A name with a space after a dot. */
export const nameDotWithSpace: ToldRule = {
  code: 'name/dot-with-space',
  severity: 'error',
  why: 'After a dot Jinja reads one word: the template does not parse, and the message fails for everyone.',
  bad: `Hi {{ UserAttribute.First Name|default('you', true) }}`,
  good: `Hi {{ UserAttribute['First Name']|default('you', true) }}`,

  codes: ['jinja/syntax-error'],
  fits: ({ text, start, end }) =>
    DOTTED.test(text.slice(0, start)) &&
    /^\w+$/.test(text.slice(start, end)) &&
    !KEYWORDS.has(text.slice(start, end)),
  change: ({ text, start }) => {
    const [whole = '', owner = '', first = ''] = DOTTED.exec(text.slice(0, start)) ?? [];
    const rest = wordsFrom(text.slice(start));
    const from = start - whole.length;
    return {
      title: 'put the name in brackets',
      edits: [{ from, to: start + rest.length, text: `${owner}['${first} ${rest}']` }],
    };
  },
};

/** The words at the beginning of a text that may be part of a name. */
function wordsFrom(text: string): string {
  const words = /^\w+(?: \w+)*/.exec(text)?.[0].split(' ') ?? [];
  const end = words.findIndex((word) => KEYWORDS.has(word));
  return (end < 0 ? words : words.slice(0, end)).join(' ');
}
