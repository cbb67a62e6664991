import { isJson, jsonTexts } from '../../json-texts.ts';
import type { PlacedHarm } from '../../place.ts';
import type { HarmRule } from '../../rule.ts';

type Printed = Extract<PlacedHarm, { effect: 'printed' }>;

/** Whether JSON of the message can be read for the complete user, and cannot with this value. */
function isBroken({ whole, text, before }: Printed): boolean {
  const complete = jsonTexts(whole.before);
  const texts = complete.length === 0 ? [] : jsonTexts(whole.text());
  return complete.some((json, at) => {
    const here = texts[at];
    const isLost = here !== json && (here === undefined || !isJson(here)) && isJson(json);
    return isLost && isBrokenBy(json, before, text);
  });
}

/** Whether the value breaks the JSON by itself: others of the same message may be escaped, or not. */
function isBrokenBy(json: string, before: string, text: string): boolean {
  if (before === '') return true;
  for (let at = json.indexOf(before); at >= 0; at = json.indexOf(before, at + 1))
    if (!isJson(json.slice(0, at) + text + json.slice(at + before.length))) return true;
  return false;
}

/** A value breaks the JSON that it is put into. */
export const jsonBrokenForSome: HarmRule = {
  code: 'json/broken-for-some',
  severity: 'error',
  why: 'A quote in a value ends the text of the JSON that it is in, a missing number leaves nothing after the colon: whatever gets the JSON cannot read it.',
  where: { channel: 'connector', trigger: 'event' },
  bad: `{"name": "{{ UserAttribute['First Name']|default('', true) }}"}`,
  good: `{"name": {{ UserAttribute['First Name']|default('', true)|tojson }}}`,

  fits: (harm) => harm.effect === 'printed' && isBroken(harm),
  hint: () => 'write the value with its quotes by |tojson: "name": {{ …|tojson }}',
};
