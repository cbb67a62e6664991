import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/campaign/index.ts';
import { FAILURE_CATEGORIES, type FailureCategory } from '../../src/account/index.ts';
import { checkLacking } from '../../src/testing/check-matrix.ts';
import { complaints, suiteOf } from './memory-campaign.ts';

const CRASHES: readonly FailureCategory[] = ['Undefined', 'Unknown', 'Uncategorized'];
const whole: Outcome = { user: 'ada', sent: true, text: 'Hi', parts: [], links: [], warnings: [] };

describe('a user who lacks an attribute', () => {
  test.each([...FAILURE_CATEGORIES.keys()])('is dropped under %s', (category) => {
    const failures = [
      { category: 'User Attribute', name: 'A', message: 'none' } as const,
      { category, name: 'B', message: 'why', line: 3 },
    ];
    const message = checkLacking({ user: 'ada', sent: false, failures, parts: [] }, whole);
    if (CRASHES.includes(category)) {
      expect(message).toContain('the template fails instead of dropping the user');
      expect(message).toContain(`why [${category}: B, line 3 of the template]`);
    } else expect(message).toBeUndefined();
  });
});

const FILES: readonly (readonly [string, string])[] = [
  [
    'campaign.yaml',
    'campaign: x\nchannel: sms\ntemplate: t\nusers: u/*.yaml\ntests: [{ name: all, user: ada, matrix: missing }]\n',
  ],
  ['u/ada.yaml', 'user: { Id: 1, City: Bonn }\n'],
  [
    'fieldmap.yaml',
    'smartpass: 1\nproject: { url: https://pub1.pskt.io/c/a4hrop }\nfields:\n  person.externalId: { user: Id, missing: { drop: No ID } }\n',
  ],
];

test.each([
  [
    'of a variable that is not set then',
    'Hi\r\n{# smartpass: fieldmap.yaml #}\r\n{% if UserAttribute.City %}{% set city = 1 %}{% endif %}\r\n{{ city }}',
    'Unable to resolve personalization [Undefined: city, line 4 of the template]',
  ],
  [
    'of an error behind the marker',
    'Hi {# smartpass: fieldmap.yaml #} {{ nothing.x if UserAttribute.City is undefined }}',
    "'nothing' is undefined [Undefined: nothing, line 1 of the template]",
  ],
])('a matrix fails because %s', async (_why, template, reason) => {
  const found = complaints(await suiteOf(new Map([...FILES, ['t', template]])));
  expect(found.length).toBeGreaterThan(0);
  for (const complaint of found) expect(complaint).toContain(reason);
});
