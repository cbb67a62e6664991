import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { FIRST_PROJECT } from './first-project.ts';
import { emptyFolder, smartpass } from './run-cli.ts';

const FILES: Readonly<Record<string, string>> = FIRST_PROJECT;

let cwd = '';
const put = (path: string, text: string | Uint8Array): void => writeFileSync(join(cwd, path), text);

beforeEach(() => {
  cwd = emptyFolder();
  mkdirSync(join(cwd, 'users'));
  for (const [path, text] of Object.entries(FILES)) put(path, text);
});

/** What a command line says on stderr: its findings without their frames, with the exit code. */
async function said(line: string): Promise<readonly string[]> {
  const { code, err } = await smartpass(line.split(' '), { cwd });
  const told = err.split('\n').filter((one) => /(?:error|warning|note): |^ {2}hint: /.test(one));
  return [`exit ${code}`, ...told];
}

const edited = (path: string, from: string, to: string): void => {
  const before = FILES[path] ?? '';
  expect(before).toContain(from);
  put(path, before.replace(from, to));
};

const PREVIEW = 'preview campaign.yaml';
const printing = (template: string): void => put('mail.html', template);

test('without a mistake nothing is said', async () => {
  expect(await said(PREVIEW)).toEqual(['exit 0']);
});

test.each<readonly [what: string, line: string, make: () => void]>([
  ['wrong indentation', PREVIEW, () => edited('users/ada.yaml', '  First', '   First')],
  [
    '{{ … }} without quotes in YAML',
    PREVIEW,
    () => edited('fieldmap.yaml', '{ value: T0 }', '{ value: {{ tier }} }'),
  ],
  [
    '[a, b: c]',
    PREVIEW,
    () => edited('users/ada.yaml', 'First Name: Ada', 'Tags: [gold, since: 2020]'),
  ],
  ['a flat user', PREVIEW, () => put('users/ada.yaml', 'MoEngage_ID: a1\nFirst Name: Ada\n')],
  ['attributes beside user:', PREVIEW, () => edited('users/ada.yaml', '  First', 'First')],
  [
    'the first line indented too far',
    PREVIEW,
    () => edited('users/ada.yaml', '  MoEngage', '    MoEngage'),
  ],
  [
    'the first of many lines indented too far',
    'generate fieldmap.yaml',
    () =>
      put(
        'fieldmap.yaml',
        `${FILES['fieldmap.yaml'] ?? ''}  meta.source: { value: x }\n`.replace(
          '  person',
          '     person',
        ),
      ),
  ],
  [
    'users written into the campaign',
    PREVIEW,
    () => edited('campaign.yaml', 'users/*.yaml', '{ ada: { user: { First Name: Ada } } }'),
  ],
  ['a campaign with \\ on the command line', 'preview cards\\spring.yaml', () => undefined],
  ['a pattern with \\ on the command line', 'test cards\\*.yaml', () => undefined],
  ['a pattern with \\', PREVIEW, () => edited('campaign.yaml', 'users/*', 'users\\*')],
  ['a folder in place of a file', 'preview users', () => undefined],
  ['a folder in place of users', PREVIEW, () => edited('campaign.yaml', 'users/*.yaml', 'users')],
  ['a campaign in place of a map', 'generate campaign.yaml', () => undefined],
  ['a map in place of a campaign', 'preview fieldmap.yaml', () => undefined],
  ['a user that is not there', `${PREVIEW} --user adda`, () => undefined],
  ['a misspelt command', 'preveiw campaign.yaml', () => undefined],
  ['a misspelt option', `${PREVIEW} --usre ada`, () => undefined],
  ['a misspelt key', PREVIEW, () => edited('campaign.yaml', 'channel:', 'chanel:')],
  ['a misspelt marker', PREVIEW, () => printing('{# smartpas: fieldmap.yaml #}Hi')],
  [
    'an attribute in another case',
    PREVIEW,
    () => printing("Hi {{ UserAttribute['first name']|default('you') }}"),
  ],
  [
    'an attribute with a trailing space',
    PREVIEW,
    () => printing("Hi {{ UserAttribute['First Name ']|default('you') }}"),
  ],
  ['curly quotes', PREVIEW, () => printing('Hi {{ UserAttribute[\u2018First Name\u2019] }}')],
  ['a tab', PREVIEW, () => edited('users/ada.yaml', '  First', '\tFirst')],
  [
    'UTF-16 with a byte order mark',
    PREVIEW,
    () => put('users/ada.yaml', Buffer.from(`\ufeff${FILES['users/ada.yaml'] ?? ''}`, 'utf16le')),
  ],
  [
    'a secret that others can read',
    `${PREVIEW} --secret-file secret`,
    () => {
      put('secret', 'Given1Secret2ABCDEF345');
      chmodSync(join(cwd, 'secret'), 0o644);
    },
  ],
  ['a secret that is not there', `${PREVIEW} --secret-file secrets`, () => put('secret', 'x')],
  ['a product set that is not there', PREVIEW, () => printing('{{ ProductSet.Recos[0].title }}')],
])('%s', async (_what, line, make) => {
  make();
  expect(await said(line)).toMatchSnapshot();
});
