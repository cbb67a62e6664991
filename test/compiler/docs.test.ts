import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fieldMapPage } from '../../scripts/field-map-page.ts';
import { compile } from '../../src/compiler/index.ts';
import { CHANNELS } from '../../src/account/index.ts';
import { smartpass } from '../cli/run-cli.ts';
import { allMaps } from './maps.ts';

test('docs/field-map.md says what the schema says (update it with vitest --update)', async () => {
  await expect(fieldMapPage()).toMatchFileSnapshot('../../docs/field-map.md');
});

test('docs/snippet.md explains each line of the snippet as it is now', () => {
  const map = allMaps().get('six-fields');
  if (map === undefined) throw new Error('no map');
  const tool = { name: 'smartpass', version: '0.1.0' };
  const { snippet } = compile(map, { channel: 'email', tool });
  const page = readFileSync('docs/snippet.md', 'utf8');
  const explained = [...page.matchAll(/```jinja\n(.*)\n```/g)].map(([, line]) => line);
  expect(explained).toEqual(snippet.split('\n'));
});

test.each([...CHANNELS.keys()])('docs/recipes/%s.md has a command that works', async (channel) => {
  const page = readFileSync(`docs/recipes/${channel}.md`, 'utf8');
  const command = /```sh\nnpx smartpass (.*)\n```/.exec(page)?.[1] ?? '';
  expect(command).toContain(`--channel ${channel}`);
  // The shipped map reads an event, which not every channel has: a map of user attributes replaces it.
  const argv = command
    .replace(/\S+fieldmap\.yaml/, 'fixtures/compiler/maps/six-fields.yaml')
    .split(' ');
  const { code, out, err } = await smartpass(argv);
  expect([code, err.includes('error')]).toEqual([0, false]);
  expect(out.includes('{{ longURL')).toBe(channel !== 'email');
});
