import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { leaks, literal, OTHER_FORMS } from '../secret-forms.ts';
import { ADDRESS, campaignOf, everything, FEW, HEAD, signature } from './canary.ts';
import { smartpass } from './run-cli.ts';
import { startWatch } from './watched.ts';

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
