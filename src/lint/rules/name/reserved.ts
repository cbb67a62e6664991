import type { ToldRule } from '../../rule.ts';

/** An event attribute with a name that MoEngage reserves. */
export const nameReserved: ToldRule = {
  code: 'name/reserved',
  severity: 'warning',
  why: 'MoEngage keeps these names of event attributes for itself: they work in the preview and fail when the campaign is live.',
  bad: `{{ EventAttribute['Campaign Name']|default('', true) }}`,
  good: `{{ EventAttribute['Offer Name']|default('', true) }}`,

  codes: ['moengage/reserved-name'],
};
