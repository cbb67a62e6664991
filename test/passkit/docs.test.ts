import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { linkCodes } from '../../src/diagnostics/codes/link.ts';

test('docs/links.md explains every code of the module, in the words of the catalogue', () => {
  const rows = readFileSync('docs/links.md', 'utf8').matchAll(
    /^\| `(link\/[a-z0-9-]+)` \| ([^|]+) \|/gm,
  );
  expect([...rows].map(([, code, sentence]) => [code, sentence?.trim()])).toEqual(
    Object.entries(linkCodes),
  );
});

test('every code is used in the module, and no other', () => {
  const files = [
    'payload',
    'read',
    'read-payload',
    'link-parts',
    'signature',
    'decrypt',
    'build',
    'project-url',
    'values',
  ];
  const source = files.map((file) => readFileSync(`src/passkit/${file}.ts`, 'utf8')).join('\n');
  const used = new Set([...source.matchAll(/'(link\/[a-z0-9-]+)'/g)].map(([, code]) => code));
  const computed = ['link/long', 'link/too-long'];
  expect(new Set([...used, ...computed])).toEqual(new Set(Object.keys(linkCodes)));
});
