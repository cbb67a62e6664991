import { isLack } from '../../lacks.ts';
import { looseDefault } from '../../loose-default.ts';
import type { HarmRule } from '../../rule.ts';

/** A default with one argument does not replace a null. */
export const nullDefaultWithoutTrue: HarmRule = {
  code: 'null/default-without-true',
  severity: 'error',
  why: "Jinja's default replaces what is undefined. A null is a value: it is printed, and the user is dropped. The second argument true replaces null and empty values as well.",
  bad: `Hi {{ UserAttribute['First Name']|default('Friend') }}!`,
  good: `Hi {{ UserAttribute['First Name']|default('Friend', true) }}!`,

  fits: (harm, subject) =>
    harm.effect === 'dropped' && isLack(harm) && looseDefault(harm, subject) !== undefined,
  place: looseDefault,
  hint: () => "give default the second argument true: default('…', true)",
};
