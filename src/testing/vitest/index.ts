/** What `smartpass/vitest` exports: the plugin, matchers for outcomes, and campaigns for people's own tests. */
export { CAMPAIGN_PATTERNS } from '../../campaign/index.ts';
export { campaigns, type CampaignsOptions } from './plugin.ts';
export { matchers, type MatcherAnswer, type OutcomeMatchers } from './matchers.ts';
export { openCampaign, type OpenCampaign, type PlainRecipient } from './open-campaign.ts';
