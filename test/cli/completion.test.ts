import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { smartpass } from './run-cli.ts';

const complete = async (...words: string[]): Promise<readonly string[]> => {
  const { code, out, err } = await smartpass(['--get-yargs-completions', 'smartpass', ...words]);
  expect([code, err]).toEqual([0, '']);
  return out.split('\n').filter((line) => line !== '');
};

test('the script asks the command itself', async () => {
  const { code, out } = await smartpass(['completion']);
  expect(code).toBe(0);
  expect(out).toContain('--get-yargs-completions');
});

test('commands, options and choices are completed', async () => {
  expect(await complete('')).toEqual([...COMMANDS.keys()]);
  expect(await complete('te')).toEqual(['test']);
  expect(await complete('test', '--min')).toEqual(['--min-coverage']);
  expect(await complete('generate', '--channel', 'p')).toEqual(['push', 'personalize']);
  expect(await complete('test', '--output')).toEqual(['--output-file']);
});

test('where files stand, or nothing fits, the shell is left alone', async () => {
  expect(await complete('preview', 'templ')).toEqual([]);
  expect(await complete('nope', '')).toEqual([]);
  expect(await complete('constructor', '--')).toEqual([]);
});
