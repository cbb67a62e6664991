import { isOfTrigger } from './event-without-trigger.ts';
import type { ToldRule } from '../../rule.ts';

/** A name that the channel does not have. */
export const nameNotInChannel: ToldRule = {
  code: 'name/not-in-channel',
  severity: 'error',
  why: 'Some names of MoEngage exist in some channels alone: elsewhere they are undefined, and the message fails.',
  bad: `{{ CampaignAttribute['Campaign ID']|default('', true) }}`,
  where: { channel: 'sms', trigger: 'event' },
  good: `{{ EventAttribute['Product']|default('', true) }}`,

  codes: ['moengage/unavailable-name'],
  fits: ({ finding }) => !isOfTrigger(finding),
};
