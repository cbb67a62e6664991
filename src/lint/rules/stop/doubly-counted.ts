import type { HarmRule } from '../../rule.ts';

/** A user is counted under two reasons for one lack. */
export const stopDoublyCounted: HarmRule = {
  code: 'stop/doubly-counted',
  severity: 'note',
  why: 'MoEngage counts a user once under each reason that the render comes to. Where one missing value meets two guards the numbers add up to more than the users who were not mailed.',
  bad: `{% if not UserAttribute['A'] %}{% MOE_NOT_SEND('No A') %}{% endif %}{% if not UserAttribute['A'] %}{% MOE_NOT_SEND('A is missing') %}{% endif %}Hi`,
  good: `{% if not UserAttribute['A'] %}{% MOE_NOT_SEND('No A') %}{% endif %}Hi`,

  fits: (harm) => harm.effect === 'counted',
  hint: () => 'one reason is enough: take the other guard out, or ask for it in an elif',
};
