import type { HarmRule } from '../../rule.ts';

/** A text fails where a number is expected. */
export const typeTextForNumber: HarmRule = {
  code: 'type/text-for-number',
  severity: 'note',
  why: 'Numbers often arrive as texts: arithmetic and number formats fail on them, and the user is dropped.',
  bad: `{{ '%d'|format(UserAttribute['Points']|default(0, true)) }}`,
  good: `{{ '%d'|format(UserAttribute['Points']|default(0, true)|int) }}`,

  fits: (harm) => harm.effect === 'dropped' && harm.trial.kind === 'text',
  hint: () => 'make a number of it first: |int or |float',
};
