import { expect, test } from 'vitest';
import { pathOfUri, uriOfPath } from '../../src/diagnostics/index.ts';

test.each([
  ['/home/ada/a b.html', 'file:///home/ada/a%20b.html'],
  ['c:/mails/ä.html', 'file:///c:/mails/%C3%A4.html'],
  ['//server/share/x#1.html', 'file://server/share/x%231.html'],
])('%s is %s, which is read back', (path, uri) => {
  expect(uriOfPath(path)).toBe(uri);
  expect(pathOfUri(uri)).toBe(path);
});

test('a relative path stays relative', () => {
  expect(uriOfPath('mails/a b.html')).toBe('mails/a%20b.html');
  expect(pathOfUri('https://example.com/a')).toBeUndefined();
});
