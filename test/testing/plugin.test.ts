import { describe, expect, test } from 'vitest';
import { fitsPath, type Outcome } from '../../src/campaign/index.ts';
import { matchers } from '../../src/testing/vitest/matchers.ts';
import { openCampaign } from '../../src/testing/vitest/open-campaign.ts';
import { moduleOf } from '../../src/testing/vitest/plugin.ts';

expect.extend(matchers);

describe('the module of a campaign file', () => {
  test('declares each test in the line in which it stands', () => {
    const text = 'campaign: x\ntests:\n  - name: a\n\n  - name: b\n  - { name: c }\n';
    const lines = moduleOf(text, '/r/campaign.yaml', '/r').split('\n');
    expect(lines.length).toBe(text.split('\n').length);
    expect(lines.slice(1)).toEqual([
      '',
      'campaign.declare(0);',
      '',
      'campaign.declare(1);',
      'campaign.declare(2);',
      '',
    ]);
  });

  test('takes several tests in one line, and none', () => {
    expect(moduleOf('tests: [{ name: a }, { name: b }]', '/r/c.yaml', '/r')).toMatch(
      /campaign\.declare\(0\); campaign\.declare\(1\);$/,
    );
    for (const text of ['campaign: x', 'tests: []', '- a', '', 'tests: [', 'tests: 3'])
      expect(moduleOf(text, '/r/c.yaml', '/r')).toMatch(/campaign\.declareNone\(\);$/m);
  });

  test('holds names of files only as quoted text', () => {
    const text = moduleOf('', '/r/`${x}\'"\n.yaml', '/r');
    expect(text).toContain(String.raw`"/r/${'`'}\${x}'\"\n.yaml"`.replace('\\$', '$'));
  });
});

test.each([
  ['**/campaign.{yaml,yml}', 'campaign.yaml', true],
  ['**/campaign.{yaml,yml}', 'a/b/campaign.yml', true],
  ['**/campaign.{yaml,yml}', 'a/my-campaign.yaml', false],
  ['**/*.campaign.{yaml,yml}', 'a/my.campaign.yaml', true],
  ['/r/users/*.yaml', '/r/users/a.yaml', true],
  ['/r/users/*.yaml', '/r/users/b/a.yaml', false],
])('%s and %s: %s', (pattern, path, expected) => {
  expect(fitsPath(path, pattern)).toBe(expected);
});

const fails = (matcher: keyof typeof matchers, outcome: Outcome, ...args: unknown[]): string => {
  const run = matchers[matcher] as (...all: unknown[]) => { pass: boolean; message: () => string };
  const { pass, message } = run(outcome, ...args);
  expect(pass).toBe(false);
  return message();
};

describe('matchers for outcomes', () => {
  const open = openCampaign('templates/loyalty-card/campaign.yaml');
  test('sent, dropped, and what the link carries', async () => {
    const { outcome, users } = await open;
    expect(users).toContain('ada');
    expect(outcome('ada')).toBeSent();
    expect(outcome('ada')).not.toBeDropped();
    expect(outcome('no-email')).toBeDropped();
    expect(outcome('no-email')).toBeDropped('No email address');
    expect(outcome('ada')).toCarryPassPayload({ 'person.forename': 'Ada' });
    const eve = { MoEngage_ID: 7, 'First Name': 'Eve', 'Email (Standard)': 'e@example.com' };
    expect(outcome({ user: eve, event: { 'Expires At': '2027-01-31' } })).toCarryPassPayload({
      'person.externalId': '7',
      'universal.expiryDate': '2027-01-31T00:00:00+00:00',
    });
  });

  test('say what is wrong', async () => {
    const { outcome } = await open;
    expect([
      fails('toBeSent', outcome('no-email')),
      fails('toBeDropped', outcome('ada')),
      fails('toBeDropped', outcome('no-email'), 'No address'),
      fails('toCarryPassPayload', outcome('ada'), { 'person.forename': 'Eve', 'person.x': 1 }),
      fails('toCarryPassPayload', outcome('no-email'), {}),
    ]).toMatchSnapshot();
    expect(() => outcome('nobody')).toThrow("the campaign has no user 'nobody'");
  });
});
