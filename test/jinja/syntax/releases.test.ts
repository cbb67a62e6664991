import { describe, expect, test } from 'vitest';
import { PyError } from '../../../src/jinja/errors.ts';
import { normalise, parse, type SyntaxOptions } from '../../../src/jinja/syntax/index.ts';
import { dump } from './dump.ts';
import { options } from './options.ts';

function read(source: string, changes: Partial<SyntaxOptions>): string {
  try {
    return dump(parse(source, options(changes)));
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    return `${error.type}@${error.line ?? '-'}: ${error.message}`;
  }
}

/** The ids are those of the table of divergences between 2.8 and 3.1. */
describe('what 2.8 reads as 3.1 does not', () => {
  const END = "TemplateSyntaxError@1: expected token 'end of print statement', got";
  test.each([
    ['L1', '{{ 1_0 }}', `${END} '_0'`],
    ['L2', '{{ 1e3 }}', `${END} 'e3'`],
    ['L4', '{{ 0x1F }}', `${END} 'x1F'`],
    ['L5', '{{ 007 }}', '(Root@1 [(Output@1 [(Const@1 i7)])])'],
    ['L6', '{{ ٣٤ }}', '(Root@1 [(Output@1 [(Const@1 i34)])])'],
    ['L7', '{{ ٣.٥ }}', '(Root@1 [(Output@1 [(Const@1 f3.5)])])'],
    ['L8', '{{ ·x }}', "TemplateSyntaxError@1: unexpected char '·' at 3"],
    ['L9', '{{ 𝒵 }}', "TemplateSyntaxError@1: unexpected char '𝒵' at 3"],
    ['L10', '{{ aȷ }}', "TemplateSyntaxError@1: unexpected char 'ȷ' at 4"],
    ['L12', 'x\u2028{% nope %}', "TemplateSyntaxError@2: Encountered unknown tag 'nope'."],
    ['L13', '{{+a }}', '(Root@1 [(Output@1 [(Pos@1 (Name@1 "a" "load"))])])'],
    ['L14', '{%+ if a %}{% endif %}', 'TemplateSyntaxError@1: tag name expected'],
    ['L16', '{% do a +%}', "TemplateSyntaxError@1: unexpected 'end of statement block'"],
    [
      'E1',
      '{{ a * b % c }}',
      '(Root@1 [(Output@1 [(Mul@1 (Name@1 "a" "load") (Mod@1 (Name@1 "b" "load") (Name@1 "c" "load")))])])',
    ],
    [
      'E2',
      '{{ a + b - c }}',
      '(Root@1 [(Output@1 [(Add@1 (Name@1 "a" "load") (Sub@1 (Name@1 "b" "load") (Name@1 "c" "load")))])])',
    ],
    [
      'E7',
      '{{ a is f b and c }}',
      '(Root@1 [(Output@1 [(Test@1 (Name@1 "a" "load") "f" [(And@1 (Name@1 "b" "load") (Name@1 "c" "load"))] [] null null)])])',
    ],
    [
      'E11',
      '{{ f(*a, b=1) }}',
      'TemplateSyntaxError@1: invalid syntax for function call expression',
    ],
    [
      'S13',
      '{% set a.b = 1 %}',
      "TemplateSyntaxError@1: expected token 'end of statement block', got '.'",
    ],
    ['S14', '{% set : ) %}', "TemplateSyntaxError@1: unexpected ':'"],
    [
      'S15',
      '{% set a | trim %}{% endset %}',
      "TemplateSyntaxError@1: expected token 'end of statement block', got '|'",
    ],
    ['T3', '{% from "x" import a, %}', '(Root@1 [(FromImport@1 (Const@1 "x") [["a" "a"]] false)])'],
    [
      'T10',
      '{% block a required %}{% endblock %}',
      "TemplateSyntaxError@1: expected token 'end of statement block', got 'required'",
    ],
  ])('%s %s', (_, source, expected) => {
    expect(read(source, { version: '2.8' })).toBe(expected);
  });

  test('L18: lstripBlocks takes blanks and tabs only', () => {
    expect(read('\u00a0{% do a %}', { version: '2.8', lstripBlocks: true })).toContain('\u00a0');
    expect(read(' \t{% do a %}', { version: '2.8', lstripBlocks: true })).not.toContain('\t');
  });
});

describe('what 3.1.6 reads as 3.1.2 does not', () => {
  test.each([
    [
      '{% set a.b, c = x %}',
      '(Root@1 [(Assign@1 (Tuple@1 [(NSRef@1 "a" "b") (Name@1 "c" "store")] "store") (Name@1 "x" "load"))])',
    ],
    ['{% set , } %}', "TemplateSyntaxError@1: unexpected ','"],
    [
      '{% block a required %}{% if x %}{% endif %}{% endblock %}',
      'TemplateSyntaxError@1: Required blocks can only contain comments or whitespace',
    ],
    ['{% for a.b in c %}{% endfor %}', "TemplateSyntaxError@1: expected token 'in', got '.'"],
  ])('%s', (source, expected) => {
    expect(read(source, { version: '3.1.6' })).toBe(expected);
  });
});

test.each([
  ['3.1', false, 'a\r\nb\rc\u2028d\n', 'a\nb\nc\u2028d'],
  ['3.1', true, 'a\r\n\r\n', 'a\n\n'],
  ['3.1', false, 'a\n\n', 'a\n'],
  ['2.8', false, 'a\u2028b\x0cc\x85', 'a\nb\nc'],
  ['2.8', true, 'a\x0c', 'a'],
  ['2.8', true, 'a\r\n', 'a\n'],
] as const)('normalise by %s, keeping the last newline: %s', (version, keep, source, expected) => {
  expect(normalise(source, { version, keepTrailingNewline: keep })).toBe(expected);
});
