import type { Report, Subject, TextRule } from '../../rule.ts';
import { withoutTags } from '../../saved.ts';

/** A tag is between the rows of a table. */
export const editorForInTable: TextRule = {
  code: 'editor/for-in-table',
  severity: 'warning',
  why: 'On save MoEngage repairs the HTML: text between the rows or cells of a table, a for tag too, moves out of the table, and the rows are not repeated.',
  bad: `<table>{% for x in UserAttribute['Tags']|default([], true) %}<tr><td>{{ x|default('', true) }}</td></tr>{% endfor %}</table>`,
  good: `<table><tr style="display:none;"><td>{% for x in UserAttribute['Tags']|default([], true) %}</td></tr><tr><td>{{ x|default('', true) }}</td></tr><tr style="display:none;"><td>{% endfor %}</td></tr></table>`,

  check,
};

/** Where only rows or cells may be, and the tags of Jinja in it, up to the next part of the table. */
const BETWEEN =
  /<(?:table|tbody|thead|tfoot|tr)(?:\s[^<>]*)?>|<\/(?:tbody|thead|tfoot|tr|td|th)\s*>/gi;
const GAP = /^((?:\s|<!--[\s\S]*?-->|\uf8fe\d+\uf8fe)*)<\/?(?:table|tbody|thead|tfoot|tr|td|th)\b/i;

function* check({ analysis, isHtml }: Subject): Iterable<Report> {
  const { text } = analysis.map;
  if (!isHtml || !/<table\b/i.test(text)) return;
  const { html, origin } = withoutTags(text, analysis.tokens);
  for (const open of html.matchAll(BETWEEN)) {
    const from = open.index + open[0].length;
    // Comments of HTML keep what is in them.
    const gap = (GAP.exec(html.slice(from, from + 20_000))?.[1] ?? '').replaceAll(
      /<!--[\s\S]*?-->/g,
      (comment) => ' '.repeat(comment.length),
    );
    for (const { 0: marks, index } of gap.matchAll(/(?:\uf8fe\d+\uf8fe)+/g)) {
      const [start, end] = [origin(from + index), origin(from + index + marks.length)];
      const isOfCells = /^<tr\b|^<\/t[dh]/i.test(open[0]);
      if (!isMovedInVain(text.slice(start, end))) yield report({ start, end }, isOfCells);
    }
  }
}

/** Whether tags do the same in front of the table: comments and variables. */
function isMovedInVain(tags: string): boolean {
  return /^(?:\{#[\s\S]*?#\}|\{%[-+]?\s*set\b(?:(?!%\})[\s\S])*=(?:(?!%\})[\s\S])*%\})+$/.test(
    tags,
  );
}

function report(at: Report['at'], isOfCells: boolean): Report {
  const hidden = isOfCells
    ? 'cell: <td style="display:none;">…</td>'
    : 'row: <tr style="display:none;"><td>…</td></tr>';
  return {
    message: 'saving moves this tag out of the table',
    hint: `put the tag alone into a hidden ${hidden}`,
    at,
  };
}
