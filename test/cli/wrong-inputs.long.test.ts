import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { FIRST_PROJECT } from './first-project.ts';
import { folderOf, smartpass } from './run-cli.ts';

/** The same with an export. */
const PROJECT = { ...FIRST_PROJECT, 'users.csv': 'MoEngage_ID,First Name\na1,Ada\n' };

/** Files that hold no text. */
const NO_TEXT = {
  'a picture': Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 255, 254, 3]),
  'bytes of zero': Buffer.from('a\0b\0\0c'),
  'UTF-16 with its mark': Buffer.from('\uFEFFcampaign: x\n', 'utf16le'),
  'UTF-16 without its mark': Buffer.from('campaign: spring\n', 'utf16le'),
  'Latin-1': Buffer.from('campaign: M\u00FCller\n', 'latin1'),
} as const;

/** Texts that are nothing of what a command reads. */
const TEXTS = {
  'a sentence': 'hello world\n',
  'a list': '- a\n- b\n',
  'JSON that ends in the middle': '{"a": [1, 2',
  'CRLF and a byte order mark': '\uFEFFhello world\r\n',
} as const;

const EMPTY = { 'no text at all': '' } as const;
const MAIL = { 'a mail': '<html><body>Hi</body></html>' } as const;
const TABLE = { 'a table': 'Email,Name\na@example.com,Ada\n' } as const;
const STRUCTURED = { ...NO_TEXT, ...TEXTS, ...EMPTY, ...MAIL, ...TABLE };

const STAND_IN = '--stand-in http://127.0.0.1:9';

/** Command lines with a file in them, and what that must not be, besides a folder and a file that is not there. */
const LINES: readonly (readonly [
  line: string,
  wrong: Readonly<Record<string, string | Uint8Array>>,
])[] = [
  ['adopt FILE.html', NO_TEXT],
  ['adopt FILE.csv', { ...NO_TEXT, ...TABLE }],
  ['audience FILE.yaml --users users.csv', STRUCTURED],
  [
    'audience campaign.yaml --users FILE.csv',
    { ...EMPTY, ...MAIL, 'a picture': NO_TEXT['a picture'] },
  ],
  ['audience merge FILE.json', STRUCTURED],
  ['calibrate --answer FILE.txt', NO_TEXT],
  ['compare FILE.yaml', STRUCTURED],
  ['estimate FILE.yaml', STRUCTURED],
  ['events check --config FILE.yaml', { ...NO_TEXT, ...TEXTS, ...MAIL, ...TABLE }],
  ['events schema --config FILE.yaml', { ...NO_TEXT, ...TEXTS, ...MAIL, ...TABLE }],
  [`events send FILE.jsonl ${STAND_IN}`, STRUCTURED],
  ['events status --store FILE.db', STRUCTURED],
  ['events replay --dead --store FILE.db', STRUCTURED],
  ['format --check FILE.html', NO_TEXT],
  ['format --check FILE.png', { ...NO_TEXT, ...TEXTS }],
  ['format --check FILE.yaml', STRUCTURED],
  ['generate FILE.yaml', STRUCTURED],
  ['lint FILE.html', NO_TEXT],
  ['lint FILE.csv', { ...NO_TEXT, ...TABLE }],
  ['lint FILE.yaml', STRUCTURED],
  ['preview FILE.yaml', STRUCTURED],
  ['preview campaign.yaml --profile FILE.yaml', { ...NO_TEXT, ...TEXTS, ...MAIL, ...TABLE }],
  ['preview campaign.yaml --secret-file FILE.key', NO_TEXT],
  ['render FILE.html --user users/ada.yaml', NO_TEXT],
  ['render FILE.csv --user users/ada.yaml', { ...NO_TEXT, ...TABLE }],
  ['render mail.html --user FILE.yaml', STRUCTURED],
  ['render mail.html --mode jinja --context FILE.json', STRUCTURED],
  ['verify FILE.txt', STRUCTURED],
];

const CASES = LINES.flatMap(([line, wrong]) => [
  ...Object.entries(wrong).map(([what, content]) => [line, what, content] as const),
  [line, 'a folder', 'folder'] as const,
  [line, 'a file that is not there', undefined] as const,
]);

test.each(CASES)(
  '%s, where that is %s: one finding with a hint, and nothing is written',
  async (given, what, content) => {
    const cwd = folderOf(PROJECT);
    const [name = ''] = /FILE\.\w+/.exec(given) ?? [];
    if (what === 'a folder') mkdirSync(join(cwd, name));
    else if (content !== undefined) writeFileSync(join(cwd, name), content);
    const before = contentOf(cwd);
    const env = { SMARTPASS_DATA_KEY: 'KeyOfTheDataApi123' };
    const { code, err, out } = await smartpass(given.split(' '), { cwd, env });
    expect([code, out]).toEqual([2, '']);
    expect(err.match(/(?:^|: )(?:error|warning): /gm)).toHaveLength(1);
    expect(err).toMatch(/^ {2}hint: ./m);
    expect(err).not.toMatch(/cli\/internal|^ +at /m);
    expect(contentOf(cwd)).toEqual(before);
  },
);

const NO_WORDS: ReadonlySet<string> = new Set(['lsp', 'completion']);

test.each([...COMMANDS.keys()].filter((name) => !NO_WORDS.has(name)))(
  '%s with an option that is misspelt: one finding with the nearest',
  async (name) => {
    const { code, err } = await smartpass([name, '--jsn'], { cwd: folderOf(PROJECT) });
    expect(code).toBe(2);
    expect(err.match(/error: /g)).toHaveLength(1);
    expect(err).toContain("did you mean '--json'?");
  },
);

function contentOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .map((name) => {
      const path = join(folder, name);
      return statSync(path).isFile() ? `${name}: ${readFileSync(path, 'latin1')}` : name;
    });
}
