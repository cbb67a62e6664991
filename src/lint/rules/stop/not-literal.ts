import type { ToldRule } from '../../rule.ts';

/** The reason of MOE_NOT_SEND is not a plain text. */
export const stopNotLiteral: ToldRule = {
  code: 'stop/not-literal',
  severity: 'warning',
  why: 'MoEngage counts users by the reason as it is written. A reason that is computed is not shown.',
  bad: `{% if not UserAttribute['A'] %}{% MOE_NOT_SEND('No ' ~ 'A') %}{% endif %}Hi`,
  good: `{% if not UserAttribute['A'] %}{% MOE_NOT_SEND('No A') %}{% endif %}Hi`,

  codes: ['moengage/reason-not-literal'],
};
