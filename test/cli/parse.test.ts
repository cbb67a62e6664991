import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { parse } from '../../src/cli/parse.ts';
import { parseWithYargs } from '../../src/cli/parse-with-yargs.ts';

const LINES: readonly (readonly string[])[] = [
  ['verify', 'LINK'],
  ['verify', '-', '--json'],
  ['verify', 'https://x.test/?data=a&sig=b', '--kind', 'coupon', '--secret-file=s'],
  ['verify', 'LINK', '--secret-stdin'],
  ['render', '--ndjson'],
  ['render', '--ndjson', '--mode', 'jinja'],
  ['render', 'a.jinja', '--user', 'u.yaml', '--channel', 'sms'],
  ['render', '--mode=jinja', 'a.jinja', '--jinja', '3.1'],
  ['generate', 'map.yaml', '-o', 'out', '--buttons'],
  ['generate', 'map.yaml', '--output', 'out', '--output', 'later'],
  ['generate', '12', '--channel', 'email'],
  ['preview', 'c.yaml', '--user', 'a', '--user', 'b', '--text'],
];

test.each(LINES)('both parsers read the same: %s %s %s %s %s %s', async (...argv) => {
  const [ours, yargs] = [await parse(argv, () => 80), await parseWithYargs(argv, 80)];
  if (ours.kind !== 'run' || yargs.kind !== 'run') throw new Error('the line should be right');
  expect(ours.command).toBe(yargs.command);
  const names = [...Object.keys(ours.command.options), ...Object.keys(ours.command.positionals)];
  for (const name of names) {
    expect([name, ours.args.text(name)]).toEqual([name, yargs.args.text(name)]);
    const isList = ours.command.options[name]?.array === true;
    const [mine, theirs] = [ours.args.texts(name), yargs.args.texts(name)];
    expect(isList ? mine : []).toEqual(isList ? theirs : []);
    expect([name, ours.args.flag(name)]).toEqual([name, yargs.args.flag(name)]);
  }
});

test('options mean the same to both: types, one alias at most, no shapes that only yargs has', async () => {
  for (const entry of COMMANDS.values()) {
    const { command } = await entry.load();
    for (const option of Object.values(command.options)) {
      expect(option.type === 'boolean' || option.requiresArg).toBe(true);
      expect([undefined, 'string']).toContain(
        typeof option.alias === 'string' ? 'string' : option.alias,
      );
    }
  }
});
