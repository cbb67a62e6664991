import type { Analysis } from '../../../analysis/index.ts';
import { isJson, jsonTexts } from '../../json-texts.ts';
import type { PlacedHarm } from '../../place.ts';
import { withPrinted } from '../../printed-at.ts';
import { QUOTES } from '../../trial.ts';
import type { HarmRule } from '../../rule.ts';

type Printed = Extract<PlacedHarm, { effect: 'printed' }>;

/**
 * Whether JSON of the message can be read for the complete user, and cannot with this value, by itself: others of the same message may
 * be escaped, or not.
 */
function isBroken(harm: Printed, analysis: Analysis): boolean {
  const { whole } = harm;
  const complete = jsonTexts(whole.before);
  if (complete.length === 0) return false;
  const broken = (text: string): readonly boolean[] => {
    const texts = jsonTexts(text);
    return complete.map((json, at) => {
      const here = texts[at];
      return here !== json && (here === undefined || !isJson(here)) && isJson(json);
    });
  };
  const lost = broken(whole.text());
  if (!lost.includes(true)) return false;
  const alone = [...withPrinted(harm, analysis)];
  return alone.length === 0 || alone.some((one) => broken(one).some((is, at) => is && lost[at]));
}

/** Whether a value with quotes is printed as it is into a script of HTML, but not into a text between backticks. */
function isInScript({ node, text, trial }: Printed, { map }: Analysis): boolean {
  if (trial.kind !== 'quotes' || !text.includes(QUOTES)) return false;
  const before = map.text.slice(0, node.start).toLowerCase();
  const open = before.lastIndexOf('<script');
  return open > before.lastIndexOf('</script') && before.slice(open).split('`').length % 2 === 1;
}

/** A value breaks the JSON that it is put into. */
export const jsonBrokenForSome: HarmRule = {
  code: 'json/broken-for-some',
  severity: 'error',
  why: 'A quote in a value ends the text of the JSON that it is in, a missing number leaves nothing after the colon: whatever gets the JSON cannot read it. In a script of a page it is the same.',
  where: { channel: 'connector', trigger: 'event' },
  bad: `{"name": "{{ UserAttribute['First Name']|default('', true) }}"}`,
  good: `{"name": {{ UserAttribute['First Name']|default('', true)|tojson }}}`,

  fits: (harm, { analysis, isHtml }) =>
    harm.effect === 'printed' &&
    (isBroken(harm, analysis) || (isHtml && isInScript(harm, analysis))),
  hint: ({ node }) =>
    node.typename === 'Filter' && node.name === 'tojson'
      ? 'put the comma before the member, in the same condition'
      : 'write the value with its quotes by |tojson: "name": {{ …|tojson }}',
};
