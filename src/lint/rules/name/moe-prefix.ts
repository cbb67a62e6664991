import type { ToldRule } from '../../rule.ts';

/** An attribute whose name begins with moe_. */
export const nameMoePrefix: ToldRule = {
  code: 'name/moe-prefix',
  severity: 'warning',
  why: 'MoEngage allows no attribute of yours to begin with moe_: what is sent under such a name is not there.',
  bad: `{{ UserAttribute['moe_points']|default('', true) }}`,
  good: `{{ UserAttribute['Points']|default('', true)|int }}`,

  codes: ['moengage/moe-prefix'],
};
