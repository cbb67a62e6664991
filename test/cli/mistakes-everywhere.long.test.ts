import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FIRST_PROJECT } from './first-project.ts';
import { folderOf, smartpass } from './run-cli.ts';

/** The first project with what other commands take: a template written by hand, one without a link, an export, a configuration. */
const PROJECT: Readonly<Record<string, string>> = {
  ...FIRST_PROJECT,
  'plain.html': "Hi {{ UserAttribute['First Name']|default('you', true) }}\n",
  'old.html': `{% set payload = '{"person.externalId":"' ~ UserAttribute['MoEngage_ID'] ~ '","members.tier.id":"T0"}' %}
{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ payload|base64encode %}
{% set longURL = url ~ '&sig=' ~ url|convertToSHA256('{YOUR-PROJECT-SECRET}') %}
<a href="{{longURL}}">Save</a>
`,
  'users.csv': 'MoEngage_ID,First Name\na1,Ada\n',
  'smartpass.config.yaml': 'profile: { jinja: "3.1" }\n',
};

/** A mistake in a file: a part of it that is another, its whole text, or UTF-16 in place of UTF-8. */
type Mistake = {
  readonly what: string;
  readonly file: string;
  readonly from?: string;
  readonly to?: string;
  readonly text?: string;
  /** The command lines that it shows in, or the name of a list of them. */
  readonly lines: string | readonly string[];
  readonly said: string;
};

type Fixture = {
  readonly lines: Readonly<Record<string, readonly string[]>>;
  readonly mistakes: readonly Mistake[];
  readonly arguments: readonly { readonly said: string; readonly lines: readonly string[] }[];
};

const FIXTURE = JSON.parse(readFileSync('fixtures/cli/mistakes.json', 'utf8')) as Fixture;

function wrongText({ file, from, to = '', text }: Mistake): string | Uint8Array {
  const right = PROJECT[file] ?? '';
  if (text !== undefined) return text;
  if (from === undefined) return Buffer.from(`\uFEFF${right}`, 'utf16le');
  expect(right).toContain(from);
  return right.replace(from, to);
}

/** The one finding of a command line with its hint. Throws with all that was printed where it is not one. */
async function oneFinding(line: string, cwd: string): Promise<string> {
  const { err, out } = await smartpass(line.split(' '), { cwd });
  const printed = line.startsWith('lint') ? out + err : err;
  const told = printed
    .split('\n')
    .filter((one) => /(?:^|: )(?:error|warning): |^ {2}hint: /.test(one));
  const [finding = '', hint = ''] = told;
  const isOne = told.length === 2 && /^ {2}hint: ./.test(hint) && !/^ {2}hint/.test(finding);
  if (!isOne || /cli\/internal|^ +at /m.test(printed)) throw new Error(`${line}\n${out}${err}`);
  return told.join('\n');
}

describe.each(FIXTURE.mistakes)('$what', (mistake) => {
  const { file, lines, said } = mistake;
  test.each(typeof lines === 'string' ? (FIXTURE.lines[lines] ?? []) : lines)(
    '%s',
    async (line) => {
      const { 'old.html': old = '', ...others } = PROJECT;
      // What is wrong with a template written by hand would be told where all templates are judged.
      const files = line === 'lint' ? others : { ...others, 'old.html': old };
      const cwd = folderOf({ ...files, [file]: wrongText(mistake) });
      expect(await oneFinding(line, cwd)).toContain(said);
    },
  );
});

describe.each(FIXTURE.arguments)('$said', ({ said, lines }) => {
  test.each(lines)('%s', async (line) => {
    const cwd = folderOf(PROJECT);
    writeFileSync(join(cwd, 'secret'), 'Given1Secret2ABCDEF345');
    chmodSync(join(cwd, 'secret'), 0o644);
    expect(await oneFinding(line, cwd)).toContain(said);
  });
});

test('every list of command lines is used, and none is empty', () => {
  const used = new Set(FIXTURE.mistakes.map(({ lines }) => lines));
  for (const [name, lines] of Object.entries(FIXTURE.lines)) {
    expect(used).toContain(name);
    expect(lines.length).toBeGreaterThan(4);
  }
});
