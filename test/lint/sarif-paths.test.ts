import { posix, win32 } from 'node:path';
import { expect, test } from 'vitest';
import { sarif } from '../../src/cli/sarif.ts';

/** The place that a finding of a file has in a report. */
function uriIn(file: string): unknown {
  const finding = { code: 'null/printed', severity: 'error', message: 'x', file } as const;
  const report = JSON.stringify(
    sarif([{ file, text: 'x', findings: [finding], suppressed: [] }], '1.0.0'),
  );
  return /"artifactLocation":\{"uri":"([^"]*)"/.exec(report)?.[1];
}

/** A path as the command line hands it on, which writes `/` everywhere. */
const given = (path: string): string => path.replaceAll('\\', '/');

test.each([
  [given(win32.resolve('C:\\my repo', 'mail.html')), 'file:///C:/my%20repo/mail.html'],
  [given(win32.resolve('d:\\', 'a#1', 'm%.html')), 'file:///d:/a%231/m%25.html'],
  [given(win32.resolve('\\\\server\\share\\', 'mail.html')), 'file://server/share/mail.html'],
  [given(win32.join('templates', 'card', 'mail.html')), 'templates/card/mail.html'],
  [posix.resolve('/repo', 'mail.html'), 'file:///repo/mail.html'],
  ['templates/c:d.html', 'templates/c%3Ad.html'],
  ['../mail.html', '../mail.html'],
])('%s is %s', (file, uri) => {
  expect(uriIn(file)).toBe(uri);
});
