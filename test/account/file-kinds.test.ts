import { describe, expect, test } from 'vitest';
import {
  readAuxTable,
  readContentApi,
  readContentBlocks,
  readKind,
  readMapping,
  readRecipient,
  type ReadableKind,
} from '../../src/account/index.ts';

const FILES = {
  'a field map': 'smartpass: 1\nproject: { url: x }\nfields: {}\n',
  'a campaign file':
    'campaign: x\nchannel: email\ntemplate: t.html\nusers: u/*.yaml\nprofile: p.yaml\n',
  'the configuration of an account': 'profile: { jinja: 3.1 }\nworkspace: { id: x }\n',
  'a fixture user': 'note: x\nuser: { Name: Ada }\nevent: {}\ncampaign: { Campaign ID: x }\n',
  'a package.json': '{ "name": "x", "version": "1", "scripts": { "test": "x" } }',
  'a template': '<p>{{ UserAttribute.A }}: x</p>\n{% set x = 1 %}',
  'a CSV table': 'id,Name\n1,Ada\n2,Bob\n',
} as const;

const EXPECTED: readonly (readonly [ReadableKind, keyof typeof FILES, string])[] = [
  ['map', 'a field map', 'map/other-file'],
  ['campaign', 'a campaign file', 'campaign/other-file'],
  ['config', 'the configuration of an account', 'profile/other-file'],
  ['user', 'a fixture user', 'fixture/other-file'],
];

describe.each(EXPECTED)('where %s is expected', (kind, wanted, code) => {
  test.each(Object.entries(FILES))('%s is told by its keys', (what, text) => {
    const { tree, findings } = readKind(text, 'x', kind);
    if (what === wanted) {
      expect([tree?.kind, findings]).toEqual(['map', []]);
      return;
    }
    expect(tree).toBeUndefined();
    expect(findings).toMatchObject([{ code, message: `this is ${what}, not ${wanted}` }]);
    expect(findings[0]?.hint).toMatch(/ has .*; .*/);
  });

  test('a file that may be anything is read as what is expected', () => {
    for (const text of ['', 'a: 1', '- a', 'text'])
      expect(readKind(text, 'x', kind).findings).toEqual([]);
  });
});

describe('files whose keys may be anything', () => {
  const { 'a CSV table': _table, ...others } = FILES;
  const readers = {
    'product sets': (text: string) => readMapping(text, 'x', 'product sets').findings,
    'recorded Content API answers': (text: string) => readContentApi(text, 'x').findings,
    'content blocks': (text: string) => readContentBlocks(text, 'x').findings,
  };

  test.each(Object.entries(readers))('%s: what is clearly another kind is told', (wanted, read) => {
    for (const [what, text] of Object.entries(others)) {
      if (what === 'a package.json') continue;
      expect(read(text).map(({ code, message }) => `${code} ${message}`)).toEqual([
        `fixture/other-file this is ${what}, not ${wanted}`,
      ]);
    }
  });

  test('a name that another kind has as a key is a name', () => {
    expect(readContentApi('user: { points: 5 }', 'x').findings).toEqual([]);
    expect(readContentBlocks('template: Hi {{ x }}', 'x').findings).toEqual([]);
    expect(readMapping('fields: [{ title: x }]', 'x', 'product sets').findings).toEqual([]);
  });

  test('a broken file with Jinja is broken', () => {
    expect(readContentBlocks('Footer: Hi {{ x }}: y', 'x').findings[0]?.code).toBe(
      'fixture/syntax',
    );
  });

  test.each(Object.entries(others))('%s is not a table', (what, text) => {
    expect(readAuxTable(text, 'x').findings).toMatchObject([
      { code: 'fixture/other-file', message: `this is ${what}, not a CSV table` },
    ]);
  });

  test.each(['id,Name\n1,Ada\n', 'id: x,Name\n1,2\n', '"id","a: b"\n1,2\n', 'only\n1\n'])(
    '%j is a table',
    (text) => {
      const { table, findings } = readAuxTable(text, 'x');
      expect(table).toBeDefined();
      expect(findings.every(({ code }) => code === 'moengage/aux-column')).toBe(true);
    },
  );
});

describe('a user whose attributes are beside user:', () => {
  const told = (text: string): readonly string[] =>
    readRecipient(text, 'x.yaml').findings.map(
      ({ code, span, message, hint }) =>
        `${code} ${span?.start.line}:${span?.start.column} ${message} (${hint})`,
    );

  test('without user: at all', () => {
    expect(told('First Name: Ada\nEmail: ada@example.com\n')).toEqual([
      "fixture/unknown-key 1:1 the attribute 'First Name' is next to user:, not below it (write user: on a line of its own, and the attributes below it, indented)",
    ]);
  });

  test('not indented', () => {
    expect(told('note: x\nuser:\nFirst Name: Ada\nPoints: 10\nevent: {}\n')).toEqual([
      "fixture/unknown-key 3:1 the attribute 'First Name' is next to user:, not below it (indent the attributes below user:)",
    ]);
  });

  test('a section that is not indented', () => {
    expect(told('user: {}\nevent:\nAmount: 10\n')).toEqual([
      "fixture/unknown-key 3:1 a fixture user has no key 'Amount', expected user, event, business-event, campaign, product-sets, coupons or note (indent the lines below 'event:' that belong to it, 'Amount' among them)",
    ]);
  });

  test('a misspelt section is one, whatever else is there', () => {
    expect(told('usr: { A: 1 }\n')[0]).toContain("(did you mean 'user'?)");
  });

  test('a number without quotes is a warning, and the user is there', () => {
    const { recipient, findings } = readRecipient('user: { Postcode: 01234 }', 'x.yaml');
    expect(recipient?.user.get('Postcode')).toBe('01234');
    expect(findings).toMatchObject([
      { code: 'document/unquoted-number', severity: 'warning', span: { start: { column: 19 } } },
    ]);
  });
});
