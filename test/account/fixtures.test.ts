import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/diagnostics/index.ts';
import {
  readAuxTable,
  readContentApi,
  readMapping,
  readRecipient,
} from '../../src/account/index.ts';
import { readTree, toValue } from '../../src/documents/index.ts';
import { Dict } from '../../src/jinja/values/dict.ts';
import { PyFloat, type Value } from '../../src/jinja/values/types.ts';
import { repr } from '../../src/jinja/values/print.ts';

function drawn(findings: readonly Finding[]): string[] {
  return findings.map(
    ({ code, severity, span, message, hint }) =>
      `${span?.start.line}:${span?.start.column} ${severity} ${code} ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

function shown(text: string): string {
  const codes = { syntax: 'fixture/syntax', duplicate: 'fixture/duplicate-key' };
  const { tree, findings } = readTree(text, 'x.yaml', codes);
  if (findings.length > 0) return drawn(findings).join('\n');
  return repr(tree === undefined ? null : toValue(tree, 'x.yaml').value);
}

function recipientFindings(text: string): string[] {
  return drawn(readRecipient(text, 'x.yaml').findings);
}

function tableFindings(text: string, key?: string): string[] {
  return drawn(readAuxTable(text, 'a.csv', key).findings);
}

function attribute(name: string, key: string): Value | undefined {
  const text = readFileSync(`fixtures/users/${name}.yaml`, 'utf8');
  return readRecipient(text, name).recipient?.user.get(key);
}

describe('values are read without loss', () => {
  test.each([
    ['10', '10'],
    ['10.0', '10.0'],
    ['1e3', '1000.0'],
    ['-0', '0'],
    ['-0.0', '-0.0'],
    ['+5', '5'],
    ['12345678901234567890', '12345678901234567890'],
    ['"12345678901234567890"', "'12345678901234567890'"],
    ['0x1F', '31'],
    ['0o17', '15'],
    ['017', "'017'"],
    ['-007', "'-007'"],
    ['00.5', "'00.5'"],
    ['0', '0'],
    ['0.5', '0.5'],
    ['!!float 5', '5.0'],
    ['!!int "12"', '12'],
    ['! 12', "'12'"],
    ['.inf', 'inf'],
    ['.nan', 'nan'],
    ['1_000', "'1_000'"],
    ['2027-01-31T00:00:00Z', "'2027-01-31T00:00:00Z'"],
    ['2027-01-31', "'2027-01-31'"],
    ['yes', "'yes'"],
    ['true', 'True'],
    ['~', 'None'],
    ['', 'None'],
    ['""', "''"],
    ['" "', "' '"],
    ['!!str 10', "'10'"],
    ['[1, 1.0, null, "1"]', "[1, 1.0, None, '1']"],
    ['{"a": 10.0, "b": {"1": [2.50]}}', "{'a': 10.0, 'b': {'1': [2.5]}}"],
    ['2024: x\nnull: y\ntrue: z', "{'2024': 'x', 'null': 'y', 'true': 'z'}"],
    ['a: &x [1]\nb: *x', "{'a': [1], 'b': [1]}"],
    ['a: |\n  one\n  two', "{'a': 'one\\ntwo\\n'}"],
    ['\uFEFFa: 1', "{'a': 1}"],
    ['<<: 1', "{'<<': 1}"],
    ['__proto__: 1', "{'__proto__': 1}"],
  ])('%j', (text, answer) => {
    expect(shown(text)).toBe(answer);
  });

  test('broken files are findings with their place', () => {
    expect(shown('a: 1\nb: [1, 2\nc: 3')).toMatch(/^\d:\d error fixture\/syntax/);
    expect(shown('{"a": 1, "b": 2, "a": 3}')).toBe(
      '1:18 error fixture/duplicate-key the key "a" is given twice (keep one of them)',
    );
    expect(shown('a: 1\n"a": 2')).toMatch(/^2:1 error fixture\/duplicate-key/);
    expect(shown('1: a\n"1": b')).toMatch(/^2:1 error fixture\/duplicate-key/);
    expect(shown('a: *nowhere')).toMatch(/error fixture\/syntax/);
    expect(shown('a: 1\n---\nb: 2')).toMatch(/error fixture\/syntax/);
  });

  test('aliases that multiply, and deep nesting, are bounded', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let at = 1; at < 9; at += 1)
      lines.push(
        `a${at}: &a${at} [${Array(10)
          .fill(`*a${at - 1}`)
          .join(', ')}]`,
      );
    expect(shown(lines.join('\n'))).toMatch(
      /^1:1 error fixture\/syntax the aliases \(\*name\) of the file expand to more than \d+ values/,
    );
    expect(shown('['.repeat(300) + ']'.repeat(300))).toMatch(/more than 200 levels/);
    expect(shown('['.repeat(100_000))).toMatch(/fixture\/syntax/);
    expect(shown('a: &a [*a]')).toMatch(/fixture\/syntax/);
  });
});

describe('readRecipient', () => {
  test('a missing key, null, an empty text and a blank stay four things', () => {
    const { recipient, findings } = readRecipient(
      'user: { A: ~, B: "", C: " " }\nevent: { Expires At: 2027-01-31T00:00:00Z, n: 10.0 }\n',
      'x.yaml',
    );
    expect(findings).toEqual([]);
    const values = ['A', 'B', 'C', 'D'].map((key) => recipient?.user.get(key));
    expect(values).toEqual([null, '', ' ', undefined]);
    expect(recipient?.event?.get('Expires At')).toBe('2027-01-31T00:00:00Z');
    expect(recipient?.event?.get('n')).toBeInstanceOf(PyFloat);
    expect(recipient?.campaign).toBeUndefined();
  });

  test('what is wrong is said with its place', () => {
    expect(recipientFindings('users: {}')).toEqual([
      "1:1 error fixture/unknown-key a fixture user has no key 'users', expected user, event, business-event, campaign, product-sets, coupons or note (did you mean 'user'?)",
    ]);
    expect(recipientFindings('event: {}')).toEqual([
      "1:1 error fixture/missing-key a fixture user needs a section 'user' (add user: and lines 'Name: value' below it)",
    ]);
    expect(recipientFindings('user: 5')).toEqual([
      "1:7 error fixture/wrong-type 'user' must be a mapping, not a single value (write lines 'Name: value' below user:)",
    ]);
    expect(recipientFindings('user:\nevent: []')).toEqual([
      expect.stringMatching(
        /^\d:\d error fixture\/wrong-type 'user' must be a mapping, not null \(write/,
      ),
      "2:8 error fixture/wrong-type 'event' must be a mapping, not a list (write lines 'Name: value' below event:)",
    ]);
    expect(recipientFindings('')).toEqual([
      expect.stringMatching(/fixture\/wrong-type a fixture user must be a mapping/),
    ]);
    expect(recipientFindings('user: { moe_x: 1 }\nevent: { Revenue: 2 }')).toEqual([
      expect.stringMatching(/^1:9 warning moengage\/moe-prefix/),
      expect.stringMatching(/^2:10 warning moengage\/reserved-name/),
    ]);
    expect(recipientFindings('user: { a: { b: 1, b: 2 } }')[0]).toMatch(
      /^1:20 error fixture\/duplicate-key/,
    );
  });

  test('every fixture user that ships reads clean', () => {
    const names = readdirSync('fixtures/users');
    expect(names.length).toBeGreaterThanOrEqual(30);
    for (const name of names) {
      const text = readFileSync(`fixtures/users/${name}`, 'utf8');
      const { recipient, findings } = readRecipient(text, name);
      expect([name, drawn(findings)]).toEqual([name, []]);
      expect(recipient?.user).toBeInstanceOf(Dict);
    }
  });

  test('the odd fixture users hold what their names say', () => {
    expect(attribute('no-email', 'Email (Standard)')).toBeUndefined();
    expect(attribute('null-last-name', 'Last Name')).toBeNull();
    expect(attribute('empty-first-name', 'First Name')).toBe('');
    expect(attribute('blank-first-name', 'First Name')).toBe(' ');
    expect(attribute('twenty-digit-id', 'MoEngage_ID')).toBe(12345678901234567890n);
    expect(attribute('float-points', 'Points')).toEqual(new PyFloat(1250));
    expect(attribute('number-for-text', 'First Name')).toBe(42);
    expect(attribute('quotes-and-backslashes', 'Last Name')).toBe(String.raw`O"Example \\ 'n`);
    expect(attribute('newline-and-tab', 'Last Name')).toBe('Tab\tExam\rple');
    expect(attribute('jinja-in-a-value', 'First Name')).toBe('{{ 7 * 7 }}');
  });
});

describe('other fixture files', () => {
  test('a table of blank, quoted and broken cells', () => {
    const { table, findings } = readAuxTable(
      '\uFEFFid,Name,Note\r\n1,"A, ""B""",\r\n2,"two\nlines",""\r\n\r\n"3", padded ,x',
      'a.csv',
    );
    expect(findings).toEqual([]);
    expect(table?.columns).toEqual(['id', 'Name', 'Note']);
    expect([...(table?.rows ?? [])].map(([key, row]) => [key, repr(row)])).toEqual([
      ['1', `{'id': '1', 'Name': 'A, "B"', 'Note': None}`],
      ['2', String.raw`{'id': '2', 'Name': 'two\nlines', 'Note': ''}`],
      ['3', "{'id': '3', 'Name': ' padded ', 'Note': 'x'}"],
    ]);
  });

  test('a table that is wrong says which line', () => {
    expect(tableFindings('a,b\n1,"x\ny"\n2\n3,4,5\n')).toEqual([
      '4:1 error fixture/uneven-row this row has 1 cell, the header has 2 (put a cell that holds a comma in double quotes)',
      '5:1 error fixture/uneven-row this row has 3 cells, the header has 2 (put a cell that holds a comma in double quotes)',
    ]);
    expect(tableFindings('a,b\n1,2\n1,3\n')).toEqual([
      "3:1 error fixture/duplicate-row the key '1' is in two rows (keep one of them)",
    ]);
    expect(tableFindings('a,a\n')).toEqual([
      "1:1 error fixture/bad-table the column 'a' appears twice in the header (rename or remove one of them)",
    ]);
    expect(tableFindings('')).toEqual([
      '1:1 error fixture/bad-table the table has no header row (write the names of the columns into the first line)',
    ]);
    expect(tableFindings('id,b\n1,2\n', 'idd')).toEqual([
      "1:1 error fixture/bad-table the table has no column 'idd' (did you mean 'id'?)",
    ]);
    expect(tableFindings('a,b\n1,"x\n')[0]).toMatch(/^\d:1 error fixture\/bad-table/);
  });

  test('product sets and recorded answers', () => {
    const sets = readMapping('Recs:\n  - { title: A, price: 10.0 }\n', 'p.yaml', 'product sets');
    expect(repr(sets.value ?? null)).toBe("{'Recs': [{'title': 'A', 'price': 10.0}]}");
    const { records, findings } = readContentApi(
      'A: { x: 1 }\nB:\n  - { params: { u: 1 }, answer: [1] }\n  - { failure: timeout }\nC: [1, 2]\n',
      'c.yaml',
    );
    expect(findings).toEqual([]);
    expect(repr(records?.get('A')?.[0]?.answer ?? null)).toBe("{'x': 1}");
    expect(records?.get('B')?.map(({ failure }) => failure)).toEqual([undefined, 'timeout']);
    expect(repr(records?.get('C')?.[0]?.answer ?? null)).toBe('[1, 2]');
    expect(
      drawn(
        readContentApi('B:\n  - { failure: tmeout }\n  - { params: 1, answr: 2 }', 'c.yaml')
          .findings,
      ),
    ).toEqual([
      "2:16 error fixture/wrong-type 'failure' must be timeout, http-error or not-json (did you mean 'timeout'?)",
      "3:18 error fixture/unknown-key a recorded answer has no key 'answr', expected params, answer or failure (did you mean 'answer'?)",
      "3:15 error fixture/wrong-type 'params' must be a mapping (write lines 'Name: value' below params:)",
      "3:5 error fixture/missing-key a recorded answer needs either 'answer' or 'failure' (add answer: and what the API answers)",
    ]);
  });
});

test('a list of one number arrives as the number', () => {
  expect(
    drawn(
      readRecipient(
        'user: { A: [7], B: [1, 2], C: ["7"], D: { E: [1.5], F: [] }, G: [[3]] }\nevent: { H: [1] }\nproduct-sets: { P: [1] }\n',
        'x.yaml',
      ).findings,
    ),
  ).toEqual([
    expect.stringMatching(/^1:12 warning fixture\/one-number-list/),
    expect.stringMatching(/^1:46 warning fixture\/one-number-list/),
    expect.stringMatching(/^1:66 warning fixture\/one-number-list/),
    expect.stringMatching(/^2:13 warning fixture\/one-number-list/),
  ]);
});
