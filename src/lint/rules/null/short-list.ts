import { isOfList } from '../../lacks.ts';
import type { HarmRule } from '../../rule.ts';

/** An item is taken of a list that may be shorter. */
export const nullShortList: HarmRule = {
  code: 'null/short-list',
  severity: 'error',
  why: 'An item that a list does not have is undefined: printing it drops the user, reading a member of it fails.',
  bad: `{{ UserAttribute['Wishlist'][1].name }}{% for item in UserAttribute['Wishlist']|default([], true) %}{{ item.name|default('', true) }}{% endfor %}`,
  good: `{% for item in UserAttribute['Wishlist']|default([], true) %}{{ item.name|default('', true) }}{% endfor %}`,

  fits: (harm) =>
    harm.effect === 'dropped' &&
    // An inline if without else gives nothing, whatever the list has.
    harm.node.typename !== 'CondExpr' &&
    isOfList(harm),
  hint: ({ trial }) =>
    `ask for it before: {% if …|length > ${trial.kind === 'empty-list' ? 0 : 1} %}`,
};
