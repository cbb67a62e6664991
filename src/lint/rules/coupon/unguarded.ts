import type { HarmRule } from '../../rule.ts';

/** A coupon is printed without a fallback. */
export const couponUnguarded: HarmRule = {
  code: 'coupon/unguarded',
  severity: 'error',
  why: 'Once the codes of a list are used up, everyone after is dropped, and nobody is told.',
  bad: `Your code: {{ Coupons.CouponListName['Welcome'] }}`,
  good: `Your code: {{ Coupons.CouponListName['Welcome']|default('WELCOME10', true) }}`,

  fits: (harm) => harm.effect === 'dropped' && harm.read.kind === 'Coupons',
  hint: () => "give it a default with true: |default('…', true), or default('MOE_NOT_SEND', true)",
};
