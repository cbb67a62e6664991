import type { HarmRule } from '../../rule.ts';

/** A product set is used without asking whether it has products. */
export const productUnguarded: HarmRule = {
  code: 'product/unguarded',
  severity: 'error',
  why: 'A user for whom the set is empty or short is dropped.',
  bad: `{{ ProductSet.Picks[0].title }}`,
  good: `{% for product in ProductSet.Picks %}{{ product.title|default('', true) }}{% endfor %}`,

  fits: (harm) =>
    harm.effect === 'dropped' &&
    harm.read.kind === 'ProductSet' &&
    harm.trial.kind !== 'missing' &&
    harm.trial.kind !== 'provided-for',
  hint: (harm) =>
    harm.trial.kind === 'no-member'
      ? 'give what is read of the product a default with true, or ask for it with {% if %}'
      : 'ask for its length before, {% if ProductSet.X|length > 0 %}, or loop over it',
};
