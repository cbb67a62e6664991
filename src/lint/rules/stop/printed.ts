import { tagAt, tagStart } from '../../tags.ts';
import type { ToldRule } from '../../rule.ts';

/** MOE_NOT_SEND as a function or filter. */
export const stopPrinted: ToldRule = {
  code: 'stop/printed',
  severity: 'error',
  why: 'MOE_NOT_SEND is a tag. Printed like a function it fails for every user, and nobody is sent the message.',
  bad: `{% if not UserAttribute['A'] %}{{ MOE_NOT_SEND('No A') }}{% endif %}Hi`,
  good: `{% if not UserAttribute['A'] %}{% MOE_NOT_SEND('No A') %}{% endif %}Hi`,

  codes: ['moengage/tag-as-function'],
  change: ({ text, start, end }) => {
    const from = tagStart(text, start);
    const tag = tagAt(text, start);
    const call = text.slice(start, end);
    if (!/^\{\{-?\s*MOE_NOT_SEND\([^{}]*\)\s*-?\}\}$/.test(tag)) return undefined;
    const edits = [{ from, to: from + tag.length, text: `{% ${call} %}` }];
    return { title: 'write it as a tag', edits };
  },
};
