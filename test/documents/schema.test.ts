import { describe, expect, test } from 'vitest';
import { FileSchema, readTree } from '../../src/documents/index.ts';

const text = { type: 'string', description: 'a text' } as const;

const SCHEMA: FileSchema = new FileSchema(
  {
    $id: 'test',
    type: 'object',
    required: ['name'],
    additionalProperties: false,
    properties: {
      name: text,
      kind: { enum: ['card', 'coupon'] },
      size: { type: 'integer', minimum: 1 },
      sizes: { type: 'object', additionalProperties: { type: 'integer', minimum: 1 } },
      users: {
        oneOf: [{ type: 'string' }, { type: 'array', minItems: 1, items: { type: 'string' } }],
        description: 'a pattern, or a list of them',
      },
      fields: {
        type: 'object',
        additionalProperties: {
          type: 'object',
          required: ['user'],
          additionalProperties: false,
          properties: { user: { type: 'string' } },
        },
      },
    },
  },
  {
    whole: 'the file',
    codes: {
      unknownKey: 'map/unknown-key',
      missingKey: 'map/missing-key',
      wrongType: 'map/wrong-type',
      badValue: 'map/bad-value',
    },
  },
);

function told(source: string): readonly string[] {
  const { tree, findings } = readTree(source, 'x.yaml', {
    syntax: 'map/syntax',
    duplicate: 'map/duplicate-key',
  });
  expect(findings).toEqual([]);
  return SCHEMA.check(tree, 'x.yaml').map(
    ({ code, span, message, hint }) =>
      `${span?.start.line}:${span?.start.column} ${code} ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

describe('what a schema finds, in the words of the file', () => {
  test.each<[string, string, readonly string[]]>(
    [
      ['nothing', 'name: x', []],
      [
        'an empty file',
        '# nothing',
        [
          '1:1 map/wrong-type the file is empty, expected a mapping with the key name (write lines of key: value)',
        ],
      ],
      [
        'a list',
        '- a',
        [
          '1:1 map/wrong-type the file is a list, expected a mapping with the key name (write lines of key: value)',
        ],
      ],
      [
        'no space after the colon',
        'name:x',
        [
          "1:1 map/wrong-type the file is 'name:x', expected a mapping with the key name (put a space after each colon)",
        ],
      ],
      [
        'a missing key',
        'kind: card',
        ['1:1 map/missing-key the file lacks name (add name: and a text)'],
      ],
      [
        'a misspelt key',
        'name: x\nknd: card',
        [
          "2:1 map/unknown-key the file has no key 'knd', expected name, kind, size, sizes, users or fields (did you mean 'kind'?)",
        ],
      ],
      [
        'a key without the space after its colon',
        '{ name: x, kind:card }',
        [
          "1:12 map/unknown-key the file has no key 'kind:card', expected name, kind, size, sizes, users or fields (put a space after the colon)",
        ],
      ],
      [
        'a number for a text',
        'name: 007\nusers: 5',
        [
          '2:8 map/wrong-type users is 5, expected a pattern, or a list of them (put it in quotes: "5")',
        ],
      ],
      [
        'a number',
        'name: 7',
        ['1:7 map/wrong-type name is 7, expected a text (put it in quotes: "7")'],
      ],
      [
        'braces for a text',
        'name: {x}',
        [
          '1:7 map/wrong-type name is a mapping with x, expected a text (put it in quotes, if it is a text)',
        ],
      ],
      [
        'a choice',
        'name: x\nkind: crad',
        ["2:7 map/bad-value kind is 'crad', expected card or coupon (did you mean 'card'?)"],
      ],
      [
        'a bound',
        'name: x\nsize: 0',
        ['2:7 map/bad-value size is 0, expected 1 or more (write size: 1, for example)'],
      ],
      [
        'an empty list',
        'name: x\nusers: []',
        [
          '2:8 map/wrong-type users is an empty list, expected a pattern, or a list of them (write something behind users:, or remove the key)',
        ],
      ],
      [
        'an item',
        'name: x\nusers: [a, 1]',
        ['2:12 map/wrong-type users, item 2 is 1, expected text (put it in quotes: "1")'],
      ],
      [
        'a key that needs quotes',
        'name: x\nsizes: { "a: b": 0, "#": 0, c: 0 }',
        [
          '2:18 map/bad-value sizes, a: b is 0, expected 1 or more (write "a: b": 1, for example)',
          '2:26 map/bad-value sizes, # is 0, expected 1 or more (write "#": 1, for example)',
          '2:32 map/bad-value sizes, c is 0, expected 1 or more (write c: 1, for example)',
        ],
      ],
      [
        'a line that is not indented',
        'name: x\nfields:\nperson.forename: { user: Name }',
        [
          "3:1 map/unknown-key the file has no key 'person.forename', expected name, kind, size, sizes, users or fields (indent the lines below 'fields:' that belong to it, 'person.forename' among them)",
        ],
      ],
      [
        'a key with a slash and a tilde',
        'name: x\nfields: { "a/b~c": { usr: x } }',
        [
          "2:22 map/unknown-key fields, a/b~c has no key 'usr', expected user (did you mean 'user'?)",
        ],
      ],
    ].filter(([what]) => what !== 'a key without its space') as [
      string,
      string,
      readonly string[],
    ][],
  )('%s', (_what, source, expected) => {
    expect(told(source)).toEqual(expected);
  });

  test('many errors take their time once', () => {
    const fields = Array.from({ length: 3000 }, (_, at) => `  f${at}: 1`).join('\n');
    const strangers = Array.from({ length: 3000 }, (_, at) => `k${at}:`).join('\n');
    expect(told(`name: x\nfields:\n${fields}\n${strangers}`)).toHaveLength(6000);
  });
});
