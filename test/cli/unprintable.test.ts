import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { coverageText } from '../../src/cli/coverage-text.ts';
import { plain } from '../../src/diagnostics/index.ts';
import { emptyFolder, smartpass } from './run-cli.ts';

/** A name that clears the screen, hides what follows and reads backwards. */
const NAME = 'a\u001b[2J\u0007\u202eb\u2066c\u009b31m';
const ACTING =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

let cwd = '';

beforeEach(() => {
  cwd = emptyFolder();
  const put = (path: string, text: string): void => writeFileSync(join(cwd, path), text);
  mkdirSync(join(cwd, 'users'));
  put(
    'fieldmap.yaml',
    `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  person.externalId: { user: Id, missing: { drop: No id } }
`,
  );
  put('mail.html', '{# smartpass: fieldmap.yaml #}<a href="{{longURL}}">A</a>');
  put(
    `${NAME}.yaml`,
    `campaign: ${JSON.stringify(NAME)}
channel: email
trigger: { event: ${JSON.stringify(NAME)} }
template: mail.html
users: users/*.yaml
tests: [{ name: ${JSON.stringify(NAME)}, user: nobody, expect: { sent: true } }]
`,
  );
  put(`users/${NAME}.yaml`, `user: { Id: ${JSON.stringify(NAME)} }\n`);
  put(`users/${NAME}x.yaml`, 'user: { [ }\n');
  put(`broken${NAME}.yaml`, 'campaign: x\nchanel: email\n');
  put('good.jinja', '');
});

test.each<readonly string[]>([
  ['preview', `${NAME}.yaml`],
  ['preview', `${NAME}.yaml`, '--text'],
  ['preview', `${NAME}.yaml`, '--user', NAME],
  ['preview', `${NAME}.yaml`, '--html', `${NAME}.html`],
  ['preview', `broken${NAME}.yaml`],
  ['preview', `missing${NAME}.yaml`],
  ['estimate', `${NAME}.yaml`],
  ['estimate', 'fieldmap.yaml', '--users', `users/${NAME}.yaml`],
  ['test', `${NAME}.yaml`],
  ['generate', 'fieldmap.yaml', '-o', `${NAME}.jinja`],
  ['generate', 'fieldmap.yaml', '-o', `${NAME}.jinja`, '--check'],
  ['generate', `${NAME}.yaml`],
  ['generate', '--all', NAME],
  ['adopt', `missing${NAME}`],
  ['render', 'mail.html', '--user', `users/${NAME}x.yaml`],
  ['fields', NAME],
  ['init', NAME],
  ['calibrate', '--answer', NAME],
  ['verify', `https://pub1.pskt.io/c/a4hrop?data=e30&sig=00&${NAME}=${NAME}`],
  [NAME],
  ['preview', `--${NAME}`],
])('nothing that people name acts on the terminal: %j', async (...argv) => {
  if (!argv.includes(`users/${NAME}x.yaml`))
    writeFileSync(join(cwd, `users/${NAME}x.yaml`), 'user: { Id: x }\n');
  const { out, err } = await smartpass(argv, { cwd });
  expect(`${out}${err}`).not.toMatch(ACTING);
  expect(`${out}${err}`).not.toBe('');
});

test('nor do the names of files with untaken ways', () => {
  const span = { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };
  const place = { kind: 'branch', file: NAME, span, never: NAME, users: [] } as const;
  const text = coverageText(
    [{ file: NAME, coverage: { places: [place], taken: 0, percent: 0 } }],
    plain,
  );
  expect(text).not.toMatch(ACTING);
  expect(text).toContain('\\u001b[2J');
});
