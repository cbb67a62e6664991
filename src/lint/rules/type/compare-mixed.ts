import type { HarmRule } from '../../rule.ts';

/** A text is compared with a number by size. */
export const typeCompareMixed: HarmRule = {
  code: 'type/compare-mixed',
  severity: 'note',
  why: 'Numbers often arrive as texts. Python cannot order a text and a number: the user is dropped.',
  bad: `{% if UserAttribute['Points']|default(0, true) > 100 %}Gold{% endif %}`,
  good: `{% if UserAttribute['Points']|default(0, true)|int > 100 %}Gold{% endif %}`,

  fits: (harm) =>
    harm.effect === 'dropped' && harm.trial.kind === 'text' && harm.node.typename === 'Compare',
  hint: () => 'make a number of it first: |int or |float',
};
