import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { parse } from '../../src/cli/parse.ts';
import { emptyFolder, smartpass } from './run-cli.ts';

/** Examples that end with errors: the old mail has defects, and is in the folder; the link was signed with another secret. */
const WITH_FINDINGS = /^adopt |^verify .*--secret-file|^lint(?: --format sarif)?$/;

/** Examples that run until they are stopped, start vitest, fill a folder or ask an account: other tests run them; here they are only parsed. */
const READ_ONLY =
  /^(?:test|init|live|loop|pull|studio|events (?!schema))\b|--watch\b|--answer\b|--live\b/;

/** A proof takes long where a map has many fields. */
const SMALL_MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  person.externalId: { user: MoEngage_ID, missing: { drop: No MoEngage ID } }
`;

const commands = await Promise.all(
  [...COMMANDS].map(async ([name, entry]) => ({ name, command: (await entry.load()).command })),
);
const examples = commands.flatMap(({ name, command }) =>
  command.examples.map(([line]) => ({ name, line })),
);

let folder = '';
let link = '';

/** Makes every file that an example names. */
beforeAll(async () => {
  folder = emptyFolder();
  const put = (name: string, text: string, mode = 0o644): void =>
    writeFileSync(join(folder, name), text, { mode });
  const shipped = 'templates/loyalty-card';
  const card = 'campaigns/loyalty-card';
  for (const name of [card, 'users', 'fixtures/users'])
    mkdirSync(join(folder, name), { recursive: true });
  for (const name of ['users/ada', 'users/no-email'])
    for (const target of ['', 'fixtures/'])
      cpSync(`fixtures/${name}.yaml`, join(folder, `${target}${name}.yaml`));
  cpSync('fixtures/users/ada.yaml', join(folder, 'ada.yaml'));
  const mail = readFileSync(`${shipped}/email.html.jinja`, 'utf8');
  const campaign = readFileSync(`${shipped}/campaign.yaml`, 'utf8').replace(/^tests:[^]*/m, '');
  for (const name of ['fieldmap.yaml', 'email.html.jinja', 'campaign.yaml'])
    cpSync(join(shipped, name), join(folder, card, name));
  put(`${card}/campaign.yaml`, campaign);
  put('campaign.yaml', campaign.replaceAll('../../', ''));
  put('fieldmap.yaml', SMALL_MAP);
  for (const name of ['mail.html', 'email.html.jinja']) put(name, mail);
  const exported = 'MoEngage_ID,First Name,Email (Standard),City\nu-1,Ada,ada@example.com,Oslo\n';
  for (const name of ['export.csv', 'june.csv', 'july.csv']) put(name, exported);
  writeFileSync(join(folder, 'export.csv.gz'), gzipSync(exported));
  for (const name of ['old.yaml', 'new.yaml']) put(name, campaign.replaceAll('../../', ''));
  put('old-mail.html', readFileSync('templates/passkit-guide/email.html.jinja', 'utf8'));
  put('t.jinja', "Hi {{ UserAttribute['First Name'] }}");
  put('context.json', '{"UserAttribute": {"First Name": "Ada"}}');
  put('cases.jsonl', '{"id": 1, "template": "{{ 4/2 }}"}\n');
  put('users.jsonl', '{"id": 1, "context": {"UserAttribute": {"First Name": "Ada"}}}\n');
  put('passkit.secret', 'MadeUpSecretForTests00', 0o600);
  const made = await smartpass(['preview', 'campaign.yaml', '--user', 'ada', '--json'], {
    cwd: folder,
  });
  link = /https:\/\/pub1[^"]*/.exec(made.out)?.[0] ?? '';
  put('link.txt', `${link}\n`);
  const snippet = await smartpass(['generate', 'fieldmap.yaml'], { cwd: folder });
  put('snippet.jinja', snippet.out);
  const whole = ['generate', 'fieldmap.yaml', '--template', 'mail.html'];
  put('mail.html.jinja', (await smartpass(whole, { cwd: folder })).out);
  await smartpass(['generate', '--all', 'campaigns'], { cwd: folder });
  // A class table without a class has the columns of the query alone.
  const { out: query } = await smartpass(['audience', 'campaign.yaml', '--sql', 'duckdb'], {
    cwd: folder,
  });
  const columns = [...query.matchAll(/^ {2}(a\d+_\w+),$/gm)].map(([, name]) => name);
  put('result.csv', `smartpass,${columns.join(',')},users\n`);
});

/** A line as a shell reads it, as far as the examples need: quotes, `<` and `>`; what comes after `&&` is another command. */
function readLine(line: string): { argv: readonly string[]; input: string | undefined } {
  const words = (line.split(' && ')[0] ?? '').match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  const plain = words.map((word) => word.replaceAll(/^["']|["']$/g, ''));
  const argv: string[] = [];
  let input: string | undefined;
  for (let at = 0; at < plain.length; at += 1) {
    const word = plain[at] ?? '';
    if (word === '<') input = plain[++at];
    else if (word === '>' || word === '>>') at += 1;
    else argv.push(word === 'LINK' || word.includes('…') ? link : word);
  }
  return { argv, input };
}

test.each(examples)('smartpass $line', async ({ name, line }) => {
  const { argv, input } = readLine(line);
  expect(argv[0]).toBe(name);
  expect((await parse(argv, () => 100)).kind).toBe('run');
  if (READ_ONLY.test(line)) return;
  const own = emptyFolder();
  cpSync(folder, own, { recursive: true });
  const { code, out, err } = await smartpass(argv, {
    cwd: own,
    ...(input !== undefined && { stdin: readFileSync(join(folder, input)) }),
  });
  const expected = WITH_FINDINGS.test(line) ? 1 : 0;
  expect([code, code === expected ? '' : `${out}${err}`]).toEqual([expected, '']);
});

/** The command lines that the documents show, in blocks and between backticks. */
const shown = ['README.md', ...pages('docs')].flatMap((file) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /(?:^(?:\$ | {4})?(?:[A-Z]+=\S+ )?(?:npx )?smartpass|`(?:npx )?smartpass|(?:\||&&) (?:npx )?smartpass) ([a-z-][^`\n|&#]*)/gm,
    ),
  ].map(([, line = '']) => ({ file, line: line.trim() })),
);

function pages(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(root, name));
}

test('the documents show command lines', () => expect(shown.length).toBeGreaterThan(20));

test.each(shown)('$file: smartpass $line', async ({ line }) => {
  const { argv } = readLine(
    line
      .replaceAll(/ ?\[.*/g, '')
      .replaceAll(/[A-Z]+…?$/g, 'x')
      .replaceAll(/\$\(.*/g, 'x'),
  );
  // A name alone, as in "smartpass verify", speaks of the command.
  if (argv.length <= 1) expect(COMMANDS.has(argv[0] ?? '') || argv[0]?.startsWith('-')).toBe(true);
  else expect(await parse(argv, () => 100)).not.toMatchObject({ kind: 'wrong' });
});

test('every path with a folder that an example names is there in a repository that init makes', async () => {
  const home = emptyFolder();
  await smartpass(['init', 'demo'], { cwd: home });
  const paths = examples
    .filter(({ name }) => name !== 'init')
    .flatMap(({ line }) => readLine(line).argv)
    .filter((word) => /^[a-z][\w-]*\/[\w./*-]*$/.test(word) && !word.startsWith('link/'))
    .map((word) => word.replace(/\/\*.*$/, ''));
  expect(paths).toContain('campaigns/loyalty-card/campaign.yaml');
  expect(paths.filter((path) => !existsSync(join(home, 'demo', path)))).toEqual([]);
});
