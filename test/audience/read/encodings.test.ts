import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { AudienceReport } from '../../../src/audience/index.ts';
import { folderOf, smartpass, type Answer } from '../../cli/run-cli.ts';

const ROWS = [
  ['1', 'Zoë', 'Köln'],
  ['2', 'Ada', ''],
  ['3', '', 'Łódź'],
  ['4', '\u{1f600}', 'Oslo'],
  ['5', 'Jürgen', 'Zürich'],
] as const;
const TABLE = `ID;First Name;City\r\n${ROWS.map((row) => row.join(';')).join('\r\n')}\r\n`;
const JSON_LINES = ROWS.map(([ID, name, City]) =>
  JSON.stringify({ ID, ...(name && { 'First Name': name }), City }),
).join('\n');

function utf16(text: string, isBig: boolean): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
}

function audience(users: Uint8Array | string, more: readonly string[] = []): Promise<Answer> {
  const cwd = folderOf({
    'c.yaml': 'campaign: x\nchannel: email\ntemplate: t\nusers: none/*.yaml\n',
    t: "{{ UserAttribute['First Name'] }}",
    u: users,
  });
  return smartpass(['audience', 'c.yaml', '--users', 'u', ...more], { cwd });
}

async function countsOf(users: Uint8Array | string): Promise<readonly number[]> {
  const { code, out, err } = await audience(users, ['--json']);
  if (code !== 0) throw new Error(err);
  const { users: count, sent, brokenRows } = JSON.parse(out) as AudienceReport;
  return [count, sent, brokenRows];
}

describe('exports in other encodings', () => {
  test.each([
    ['UTF-8 with its mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16LE', (text: string) => utf16(text, false)],
    ['UTF-16BE', (text: string) => utf16(text, true)],
    ['UTF-16LE, packed', (text: string) => gzipSync(utf16(text, false))],
  ])('%s is read', async (_, bytes) => {
    expect(await countsOf(bytes(TABLE))).toEqual([5, 4, 0]);
    expect(await countsOf(bytes(JSON_LINES))).toEqual([5, 4, 0]);
  });

  test.each([
    ['CSV', TABLE],
    ['NDJSON', JSON_LINES],
  ])('%s in Windows-1252 is refused with its first line', async (_, text) => {
    const lines = `${text}\n`
      .replace('Łódź', 'Málaga')
      .replace('\u{1f600}', 'Anaïs')
      .repeat(2)
      .replaceAll('\n\n', '\n');
    const { code, out, err } = await audience(Buffer.from(lines, 'latin1'));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/u:\d:1: error: cannot read the export: it is not UTF-8 text/);
    expect(err).toContain('iconv -f windows-1252 -t utf-8');
    expect(err).not.toMatch(/J.rgen/);
  });

  test('a line that is not text is a broken row, with its line and what helps', async () => {
    const lines = TABLE.split('\r\n');
    const bytes = Buffer.concat([
      Buffer.from(`${lines.slice(0, 3).join('\r\n')}\r\n`),
      Buffer.from('6;J\xfcrgen;Rome\r\n', 'latin1'),
      Buffer.from(lines.slice(3).join('\r\n')),
    ]);
    expect(await countsOf(bytes)).toEqual([5, 4, 1]);
    const { err } = await audience(bytes);
    expect(err).toContain('u:4:1: warning: the line is not UTF-8 text');
    expect(err).toContain('iconv');
  });

  test('a header that is not text is an error', async () => {
    const { code, err } = await audience(Buffer.from('ID;Gr\xf6\xdfe\r\n1;2\r\n', 'latin1'));
    expect([code, err]).toEqual([2, expect.stringContaining('its header cannot be read')]);
  });

  test('a quoted cell goes on after a line that is not text, or is broken with it', async () => {
    const bytes = Buffer.from('ID,First Name\n1,"a\nJ\xfcrgen\nb"\n2,Bo\n', 'latin1');
    const { out } = await audience(bytes, ['--json']);
    const { users, broken } = JSON.parse(out) as AudienceReport;
    expect(users).toBe(1);
    expect(broken.map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  test.each([
    ['UTF-16 without its mark', utf16(TABLE, false).subarray(2), 'not UTF-8'],
    ['UTF-16 that is cut', utf16(TABLE, false).subarray(0, -1), 'is not UTF-16 text'],
    ['line breaks of old Macs', Buffer.from(TABLE.replaceAll('\n', '')), 'those of old Macs'],
  ])('%s is an error', async (_, bytes, message) => {
    const { code, out, err } = await audience(bytes);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});
