import { expressionAround, isDefault } from '../../expressions.ts';
import { isLack } from '../../lacks.ts';
import type { HarmRule } from '../../rule.ts';

/** A default comes after a filter that fails first. */
export const nullDefaultAfterFilter: HarmRule = {
  code: 'null/default-after-filter',
  severity: 'error',
  why: 'Filters run from left to right: the filter fails on the missing value before the default is asked, and the user is dropped.',
  bad: `{{ UserAttribute['Joined']|dateFormatter('%d %B')|default('today') }}`,
  good: `{% if UserAttribute['Joined'] %}{{ UserAttribute['Joined']|dateFormatter('%d %B') }}{% else %}today{% endif %}`,

  fits: (harm) =>
    harm.effect === 'dropped' &&
    harm.isError &&
    isLack(harm) &&
    expressionAround(harm).some(
      (node) =>
        isDefault(node) &&
        node.node !== null &&
        node.node.start <= harm.node.start &&
        harm.node.end <= node.node.end,
    ),
  hint: () => "put the default first, or ask before with {% if UserAttribute['…'] %}",
};
