import type { Analysis } from '../../../analysis/index.ts';
import { isLack } from '../../lacks.ts';
import type { PlacedHarm } from '../../place.ts';
import { printedAt } from '../../printed-at.ts';
import type { HarmRule } from '../../rule.ts';

/** Words that greet the one who is named after them. */
const GREETING =
  /(?:^|[^\p{L}\p{M}])(?:hi|hello|hey|dear|hallo|liebe[rs]?|good (?:morning|afternoon|evening)|welcome(?: back)?)\s*,?\s+$/iu;
/** A few words at the beginning of a text, and the sign after the name: a greeting in any language, where what is printed is a name. */
const OPENING = /(?:^|[>.!?\n}]\s*)[¡¿]?(?:[\p{L}\p{M}'’.]+\s*,?\s+){1,3}$/u;
const CLOSING = /^\s*[,!،，！]/;
const NAME = /(?:^|[\s_])(?:name|nickname|u_n|u_fn)$/i;

/** Whether a print statement is where a greeting has its name. */
function isGreeting({ read, node }: PlacedHarm, text: string): boolean {
  const opening = text.lastIndexOf('{{', node.start);
  const closing = text.indexOf('}}', node.end);
  if (opening < 0 || closing < 0) return false;
  const after = withoutMarkup(text.slice(closing + 2, closing + 80));
  // Another name may follow.
  if (/^\s*\{\{/.test(after)) return false;
  const before = withoutMarkup(text.slice(Math.max(0, opening - 120), opening));
  return (
    GREETING.test(before) || (NAME.test(read.name) && OPENING.test(before) && CLOSING.test(after))
  );
}

/** Whether a message has what is around the name, and nothing in its place: a statement that is not reached may have another greeting. */
function isLeftOut(harm: Extract<PlacedHarm, { effect: 'printed' }>, analysis: Analysis): boolean {
  const { text, before, whole } = harm;
  for (const at of printedAt(harm, analysis)) {
    const lead = /[^\n]{0,40}$/.exec(whole.before.slice(0, at))?.[0] ?? '';
    const end = at + before.length;
    const changed = lead + text + whole.before.slice(end, end + 1);
    if (lead.trim() !== '' && whole.text().includes(changed)) return true;
  }
  return false;
}

/** A text without the tags of HTML that only mark words, and without statements. */
function withoutMarkup(text: string): string {
  return text
    .replaceAll(/\{%[^{}]*%\}/g, '')
    .replaceAll(/<\/?(?:b|strong|em|i|span|font|u)\b[^<>]*>/gi, '');
}

/** A greeting has no name. */
export const nullBlankGreeting: HarmRule = {
  code: 'null/blank-greeting',
  severity: 'warning',
  why: "Where the name is missing, empty or a space the message begins with 'Hi ,'.",
  bad: `Hi {{ UserAttribute['First Name']|default('', true) }}, welcome back`,
  good: `Hi {{ UserAttribute['First Name']|trim if UserAttribute['First Name'] and UserAttribute['First Name']|trim else 'Friend' }}, welcome back`,

  fits: (harm, { analysis }) =>
    harm.effect === 'printed' &&
    isLack(harm) &&
    harm.trial.kind !== 'space' &&
    harm.text.trim() === '' &&
    isGreeting(harm, analysis.map.text) &&
    isLeftOut(harm, analysis),
  hint: () => 'give it a default, and ask for |trim where it may be a space',
};
