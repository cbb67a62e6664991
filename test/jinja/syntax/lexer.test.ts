import { describe, expect, test } from 'vitest';
import { isError } from '../../../src/jinja/errors.ts';
import { parse, tokenise, type TagSyntax } from '../../../src/jinja/syntax/index.ts';
import { dump } from './dump.ts';
import { options } from './options.ts';

test('tokens cover comments and raw marks, and know their place', () => {
  const source = 'a\n{# c #}{%- raw %}{{{% endraw %}{{ "x\\n" }}';
  const { tokens, problem } = tokenise(source, options());
  expect(problem).toBe(null);
  expect(
    tokens.map(({ kind, lineno, start, end }) => [kind, lineno, source.slice(start, end)]),
  ).toEqual([
    ['data', 1, 'a\n'],
    ['comment_begin', 2, '{#'],
    ['comment', 2, ' c '],
    ['comment_end', 2, '#}'],
    ['raw_begin', 2, '{%- raw %}'],
    ['data', 2, '{{'],
    ['raw_end', 2, '{% endraw %}'],
    ['variable_begin', 2, '{{'],
    ['string', 2, '"x\\n"'],
    ['variable_end', 2, '}}'],
    ['eof', 2, ''],
  ]);
});

test('tokens stop where the lexer stops', () => {
  const { tokens, problem } = tokenise('{{ a ? }}', options());
  expect(tokens.map((token) => token.kind)).toEqual(['variable_begin', 'name']);
  expect(problem).toMatchObject({ message: "unexpected char '?' at 5", start: 5, end: 6 });
});

test('a place in an error counts code points, an offset counts UTF-16 units', () => {
  const { problem } = tokenise('👍{{ ? }}', options());
  expect(problem).toMatchObject({ message: "unexpected char '?' at 4", start: 5 });
});

/** Each would take minutes with a pattern that tries again from every character; `bench/growth.mjs` measures how time grows. */
test.each<[source: string, problem: string | undefined]>([
  ['{%'.padEnd(90_000), undefined],
  ['{% '.repeat(30_000), undefined],
  [`{{ ${'1_'.repeat(45_000)} }}`, 'Exceeds the limit (4300 digits)'],
  [`{{ 0.${'1_'.repeat(45_000)} }}`, undefined],
  [`{{ ${`'a" `.repeat(22_000)} }}`, `unexpected char "'" at 87999`],
  [`{{ "${'\\a'.repeat(45_000)} }}`, `unexpected char '"' at 3`],
  [`{% raw %}${'{% '.repeat(30_000)}`, 'Missing end of raw directive'],
  ['{# '.repeat(30_000), 'Missing end of comment tag'],
  [`${' '.repeat(1000)}{%- do a -%}`.repeat(90), undefined],
  [`{{ ${'é'.repeat(90_000)} }}`, undefined],
])('a long source is read to its end or its error (%#)', (source, expected) => {
  const { tokens, problem } = tokenise(source, options());
  if (expected === undefined) expect(tokens.at(-1)?.end).toBe(source.length);
  else expect(problem?.message).toContain(expected);
});

/** Depths that `/usr/bin/python3` with its limit of 1,000 frames still reads: `env.parse` from a script. */
describe('deep nesting ends with a RecursionError where Python has one', () => {
  test.each<[string, (depth: number) => string, number]>([
    ['parentheses', (depth) => `{{ ${'('.repeat(depth)}1${')'.repeat(depth)} }}`, 75],
    ['lists', (depth) => `{{ ${'['.repeat(depth)}1${']'.repeat(depth)} }}`, 75],
    ['subscripts', (depth) => `{{ ${'a['.repeat(depth)}1${']'.repeat(depth)} }}`, 69],
    ['calls', (depth) => `{{ ${'a('.repeat(depth)}1${')'.repeat(depth)} }}`, 69],
    ['filters', (depth) => `{{ ${'a|f('.repeat(depth)}1${')'.repeat(depth)} }}`, 69],
    ['not', (depth) => `{{ ${'not '.repeat(depth)}1 }}`, 976],
    ['signs', (depth) => `{{ ${'- '.repeat(depth)}1 }}`, 976],
    ['else', (depth) => `{{ ${'1 if 2 else '.repeat(depth)}1 }}`, 976],
    ['if', (depth) => `${'{% if 1 %}'.repeat(depth)}${'{% endif %}'.repeat(depth)}`, 244],
  ])('%s', (_, nested, most) => {
    expect(() => parse(nested(most), options())).not.toThrow();
    for (const depth of [most + 1, 20_000]) {
      let error: unknown;
      try {
        parse(nested(depth), options());
      } catch (caught) {
        error = caught;
      }
      expect(isError(error, 'RecursionError')).toBe(true);
    }
  });

  test('chains do not nest', () => {
    expect(() => parse(`{{ a${'|f(1)'.repeat(10_000)} }}`, options())).not.toThrow();
    expect(() => parse(`{{ 1${' + 1'.repeat(10_000)} }}`, options())).not.toThrow();
  });
});

describe('tags of extensions', () => {
  const drop: TagSyntax = { parse: (parser) => parser.parseArguments() };
  const debug: TagSyntax = {
    parse(parser) {
      const args = [parser.parseExpression()];
      while (parser.skipIf('comma')) args.push(parser.parseExpression());
      if (!parser.test('block_end')) parser.expect('name:end');
      return args;
    },
  };
  const tags = new Map([
    ['drop', drop],
    ['debug', debug],
  ]);

  test.each([
    ['{% drop %}', '(Root@1 [(ExtensionTag@1 "drop" [])])'],
    [
      '{% drop("a", b) %}',
      '(Root@1 [(ExtensionTag@1 "drop" [(Const@1 "a") (Name@1 "b" "load")])])',
    ],
    [
      '{% debug a, b end %}',
      '(Root@1 [(ExtensionTag@1 "debug" [(Name@1 "a" "load") (Name@1 "b" "load")])])',
    ],
  ])('%s', (source, expected) => {
    expect(dump(parse(source, options({ tags })))).toBe(expected);
  });

  test.each([
    ['{% drop "a" %}', "expected token 'end of statement block', got 'string'"],
    ['{% drop(a=1) %}', 'invalid syntax for function call expression'],
    ['{% nope %}', "Encountered unknown tag 'nope'."],
    ['{% debug a b %}', "expected token 'end', got 'b'"],
  ])('%s is refused', (source, message) => {
    expect(() => parse(source, options({ tags }))).toThrow(message);
  });
});
