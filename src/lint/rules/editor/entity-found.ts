import { tagAt, tagStart } from '../../tags.ts';
import type { ToldRule } from '../../rule.ts';

const ENTITY = /&(?:amp|lt|gt|quot|apos|nbsp|#39|#34);/i;
const ENTITIES = /&(amp|lt|gt|quot|apos|nbsp|#39|#34);/gi;
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['#34', '"'],
  ['apos', "'"],
  ['#39', "'"],
  ['nbsp', ' '],
]);

/** An entity of HTML inside a tag. */
export const editorEntityFound: ToldRule = {
  code: 'editor/entity-found',
  severity: 'error',
  why: 'The rich-text editor has written < > & as entities inside a tag: Jinja does not know them, and the message fails for everyone.',
  bad: `{% if UserAttribute['Points']|default(0, true)|int &gt; 100 %}Gold{% endif %}`,
  good: `{% if UserAttribute['Points']|default(0, true)|int > 100 %}Gold{% endif %}`,

  codes: ['jinja/syntax-error', 'moengage/escaped-ampersand'],
  fits: ({ finding, text, start, end }) =>
    finding.code !== 'jinja/syntax-error' ||
    ENTITY.test(text.slice(Math.max(0, start - 8), end + 7)),
  change: ({ text, start }) => {
    const from = tagStart(text, start);
    const edits = [...tagAt(text, start).matchAll(ENTITIES)].map(
      ({ 0: entity, 1: name = '', index }) => {
        const at = from + index;
        return { from: at, to: at + entity.length, text: SIGNS.get(name.toLowerCase()) ?? entity };
      },
    );
    return edits.length === 0 ? undefined : { title: 'write the signs themselves', edits };
  },
};
