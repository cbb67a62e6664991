import { onSave } from '../../../account/index.ts';
import { firstMoved, withoutTags } from '../../saved.ts';
import { skeleton } from '../../skeleton.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';
import { editorForInTable } from './for-in-table.ts';

/** HTML that the repair of MoEngage makes something else of. */
export const editorChangesOnSave: TextRule = {
  code: 'editor/changes-on-save',
  severity: 'warning',
  why: 'On save MoEngage repairs the HTML of a template as if its tags were text: elements that a condition opens or closes are closed where the repair finds right, and text inside a table moves out of it. Users are sent another page than the template says.',
  bad: `<p>{% if UserAttribute['Tier'] == 'gold' %}<div>Gold</div>{% endif %}</p>`,
  good: `<div>{% if UserAttribute['Tier'] == 'gold' %}<p>Gold</p>{% endif %}</div>`,

  check,
};

function* check(subject: Subject): Iterable<Report> {
  const { analysis, isHtml } = subject;
  const { text } = analysis.map;
  if (!isHtml || !/<[a-z]/i.test(text)) return;
  const { html, origin, restore } = withoutTags(text, analysis.tokens);
  const repaired = onSave(html);
  const moved = firstMoved(html, repaired);
  if (moved === undefined) return;
  if ([...editorForInTable.check(subject)].length > 0) return;
  if (!isSeen(subject.retold(restore(repaired)))) return;
  const start = origin(moved);
  yield {
    message:
      'saving repairs the HTML of this template, and users are sent other elements than it says',
    hint: 'open and close each element in the same branch; put conditions into its attributes',
    at: { start, end: start + 1 },
  };
}

/** Whether a user is sent other elements. */
function isSeen(messages: Iterable<readonly [before: string, after: string]>): boolean {
  for (const [before, after] of messages) if (skeleton(before) !== skeleton(after)) return true;
  return false;
}
