import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { version } from '../../src/cli/package.ts';
import { smartpass } from './run-cli.ts';

test('--version prints the version', async () => {
  expect(await smartpass(['--version'])).toEqual({ code: 0, out: `${await version()}\n`, err: '' });
});

test('--help and help list the commands; nothing at all is wrong use', async () => {
  const help = await smartpass(['--help']);
  expect(help.code).toBe(0);
  for (const name of COMMANDS.keys()) expect(help.out).toContain(`smartpass ${name}`);
  expect(await smartpass(['help'])).toEqual(help);
  expect(await smartpass([])).toEqual({ code: 2, out: '', err: help.out });
});

test.each([...COMMANDS.keys()])('%s --help has examples and --json', async (name) => {
  const { code, out, err } = await smartpass([name, '--help']);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/Examples:\n +smartpass /);
  expect(out).toContain('--json');
});

test.each([
  [['genrate', 'x'], /no command 'genrate' \[cli\/unknown-command\]\n.*did you mean 'generate'/],
  [['constructor'], /no command 'constructor'/],
  [['verify'], /an argument is missing \[cli\/usage\]\n.*smartpass verify --help/],
  [['verify', 'a', '--knd', 'coupon'], /no option '--knd'.*\n.*did you mean '--kind'/],
  [['verify', 'a', '--kind'], /--kind needs a value/],
  [['verify', 'a', '--kind', 'x'], /--kind takes one of "membership", "coupon"/],
  [['verify', 'a', '-q'], /no option '-q'/],
  [['generate', '-o'], /-o needs a value/],
  [['--josn', 'verify'], /no option '--josn'/],
  [['--', 'verify'], /a command is missing/],
  [['verify', ''], /no link was given/],
  [['verify', 'https://a/ https://b/'], /more than one link/],
  [['test', 'templates', '-t', '['], /no regular expression \[cli\/usage\]/],
  [['--nope'], /no option '--nope'/],
])('%j is wrong use', async (argv, expected) => {
  const { code, out, err } = await smartpass(argv);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(expected);
});

test.each([
  [['verify', 'a', 'TheSecretItself000000']],
  [['verify', 'a', '--secret', 'TheSecretItself000000']],
  [['verify', 'a', '--secret=TheSecretItself000000']],
])('a secret on the command line is refused and not repeated: %#', async (argv) => {
  const { code, out, err } = await smartpass(argv);
  expect(code).toBe(2);
  expect(out + err).not.toContain('TheSecret');
});

test('with --json a refusal is JSON on stdout', async () => {
  const { code, out, err } = await smartpass(['verify', '--json']);
  expect([code, err]).toEqual([2, '']);
  expect(JSON.parse(out)).toMatchObject({ ok: false, findings: [{ code: 'cli/usage' }] });
});

test.each([
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  [{ FORCE_COLOR: '1' }, true],
  [{}, false],
])('colours with %j: %s', async (env, coloured) => {
  const { err } = await smartpass(['nope'], { env });
  expect(err.includes('\u001b[')).toBe(coloured);
});
