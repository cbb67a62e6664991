import { expect, test } from 'vitest';
import { decode, decoded } from '../../src/diagnostics/index.ts';
import { FindingsError } from '../../src/diagnostics/index.ts';

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const utf16 = (text: string): Uint8Array => Buffer.from(text, 'utf16le');

test.each([
  ['UTF-8', Buffer.from('Zoë\n'), 'Zoë\n'],
  ['a byte order mark', Buffer.from('\uFEFFZoë'), 'Zoë'],
  ['nothing', Buffer.from(''), ''],
  ['a true replacement character', Buffer.from('a\uFFFD'), 'a\uFFFD'],
])('%s is text', (_what, bytes, text) => {
  expect(decode(bytes, 'a.txt')).toBe(text);
  expect(decoded(bytes)).toBe(text);
});

test.each([
  ['Latin-1', latin1('one\ntwo\n\xe9'), 'the file is not UTF-8 text (first at line 3)'],
  ['a byte of zero', latin1('one\n\0'), 'the file is not UTF-8 text (first at line 2)'],
  ['one byte of zero', latin1('\0'), 'the file is not UTF-8 text (first at line 1)'],
  ['a cut sequence', latin1('a\xc3'), 'the file is not UTF-8 text (first at line 1)'],
  ['UTF-16', utf16('name\n'), 'the file is UTF-16, expected UTF-8 text'],
  ['UTF-16 with its mark', utf16('\uFEFF日本'), 'the file is UTF-16, expected UTF-8 text'],
  [
    'big-endian UTF-16',
    Buffer.from(utf16('name')).swap16(),
    'the file is UTF-16, expected UTF-8 text',
  ],
])('%s is refused', (_what, bytes, message) => {
  expect(decoded(bytes)).toBeUndefined();
  let error: unknown;
  try {
    decode(bytes, 'a.txt');
  } catch (thrown) {
    error = thrown;
  }
  expect(error instanceof FindingsError && error.findings).toEqual([
    {
      code: 'cli/not-utf8',
      severity: 'error',
      message,
      hint: 'save it with the encoding UTF-8',
      file: 'a.txt',
    },
  ]);
});
