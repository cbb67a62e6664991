import { createHmac } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FAKE_SECRET } from '../../src/diagnostics/index.ts';
import { openCampaignModule, type VitestApi } from '../../src/testing/vitest/runtime.ts';
import { literal, OTHER_FORMS, RENDERED_FORMS, SIGNING_FORMS } from '../secret-forms.ts';
import { emptyFolder, smartpass } from './run-cli.ts';
import { startWatch } from './watched.ts';

/** What every form signs, and how a template prints its link. */
const ADDRESS = 'https://pub1.pskt.io/c/a4hrop?data=eyJwZXJzb24uZXh0ZXJuYWxJZCI6InUtMSJ9';
const HEAD = `{% set u = '${ADDRESS}' %}`;

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
function campaignOf(template: string): string {
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

const FEW: readonly (readonly string[])[] = LINES.filter((_line, at) => at % 2 === 0);

/** What was printed and written by every command, and what the tests of the campaign have to say. */
async function everything(
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

/** The forms of a secret that a text holds. */
function leaks(text: string, secret: string): readonly string[] {
  const base64 = Buffer.from(secret).toString('base64');
  const written = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams({ x: secret }).toString().slice(2),
    base64,
    base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  ];
  return written.filter((form) => text.includes(form));
}

const signature = (secret: string): string =>
  createHmac('sha256', secret).update(ADDRESS).digest('hex');

/** Five characters or more, so that none of them is in a text by chance; one of them is a letter that no text of ours has. */
const anySecret = fc
  .string({ unit: 'grapheme', minLength: 4, maxLength: 69 })
  .filter((text) => text.isWellFormed())
  .map((text) => `${text.trim()}\u01c2`)
  .filter((text) => text.length >= 4);

test.each([
  ['by any command', LINES, SIGNING_FORMS, 2],
  ['by any command, put together by the render', LINES, RENDERED_FORMS, 1],
  ['by what judges it', JUDGES, SIGNING_FORMS.filter((_form, at) => at % 5 === 1), 1],
  ['in any account', WORLDS, SIGNING_FORMS.filter((_form, at) => at % 7 === 0), 1],
])(
  'no secret that a template signs with is shown or written %s, and no preview is signed with it',
  async (_what, lines, forms, numRuns) => {
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

const CANARY = 'Canary0of1the2MineShaft';

test.each(OTHER_FORMS)('what signs nothing is not shown either: $name', async ({ write }) => {
  for (const secret of [CANARY, 'my-own-secret']) {
    const same = `{# ${write(secret).replaceAll(/[{}%#]/g, '')} #}`;
    const text = `${HEAD}<p>\n${same}${write(secret)}{{ oops( }}\n</p>`;
    const { all } = await everything(text, FEW);
    expect(leaks(all, secret)).toEqual([]);
  }
});

test.each([
  ['as it is', 's'],
  ['in HTML', 's|e'],
  ['URL-encoded', 's|urlencode'],
  ['in base64', 's|base64encode'],
  ['inside of base64', '(\'{"key":"\' ~ s ~ \'"}\')|base64encode'],
  ['as JSON', 's|tojson'],
  ['in a list', '[s]'],
])(
  'a message that prints the secret %s is an error, and shown without it',
  async (_how, printed) => {
    const secret = "Tom's <secret>&1";
    const link = '<a href="{{ u }}&sig={{ u|convertToSHA256(s) }}">A</a>';
    const template = `${HEAD}{% set s = ${literal(secret)} %}${link} {{ ${printed} }}`;
    const { all } = await everything(template);
    expect(leaks(all, secret)).toEqual([]);
    expect(leaks(all, `{"key":"${secret}"}`)).toEqual([]);
    expect(all.match(/moengage\/secret-printed/g)?.length).toBeGreaterThan(4);
    const cwd = campaignOf(template);
    expect(await smartpass(['preview', 'campaign.yaml'], { cwd })).toMatchObject({
      code: 1,
      out: expect.stringContaining('1 with a secret in the message') as string,
    });
    expect(await smartpass(['render', 'mail.html'], { cwd })).toMatchObject({ code: 1 });
  },
);

test('a secret that is given is hidden too, wherever it is', async () => {
  const cwd = campaignOf(
    `${HEAD}{# ${CANARY} #}<a href="{{ u }}&sig={{ u|convertToSHA256('x') }}">A</a>`,
  );
  writeFileSync(join(cwd, 'secret'), CANARY, { mode: 0o600 });
  writeFileSync(join(cwd, 's.jinja'), `{# ${CANARY} #}`);
  const given = ['--secret-file', 'secret'];
  const link = `${ADDRESS}&sig=${signature(CANARY)}&key=${CANARY}`;
  const nested = Buffer.from(JSON.stringify({ a: [{ [CANARY]: CANARY }] })).toString('base64url');
  writeFileSync(
    join(cwd, 'links'),
    `${link}\nhttps://pub1.pskt.io/c/x?data=${nested}&sig=00\n${CANARY}\n`,
  );
  for (const argv of [
    ['preview', 'campaign.yaml', '--json', '--text'],
    ['preview', 'campaign.yaml', '--live-links', '--html', '-'],
    ['generate', 'fieldmap.yaml', '-o', 's.jinja', '--check'],
    ['generate', 'fieldmap.yaml', '-o', 's.jinja', '--check', '--json'],
    ['verify', link],
    ['verify', link, '--json'],
    ['verify', 'links', '--lines'],
  ]) {
    const { out, err } = await smartpass([...argv, ...given], { cwd });
    expect([argv[0], leaks(out + err, CANARY)]).toEqual([argv[0], []]);
  }
  const { out } = await smartpass(['generate', 'fieldmap.yaml', ...given], { cwd });
  expect(out).toContain(`convertToSHA256('${CANARY}')`);
  const json = await smartpass(['generate', 'fieldmap.yaml', '--json', ...given], { cwd });
  expect((JSON.parse(json.out) as { text: string }).text).toContain(CANARY);
});

test.each([
  ['a good preview', '{{ s }}{{ u|convertToSHA256(s) }}'],
  ['what stopped it', '{{ u|convertToSHA256(s) }}{{ oops( }}'],
])('the server of --watch shows no secret: %s', async (_what, rest) => {
  const cwd = campaignOf(`${HEAD}{% set s = '${CANARY}' %}${rest}{# ${CANARY} #}`);
  const watched = await startWatch(['preview', 'campaign.yaml'], cwd);
  const answers = [watched.url, `${watched.url}state`].map(async (url) =>
    (await fetch(url)).text(),
  );
  const all = (await Promise.all(answers)).join('\n');
  expect(await watched.end()).toBe(0);
  expect(leaks(all, CANARY)).toEqual([]);
  expect(all).toContain('•'.repeat(CANARY.length));
});
