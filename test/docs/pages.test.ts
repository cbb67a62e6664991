import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { campaignPage } from '../../scripts/campaign-page.ts';
import { configurationPage } from '../../scripts/configuration-page.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { CODES } from '../../src/diagnostics/index.ts';

test.each([
  ['campaign', campaignPage],
  ['configuration', configurationPage],
])('docs/%s.md says what the tables say (update it with vitest -u)', async (name, page) => {
  await expect(page()).toMatchFileSnapshot(`../../docs/${name}.md`);
});

const pages = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'COMPATIBILITY.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

test.each(pages)('links of %s lead to files', (page) => {
  const text = readFileSync(page, 'utf8').replaceAll(/```[^]*?```/g, '');
  const targets = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)].map(
    ([, target = '']) => target,
  );
  expect(targets.filter((target) => !existsSync(join(dirname(page), target)))).toEqual([]);
});

test('the front page leads to every page', () => {
  const front = readFileSync('docs/README.md', 'utf8');
  const names = readdirSync('docs').filter((name) => name.endsWith('.md') && name !== 'README.md');
  expect(names.filter((name) => !front.includes(`(${name})`))).toEqual([]);
});

test('the README names every command', () => {
  const readme = readFileSync('README.md', 'utf8');
  const missing = [...COMMANDS.keys()].filter((name) => !readme.includes(`\`${name}`));
  expect(missing).toEqual([]);
});

test('every code of the page of troubleshooting exists', () => {
  const page = readFileSync('docs/troubleshooting.md', 'utf8');
  const codes = [...page.matchAll(/\| `([a-z]+\/[a-z0-9-]+)` \|/g)].map(([, code = '']) => code);
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.filter((code) => !CODES.has(code))).toEqual([]);
});
