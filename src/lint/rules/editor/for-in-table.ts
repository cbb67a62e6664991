import type { Report, Subject, TextRule } from '../../rule.ts';

/** A tag is between the rows of a table. */
export const editorForInTable: TextRule = {
  code: 'editor/for-in-table',
  severity: 'warning',
  why: 'On save MoEngage repairs the HTML: text between table and tr, a for tag too, moves out of the table, and the rows are not repeated.',
  bad: `<table>{% for x in UserAttribute['Tags']|default([], true) %}<tr><td>{{ x|default('', true) }}</td></tr>{% endfor %}</table>`,
  good: `<table><tr style="display:none;"><td>{% for x in UserAttribute['Tags']|default([], true) %}</td></tr><tr><td>{{ x|default('', true) }}</td></tr><tr style="display:none;"><td>{% endfor %}</td></tr></table>`,

  check,
};

function* check({ analysis, isHtml }: Subject): Iterable<Report> {
  if (!isHtml) return;
  const { texts } = analysis;
  for (const [at, text] of texts.entries()) {
    const isOpen = /<(?:table|tbody|thead|\/tr|tr)(?:\s[^>]*)?>\s*$/i.exec(text.data);
    const next = texts[at + 1];
    if (isOpen === null || next === undefined || !/^\s*<\/?(?:tr|table|tbody)\b/i.test(next.data))
      continue;
    const hint = 'put the tag alone into a hidden row: <tr style="display:none;"><td>…</td></tr>';
    yield {
      message: 'saving moves this tag out of the table',
      hint,
      at: { start: text.end, end: next.start },
    };
  }
}
