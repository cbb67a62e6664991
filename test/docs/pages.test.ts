import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { apiPage } from '../../scripts/api-page.ts';
import { campaignPage } from '../../scripts/campaign-page.ts';
import { configurationPage } from '../../scripts/configuration-page.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { CODES } from '../../src/diagnostics/index.ts';

test.each([
  ['campaign', campaignPage],
  ['configuration', configurationPage],
  ['api-names', apiPage],
])('docs/%s.md says what the sources say (update it with vitest -u)', async (name, page) => {
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

const textOf = (page: string): string => readFileSync(page, 'utf8').replaceAll(/```[^]*?```/g, '');

/** The headings of a page, as links name them. */
const headingsOf = (page: string): readonly string[] =>
  [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );

test.each(pages)('links of %s lead to files, and to headings in them', (page) => {
  const links = textOf(page).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?[^)]*\)/g);
  const broken = [...links].filter(([, target = '', heading]) => {
    const path = target === '' ? page : join(dirname(page), target);
    if (!existsSync(path)) return true;
    return heading !== undefined && path.endsWith('.md') && !headingsOf(path).includes(heading);
  });
  expect(broken.map(([link]) => link)).toEqual([]);
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

/** What a fixture holds, a case a line; of a folder all that its files hold. */
function casesOf(path: string): number {
  const files = path.endsWith('/')
    ? readdirSync(path, { encoding: 'utf8' }).flatMap((name) =>
        name.endsWith('.jsonl') ? [path + name] : [],
      )
    : [path];
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
  return lines.filter((line) => line !== '').length;
}

test('the figures of COMPATIBILITY.md are those of the fixtures', () => {
  const page = readFileSync('COMPATIBILITY.md', 'utf8');
  const rows = [...page.matchAll(/^\| ([\d,]+) [^|]*\| `(fixtures\/[^`]+)`, `npm test`/gm)];
  const documented = /`(fixtures\/moengage\/documented\.jsonl)` holds (\d+) examples/.exec(page);
  const layouts = /\(`(fixtures\/jinja\/python-layout\.jsonl)`, (\d+) cases\)/.exec(page);
  const claims = [
    ...rows.map(([, figure = '', path = '']) => [path, Number(figure.replaceAll(',', ''))]),
    ...[documented, layouts].map((found) => [found?.[1], Number(found?.[2])]),
  ];
  expect(claims.length).toBe(7);
  expect(claims).toEqual(claims.map(([path]) => [path, casesOf(String(path))]));
});
