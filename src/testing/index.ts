/**
 * Tests of campaigns: who is rendered for a test, what is held against what is expected, and how a difference is told.
 * In: a campaign with its tests. Out: cases, problems with their place in the campaign file, texts for snapshots.
 * Under vitest/ these become suites of vitest: a plugin, what the suites run, matchers, and the command's way to start it.
 * Must not know the command line, nor, outside of vitest/, Node and vitest.
 */
export { Suite } from './suite.ts';
export { runCampaignTests, type TestRun } from './vitest/run.ts';
