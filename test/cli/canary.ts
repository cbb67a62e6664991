import { createHmac } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCampaignModule, type VitestApi } from '../../src/testing/vitest/runtime.ts';
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
export const LINES: readonly (readonly string[])[] = [
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
