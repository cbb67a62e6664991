import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FAKE_SECRET } from '../../src/diagnostics/index.ts';
import { sampled } from '../sampled.ts';
import { leaks, RENDERED_FORMS, SIGNING_FORMS } from '../secret-forms.ts';
import { everything, HEAD, LINES, signature } from './canary.ts';

/** The same in every account that is possible, which takes long for a template of many forms. */
const WORLDS: readonly (readonly string[])[] = [
  ['preview', 'campaign.yaml', '--html', '-'],
  ['preview', 'campaign.yaml', '--html', 'page.html'],
  ['render', 'mail.html', '--user', 'users/ada.yaml', '--json', '--worlds'],
];

/** What judges the template, changes it, or counts an export. */
const JUDGES: readonly (readonly string[])[] = [
  ['lint', 'mail.html'],
  ['lint', '.', '--json'],
  ['lint', 'mail.html', '--format', 'sarif'],
  ['lint', 'mail.html', '--format', 'junit'],
  ['lint', 'mail.html', '--format', 'github'],
  ['lint', 'mail.html', '--fix-unsafe', '--dry-run'],
  ['lint', 'mail.html', '--baseline', 'baseline.json', '--update-baseline'],
  ['lint', 'mail.html', '--add-fixture', '--fixtures', 'users'],
  ['format', 'mail.html', '--dry-run'],
  ['format', 'mail.html', '--check', '--json'],
  ['audience', 'campaign.yaml', '--users', 'users.csv'],
  ['audience', 'campaign.yaml', '--users', 'users.csv', '--json', '--show-ids'],
  ['audience', 'campaign.yaml', '--users', 'users.csv', '--html', 'audience.html'],
  ['audience', 'campaign.yaml', '--sql', 'duckdb'],
  ['preview', 'campaign.yaml', '--html', '-'],
];

/** Five characters or more, so that none of them is in a text by chance; one of them is a letter that no text of ours has. */
const anySecret = fc
  .string({ unit: 'grapheme', minLength: 4, maxLength: 69 })
  .filter((text) => text.isWellFormed())
  .map((text) => `${text.trim()}\u01c2`)
  .filter((text) => text.length >= 4);

/** How often each test has other random secrets. */
const numRuns = sampled(1, 4);

test.each([
  ['by any command', LINES, SIGNING_FORMS],
  ['by any command, put together by the render', LINES, RENDERED_FORMS],
  ['by what judges it', JUDGES, SIGNING_FORMS.filter((_form, at) => at % 5 === 1)],
  ['in any account', WORLDS, SIGNING_FORMS.filter((_form, at) => at % 7 === 0)],
])(
  'no secret that a template signs with is shown or written %s, and no preview is signed with it',
  async (_what, lines, forms) => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(...forms.map(() => anySecret)), async (secrets) => {
        const links = forms.map(({ write }, at) => {
          const signed = write(secrets[at] ?? '').replaceAll('sign(', `sign${at}(`);
          return `<a href="{{ u }}&sig=${signed}">${at}</a>`;
        });
        const { all, previews } = await everything(`${HEAD}${links.join('\n')}`, lines);
        for (const [at, { name }] of forms.entries()) {
          const secret = secrets[at] ?? '';
          expect([name, leaks(all, secret)]).toEqual([name, []]);
          expect([name, previews.includes(signature(secret))]).toEqual([name, false]);
        }
        expect(previews).toContain(signature(FAKE_SECRET));
      }),
      { numRuns },
    );
  },
);
