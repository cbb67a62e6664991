import { expect, test } from 'vitest';
import { fitsPath, fitsWildcard, listFiles, type Folders } from '../../src/campaign/index.ts';

const FILES = [
  'campaign.yaml',
  'users/ada.yaml',
  'users/bo.json',
  'users/.draft.yaml',
  'users/deep/cy.yaml',
  'node_modules/pkg/campaign.yaml',
  '.git/campaign.yaml',
  '/etc/eve.yaml',
];

const folders: Folders = {
  async entries(folder) {
    const before = folder === '' || folder === '/' ? folder : `${folder}/`;
    const below = FILES.filter((file) => file.startsWith('/') === folder.startsWith('/'))
      .filter((file) => file.startsWith(before))
      .map((file) => file.slice(before.length));
    const names = [...new Set(below.map((path) => path.split('/')[0] ?? ''))];
    return names.map((name) => ({ name, isDirectory: () => !below.includes(name) }));
  },
  async exists(path) {
    return FILES.some((file) => file === path || file.startsWith(`${path}/`));
  },
};

test.each([
  ['a path', 'users/ada.yaml', ['users/ada.yaml']],
  ['a path with dots and two slashes', './users//ada.yaml', ['users/ada.yaml']],
  ['nothing', 'users/eve.yaml', []],
  ['a folder is not entered where a file is meant', 'users/*', ['users/ada.yaml', 'users/bo.json']],
  ['one character', 'users/b?.json', ['users/bo.json']],
  ['braces, each once', 'users/{a*,*a}.yaml', ['users/ada.yaml']],
  ['any depth', '**/*.yaml', ['campaign.yaml', 'users/ada.yaml', 'users/deep/cy.yaml']],
  ['no node_modules behind a star', '*/*/campaign.yaml', []],
  ['hidden ones where they are written out', 'users/.*.yaml', ['users/.draft.yaml']],
  ['a hidden folder that is written out', '.git/*.yaml', ['.git/campaign.yaml']],
  ['an absolute pattern', '/etc/*.yaml', ['/etc/eve.yaml']],
  ['dots and brackets stand for themselves', 'users/ad[a].yam?', []],
])('%s', async (_what, pattern, expected) => {
  expect(await listFiles(pattern, folders)).toStrictEqual(expected);
});

test('each folder is read once, however many ways lead to it', async () => {
  const read: string[] = [];
  const noting: Folders = {
    ...folders,
    entries(folder) {
      read.push(folder);
      return folders.entries(folder);
    },
  };
  expect(await listFiles('**/{ada,bo,cy}.{yaml,json}', noting)).toStrictEqual([
    'users/ada.yaml',
    'users/bo.json',
    'users/deep/cy.yaml',
  ]);
  expect(read).toStrictEqual(['', 'users', 'users/deep']);
});

test.each([
  ['ada', '*', true],
  ['ada', 'a?a', true],
  ['ada', 'a*a*', true],
  ['ada', '*d', false],
  ['ada', '', false],
  ['', '**', true],
  ['a.b', 'a.b', true],
  ['axb', 'a.b', false],
  ['\u{1f600}x', '?x', true],
  ['line\nbreak', 'line*break', true],
])('the name %j fits %j: %s', (name, pattern, expected) => {
  expect(fitsWildcard(name, pattern)).toBe(expected);
});

test.each([
  ['a/b/c.yaml', '**/*.yaml', true],
  ['c.yaml', '**/*.yaml', true],
  ['a/b/c.yaml', 'a/**/b/**/*.yaml', true],
  ['a/b/c.yaml', 'a/*.yaml', false],
  ['a/b.json', 'a/*.{yaml,json}', true],
])('the path %j fits %j: %s', (path, pattern, expected) => {
  expect(fitsPath(path, pattern)).toBe(expected);
});

test('patterns with many stars, braces and ** end', async () => {
  const long = 'a'.repeat(5000);
  expect(fitsWildcard(`${long}!`, `${'*a'.repeat(500)}*b`)).toBe(false);
  expect(await listFiles(`${'*a'.repeat(200)}*`, folders)).toEqual([]);
  expect(await listFiles('{a,b}'.repeat(200), folders)).toEqual([]);
  expect(await listFiles(`{${','.repeat(100_000)}`, folders)).toEqual([]);
  const ways = `${'**/'.repeat(12)}cy.yaml`;
  expect(await listFiles(ways, folders)).toEqual(['users/deep/cy.yaml']);
});
