import { createHmac } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FAKE_SECRET } from '../../src/diagnostics/index.ts';
import { openCampaignModule, type VitestApi } from '../../src/testing/vitest/runtime.ts';
import { leaks, RENDERED_FORMS, SIGNING_FORMS } from '../secret-forms.ts';
import { emptyFolder, smartpass } from './run-cli.ts';

/** What every form signs, and how a template prints its link. */
export const ADDRESS: string =
  'https://pub1.pskt.io/c/a4hrop?data=eyJwZXJzb24uZXh0ZXJuYWxJZCI6InUtMSJ9';
export const HEAD: string = `{% set u = '${ADDRESS}' %}`;

const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  person.externalId: { user: Id, missing: { drop: No id } }
`;
const CAMPAIGN = `campaign: canary
channel: email
template: mail.html
users: users/*.yaml
`;
const TESTS = `tests:
  - name: fails
    user: ada
    expect: { sent: true, link: { signature: invalid }, text: { equals: nothing }, snapshot: true }
`;

/** A folder with a campaign whose template is the given one, which is committed as a snippet too. */
export function campaignOf(template: string): string {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'users'));
  const put = (path: string, text: string): void => writeFileSync(join(cwd, path), text);
  put('fieldmap.yaml', MAP);
  put('mail.html', template);
  put('campaign.yaml', `${CAMPAIGN}${TESTS}`);
  put('users/ada.yaml', 'user: { Id: u-1 }\n');
  put('users.csv', 'Id\nu-1\nu-2\n\n');
  return cwd;
}

/** Everything that draws something of a template, but what is asked for with a secret on purpose. */
const LINES: readonly (readonly string[])[] = [
  ['generate', 'fieldmap.yaml', '-o', 'mail.html', '--check'],
  ['generate', 'fieldmap.yaml', '-o', 'mail.html', '--check', '--json'],
  ['generate', 'fieldmap.yaml', '--template', 'mail.html', '-o', 'nowhere/x'],
  ['adopt', 'mail.html'],
  ['adopt', 'mail.html', '--json'],
  ['adopt', 'mail.html', '-o', 'adopted.yaml'],
  ['preview', 'campaign.yaml'],
  ['preview', 'campaign.yaml', '--text'],
  ['preview', 'campaign.yaml', '--text', '--json'],
  ['render', 'mail.html', '--user', 'users/ada.yaml'],
  ['render', 'mail.html', '--user', 'users/ada.yaml', '--json'],
  ['estimate', 'campaign.yaml', '--json'],
];

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

/** Every second of them. */
export const FEW: readonly (readonly string[])[] = LINES.filter((_line, at) => at % 2 === 0);

/** What was printed and written by every command, and what the tests of the campaign have to say. */
export async function everything(
  template: string,
  lines: readonly (readonly string[])[] = LINES,
): Promise<{ all: string; previews: string }> {
  const cwd = campaignOf(template);
  const own = new Set(readdirSync(cwd));
  const texts: string[] = [];
  const previews: string[] = [];
  for (const argv of lines) {
    const { out, err } = await smartpass(argv, { cwd });
    texts.push(out, err);
    if (argv[0] === 'preview') previews.push(out);
  }
  const context = { UserAttribute: { Id: 'u-1' } };
  const stdin = `${JSON.stringify({ id: 1, template, context })}\n`;
  texts.push((await smartpass(['render', '--ndjson'], { cwd, stdin })).out);
  texts.push(await testsOf(cwd));
  for (const file of readdirSync(cwd))
    if (!own.has(file)) texts.push(readFileSync(join(cwd, file), 'utf8'));
  return { all: texts.join('\n'), previews: previews.join('\n') };
}

async function testsOf(root: string): Promise<string> {
  const said: string[] = [];
  const run = (name: string, body: () => void): void => {
    try {
      body();
      said.push(name);
    } catch (error) {
      const { stack = '', expected, actual } = error as Error & Record<string, unknown>;
      said.push(name, stack, JSON.stringify([expected, actual]));
    }
  };
  const matches = (actual: string): unknown => ({ toMatchSnapshot: () => said.push(actual) });
  const api = { describe: run, test: run, expect: matches } as unknown as VitestApi;
  try {
    const campaign = await openCampaignModule(api, { file: join(root, 'campaign.yaml'), root });
    campaign.declare(0);
  } catch (error) {
    said.push((error as Error).stack ?? '');
  }
  return said.join('\n');
}

/** The signature of the address with a secret. */
export function signature(secret: string): string {
  return createHmac('sha256', secret).update(ADDRESS).digest('hex');
}

/** Five characters or more, so that none of them is in a text by chance; one of them is a letter that no text of ours has. */
const anySecret = fc
  .string({ unit: 'grapheme', minLength: 4, maxLength: 69 })
  .filter((text) => text.isWellFormed())
  .map((text) => `${text.trim()}\u01c2`)
  .filter((text) => text.length >= 4);

/** Declares the tests with random secrets in every form, so many times. */
export function canaryTests(numRuns: number): void {
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
}
