import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Locked = {
  readonly dev?: boolean;
  readonly license?: string;
  readonly integrity?: string;
  readonly resolved?: string;
};
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Locked>;
};
const locked = Object.entries(packages).filter(([path]) => path !== '');
const notice = readFileSync('NOTICE', 'utf8');

test('every entry of the lock file has its integrity, and none the address of a registry', () => {
  expect(locked.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true)).toEqual(
    [],
  );
  expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

test('NOTICE names every package of an installation under its licence (node scripts/write-notice.js)', () => {
  const [, list = ''] = notice.split('by licence ---');
  const named = new Map(
    list
      .replaceAll('\n  ', ' ')
      .trim()
      .split('\n')
      .map((line) => [line.split(': ')[0] ?? '', (line.split(': ')[1] ?? '').split(', ')]),
  );
  const wanted = new Map<string, Set<string>>();
  for (const [path, { dev, license = '' }] of locked) {
    if (dev === true) continue;
    const name = path.replace(/^.*node_modules\//, '');
    wanted.set(license, (wanted.get(license) ?? new Set()).add(name));
  }
  const sorted = [...wanted].map(([license, names]) => [license, [...names].sort()] as const);
  expect(Object.fromEntries(named)).toEqual(Object.fromEntries(sorted));
});

test.each([
  ['CPython', 'src/jinja/values/html-entities.ts', 'PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2'],
  ['Unicode', 'src/jinja/values/unicode-data.ts', 'UNICODE LICENSE V3'],
  ['Jinja', 'src/jinja', 'Copyright 2007 Pallets'],
])('NOTICE has the licence of %s, whose tables or code were the source', (_, file, licence) => {
  expect(notice).toContain(file);
  expect(notice).toContain(licence);
});

test.each(['@noble/hashes', 'csv-parse', 'entities', 'parse5', 'picocolors', 'qr', 'yaml'])(
  'NOTICE has the licence of %s, whose code is in dist/ (node scripts/write-notice.js)',
  (name) => {
    const folder = `node_modules/${name}`;
    const file = existsSync(`${folder}/LICENSE-MIT`) ? 'LICENSE-MIT' : 'LICENSE';
    expect(notice).toContain(`\n${name}\n\n${readFileSync(`${folder}/${file}`, 'utf8').trim()}`);
  },
);
