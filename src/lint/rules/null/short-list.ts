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
    harm.read.kind.endsWith('Attribute') &&
    harm.trial.kind.endsWith('-list'),
  hint: () => 'ask for it before: {% if …|length > 1 %}',
};
