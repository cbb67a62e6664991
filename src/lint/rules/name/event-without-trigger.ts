import { TRIGGERS } from '../../../account/index.ts';
import type { Finding } from '../../../diagnostics/index.ts';
import type { ToldRule } from '../../rule.ts';

/** Attributes of an event in a campaign that no event triggers. */
export const nameEventWithoutTrigger: ToldRule = {
  code: 'name/event-without-trigger',
  severity: 'error',
  why: 'Only the event that triggers a campaign has attributes: in a one-time or periodic campaign they are undefined for everyone.',
  bad: `{{ BusinessEventAttribute['Product']|default('', true) }}`,
  good: `{{ EventAttribute['Product']|default('', true) }}`,

  codes: ['moengage/unavailable-name'],
  fits: ({ finding }) => isOfTrigger(finding),
};

/** Whether a name does not exist for the kind of campaign, not for the channel. */
export function isOfTrigger({ message }: Pick<Finding, 'message'>): boolean {
  return [...TRIGGERS.values()].some((kind) => message.includes(`does not exist in ${kind}`));
}
