import { readsNone } from '../../none-text.ts';
import type { HarmRule } from '../../rule.ts';

/** How Python prints an object. */
const OBJECT = "{'";

/** An item of a list is not a text. */
export const typeMixedList: HarmRule = {
  code: 'type/mixed-list',
  severity: 'note',
  why: 'A list of texts may hold a null or an object as well: a null that is printed drops the user, joined it is None, and an object is printed as Python has it.',
  bad: `{% for tag in UserAttribute['Tags']|default([], true) %}{{ tag|upper }} {% endfor %}`,
  good: `{% for tag in UserAttribute['Tags']|default([], true)|select('string') %}{{ tag|upper }} {% endfor %}`,

  fits: (harm) => {
    const { kind } = harm.trial;
    if (kind !== 'null-item' && kind !== 'mapping-item') return false;
    if (harm.effect === 'dropped') return true;
    if (kind === 'null-item') return readsNone(harm, new Map());
    return harm.effect === 'printed' && harm.text.includes(OBJECT) && !harm.before.includes(OBJECT);
  },
  hint: () => "take the texts alone: {% for x in …|default([], true)|select('string') %}",
};
