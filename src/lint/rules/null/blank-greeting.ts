import type { ast } from '../../../jinja/index.ts';
import { isLack } from '../../expressions.ts';
import type { HarmRule } from '../../rule.ts';

const BEFORE =
  /\b(?:hi|hello|hey|dear|hallo|liebe[rs]?|good (?:morning|evening)|welcome(?: back)?)\s*,?\s*$/i;

/** Whether a print statement is where a greeting has its name. */
function isGreeting(text: string, node: ast.Node): boolean {
  const opening = text.lastIndexOf('{{', node.start);
  // Another name may follow.
  if (/^[^{}]*\}\}\s*\{\{/.test(text.slice(node.end))) return false;
  return opening >= 0 && BEFORE.test(text.slice(Math.max(0, opening - 40), opening));
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
    isGreeting(analysis.map.text, harm.node),
  hint: () => 'give it a default, and ask for |trim where it may be a space',
};
