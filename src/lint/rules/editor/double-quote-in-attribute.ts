import { quotedRanges } from '../../../analysis/index.ts';
import type { Edit } from '../../../diagnostics/index.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** A double quote inside an attribute that double quotes enclose. */
export const editorDoubleQuoteInAttribute: TextRule = {
  code: 'editor/double-quote-in-attribute',
  severity: 'warning',
  why: 'To an editor of HTML an address or other attribute ends at the first double quote inside it: what is saved is another template. MoEngage advises single quotes.',
  bad: `<a href="https://example.com/?n={{UserAttribute["Code"]|default('', true)|urlencode}}">x</a>`,
  good: `<a href="https://example.com/?n={{UserAttribute['Code']|default('', true)|urlencode}}">x</a>`,

  check,
};

function* check({ analysis, isHtml }: Subject): Iterable<Report> {
  if (!isHtml) return;
  const { map, texts, tokens } = analysis;
  const strings = tokens.filter(({ kind, start }) => kind === 'string' && map.text[start] === '"');
  let next = 0;
  // Ranges and tokens are both in the order of the text.
  for (const [from, to] of quotedRanges(texts, map.text)) {
    while ((strings[next]?.start ?? Infinity) < from) next += 1;
    const at = next;
    while ((strings[next]?.end ?? Infinity) <= to) next += 1;
    const inside = strings.slice(at, next);
    const [first] = inside;
    if (first === undefined) continue;
    const isPlain = inside.every(({ start, end }) => !/['\\]/.test(map.text.slice(start, end)));
    const edits = inside.flatMap(({ start, end }): Edit[] => [
      { from: start, to: start + 1, text: "'" },
      { from: end - 1, to: end, text: "'" },
    ]);
    yield {
      message: 'an editor ends the attribute at this double quote',
      hint: 'write single quotes inside the braces',
      at: first,
      change: isPlain ? { title: 'write single quotes', edits } : undefined,
    };
  }
}
