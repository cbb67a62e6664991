import { describe, expect, test } from 'vitest';
import { loadCampaign } from '../../src/campaign/index.ts';
import { readCampaign } from '../../src/campaign/read-campaign.ts';
import { FindingsError } from '../../src/diagnostics/index.ts';
import { memoryFiles } from '../testing/memory-campaign.ts';

const HEAD = 'campaign: x\nchannel: sms\ntemplate: t\nusers: u/*.yaml\n';

function problems(tests: string): string[] {
  try {
    readCampaign(`${HEAD}tests:\n${tests}`, 'c.yaml');
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return error.findings.map(
      ({ span, message, hint }) =>
        `${span?.start.line}:${span?.start.column} ${message}${hint === undefined ? '' : ` (${hint})`}`,
    );
  }
  return [];
}

const item = (rest: string): string => `  - { name: n, ${rest} }\n`;

describe('mistakes in tests have a place', () => {
  test.each([
    ['no user', item('expect: { sent: true }'), "6:5 the key 'user' is missing in the test"],
    ['no expectation', item('user: a'), "6:5 the key 'expect' is missing in the test"],
    ['user and each', item('user: a, each: b, expect: { sent: true }'), "'user' or 'each'"],
    [
      'dropped and link',
      item('user: a, expect: { dropped: x, link: { signature: valid } }'),
      'neither text nor link',
    ],
    [
      'not sent and text',
      item('user: a, expect: { sent: false, text: x }'),
      'neither text nor link',
    ],
    [
      'exactly what',
      item('user: a, expect: { link: { exactly: true } }'),
      "'exactly' needs the payload",
    ],
    ['no expression', item("user: a, expect: { text: { matches: '(' } }"), 'no regular expression'],
    ['no world', item('user: a, expect: { worlds: [moon] }'), "the profile has no field 'moon'"],
    [
      'a name twice',
      item('user: a, expect: { sent: true }') + item('user: a, expect: { sent: true }'),
      '7:13 two tests are named "n"',
    ],
    [
      'an unknown key',
      item('user: a, expects: { sent: true }'),
      "tests, item 1 has no key 'expects'",
    ],
    ['an unknown expectation', item('user: a, expect: { sned: true }'), "has no key 'sned'"],
    [
      'an unknown section',
      item('user: { user: {}, evnt: {} }, expect: { sent: true }'),
      "tests, item 1, user has no key 'evnt'",
    ],
    [
      'a key twice',
      item('user: a, with: { b: 1, b: 2 }, expect: { sent: true }'),
      'is given twice',
    ],
    ['another kind of matrix', item('matrix: all'), "matrix is 'all', expected missing"],
  ])('%s', (_what, text, expected) => {
    expect(problems(text).join('\n')).toContain(expected);
  });

  test('the time at which tests render is one instant', () => {
    const at = (now: string): number => readCampaign(`${HEAD}now: ${now}\n`, 'c.yaml').now;
    expect(at('2026-01-31T09:00:00Z')).toBe(Date.UTC(2026, 0, 31, 9));
    expect(at('2026-01-31T09:00:00+05:30')).toBe(Date.UTC(2026, 0, 31, 3, 30));
    expect(at('2026-01-31')).toBe(Date.UTC(2026, 0, 31));
    expect(readCampaign(HEAD, 'c.yaml').now).toBe(Date.UTC(2026, 0, 1));
    for (const now of ['tomorrow', '2026-02-31T99:00:00Z', '2026-01-31T09:00:00'])
      expect(() => at(now)).toThrow(/expected a time with its zone/);
  });

  test('a user, or a pattern, that the campaign does not have', async () => {
    const texts = new Map([
      [
        'c.yaml',
        `${HEAD}tests:\n${item('user: adda, expect: { sent: true }')}  - { name: m, each: [a*, z*], expect: { sent: true } }\n`,
      ],
      ['t', 'x'],
      ['u/ada.yaml', 'user: {}'],
    ]);
    await expect(loadCampaign('c.yaml', memoryFiles(texts))).rejects.toThrow(
      /the user 'adda', whom the campaign does not have; the test is about the user 'z\*'/,
    );
  });
});
