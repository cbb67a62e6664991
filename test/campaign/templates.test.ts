import { describe, expect, test } from 'vitest';
import { FAKE_SECRET } from '../../src/diagnostics/index.ts';
import { createRenderer, loadCampaign, outcomes } from '../../src/campaign/index.ts';
import { Files } from '../../src/cli/files.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { evaluate, expectedLink } from '../../src/compiler/index.ts';
import { FAILURE_CATEGORIES, makeProfile } from '../../src/account/index.ts';

const surroundings = { hashes: nodeCrypto, clock: () => 0 };

/** The worlds that a snippet must not depend on. */
const PROFILES = [
  {},
  { jinja: '2.8' },
  { jinja: '3.1.6', missing: 'none' },
  { missing: 'empty', null: 'print' },
  { null: 'blank', trailingNewline: 'kept' },
] as const;

describe.each(['loyalty-card', 'coupon'])('templates/%s', (name) => {
  test.each(PROFILES)('every fixture user gets what the map says, with %j', async (values) => {
    const campaign = await loadCampaign(
      `templates/${name}/campaign.yaml`,
      new Files(process.cwd()),
    );
    const profile = makeProfile(values, campaign.channel);
    const { map, users } = campaign;
    if (map === undefined) throw new Error('the campaign should have a field map');
    const renderer = createRenderer({ ...campaign, profile }, surroundings);
    expect(renderer.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const made = [...outcomes(campaign, renderer, nodeCrypto)];
    expect(made.length).toBeGreaterThan(30);
    const given = made.map((outcome) =>
      outcome.sent
        ? [outcome.user, outcome.links.map(({ link, signature }) => [link, signature.verdict])]
        : [outcome.user, outcome.failures.map(({ message }) => message)],
    );
    const wanted = users.map(({ name, recipient }) => {
      const answer = evaluate(map, recipient);
      return 'dropped' in answer
        ? [name, answer.dropped]
        : [name, [[expectedLink(map, answer.payload, FAKE_SECRET), 'valid']]];
    });
    expect(given).toEqual(wanted);
  });

  test('every failure is of a category that MoEngage has', async () => {
    const campaign = await loadCampaign(
      `templates/${name}/campaign.yaml`,
      new Files(process.cwd()),
    );
    const renderer = createRenderer(campaign, surroundings);
    for (const outcome of outcomes(campaign, renderer, nodeCrypto)) {
      const categories = outcome.sent ? [] : outcome.failures.map(({ category }) => category);
      for (const category of categories) expect(FAILURE_CATEGORIES.has(category)).toBe(true);
    }
  });
});
