import { describe, expect, test } from 'vitest';
import { analyse, flowsInto, type Analysis } from '../../src/analysis/index.ts';
import { makeProfile, readContentBlocks, type Channel } from '../../src/account/index.ts';
import { FindingsError, SourceMap } from '../../src/diagnostics/index.ts';

const { blocks } = readContentBlocks('Foot: "\\r\\n{{ UserAttribute.InBlock }}"', 'b.yaml');

function analysed(source: string, channel: Channel = 'email', link = false): Analysis {
  const profile = makeProfile({});
  return analyse(SourceMap.of(source), { profile, channel, contentBlocks: blocks, link });
}

const SOURCE = `{% set nick = UserAttribute['Nick'] %}
<a href="https://x.example/{{ nick }}">{{ nick|default('you') }}</a>
{% if EventAttribute.A %}{% MOE_NOT_SEND('a') %}{% elif other %}{{ 1 if 2 }}{% endif %}`;

test('what a template has is found once, without running it', () => {
  const { attributes, branches, map, names, prints, texts, tokens } = analysed(SOURCE);
  const textOf = ({ start, end }: { start: number; end: number }): string =>
    map.text.slice(start, end);
  expect(attributes.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'UserAttribute Nick',
    'EventAttribute A',
  ]);
  expect([...names]).toEqual(['nick', 'UserAttribute', 'EventAttribute', 'other']);
  expect(prints.map(textOf)).toEqual(['nick', "nick|default('you')", '1 if 2']);
  expect(texts.map(textOf).join('')).toContain('<a href="https://x.example/">');
  expect(tokens.at(-1)?.kind).toBe('eof');
  expect(branches.map(({ label, node }) => `${label} ${textOf(node)}`)).toEqual([
    "replaced nick|default('you')",
    "kept nick|default('you')",
    'if {% if EventAttribute.A %}',
    'elif {% elif other %}',
    'else {% if EventAttribute.A %}',
    "guard {% MOE_NOT_SEND('a') %}",
    'if 1',
    'no else 1 if 2',
  ]);
});

test('more prints than a call has arguments are found', () => {
  expect(analysed('{{1}}'.repeat(130_000)).prints).toHaveLength(130_000);
});

describe('link destinations', () => {
  const inLink = (source: string, channel?: Channel, link?: boolean): readonly boolean[] => {
    const analysis = analysed(source, channel, link);
    return analysis.prints.map((node) => analysis.isInLink(node));
  };

  test('of HTML are values of href and src', () => {
    const source = `{{ a }}<a href="{{ b }}?c={{ c ~ '"' }}" title="{{ d }}"><img src={{ e }}>{{ f }}<a href='x`;
    expect(inLink(source)).toEqual([false, true, true, false, true, false]);
    expect(inLink(`${source}{{ g }}`).at(-1)).toBe(true);
    expect(inLink(source, 'sms').some((one) => one)).toBe(false);
  });

  test('a link field is one as a whole', () => {
    expect(inLink('x{{ a }}{{ b }}', 'push', true)).toEqual([true, true]);
  });

  test('none in a text without links', () => {
    expect(inLink('{{ a }}')).toEqual([false]);
  });
});

describe('reads', () => {
  const last = (source: string): readonly string[] => {
    const { prints, reads } = analysed(source);
    const node = prints.at(-1);
    return node === undefined ? [] : reads.of(node).map(({ name }) => name);
  };

  test.each([
    ['{% set a = UserAttribute.X %}{{ a ~ UserAttribute.Y }}', ['X', 'Y']],
    ['{% for a, b in UserAttribute.L %}{{ b }}{% endfor %}', ['L']],
    [
      '{% set x = m(UserAttribute.A, b=UserAttribute.B) %}{{ m(1, UserAttribute.C) }}{% macro m(a, b=1) %}{{ b }}{% endmacro %}',
      ['B', 'C'],
    ],
    ['{% set a = b %}{% set b = a ~ UserAttribute.X %}{{ a }}', ['X']],
    ['{% set a = UserAttribute.X %}{% set a = UserAttribute.X %}{{ a ~ a }}', ['X']],
    ['{% set x %}{{ UserAttribute.X }}{% endset %}{{ x }}', ['X']],
    ['{% with a = UserAttribute.X, b = UserAttribute.Y %}{{ b }}{% endwith %}', ['Y']],
  ])('%s', (source, expected) => {
    expect(last(source)).toEqual(expected);
  });

  test('of thousands of macros are found in one walk', () => {
    const macros = Array.from(
      { length: 4000 },
      (_, at) => `{% macro m${at}(v) %}{{ v }}{% endmacro %}{{ m${at}(UserAttribute.A${at % 7}) }}`,
    );
    const { prints, reads } = analysed(macros.join('\n'));
    expect(prints.every((node) => reads.of(node).length > 0)).toBe(true);
    expect(reads.all).toHaveLength(4000);
  });
});

describe('the reads that an expression works on', () => {
  const flows = (source: string): readonly string[] => {
    const { prints, reads } = analysed(source);
    const node = prints.at(-1);
    if (node === undefined) return [];
    return flowsInto(node, reads).map(({ read, keys, defaults }) =>
      [read.name, ...keys.toReversed(), ...defaults.map(({ name }) => `|${name}`)].join(' '),
    );
  };

  test.each([
    ['{{ UserAttribute.A + UserAttribute.B }}', ['A', 'B']],
    ['{{ UserAttribute.A.b[0].c }}', ['A b 0 c']],
    ["{{ UserAttribute.A|default('x')|d(UserAttribute.B) }}", ['A |d |default', 'B']],
    ['{{ UserAttribute.A if UserAttribute.B else UserAttribute.C }}', ['A', 'C']],
    ['{{ UserAttribute.A|upper|trim }}', []],
    ['{{ UserAttribute.A|upper }}', ['A']],
    ["{{ '%s'|format(UserAttribute.A, x=UserAttribute.B) }}", ['A', 'B']],
    ["{{ 'abc'[UserAttribute.A:] }}", ['A']],
    ['{{ [UserAttribute.A, {1: UserAttribute.B}]|list }}', ['A', 'B']],
    ['{{ UserAttribute.A is defined }}', ['A']],
    ['{{ UserAttribute.A == 1 }}', ['A']],
    ['{% set a = UserAttribute.A %}{% set b = a %}{{ b + b }}', ['A']],
    ['{{ 1 + 2 }}', []],
  ])('%s', (source, expected) => {
    expect(flows(source)).toEqual(expected);
  });
});

test('places are those of the file, also behind content blocks', () => {
  const source = 'a\r\n{{ ContentBlock.Foot }}{{ UserAttribute.X }}\r\n';
  const { attributes, isAsWritten, map } = analysed(source);
  expect(isAsWritten).toBe(false);
  expect(map.text).toBe('a\n\n{{ UserAttribute.InBlock }}{{ UserAttribute.X }}\n');
  expect(attributes.map(({ name, spans }) => [name, spans[0]?.start])).toEqual([
    ['InBlock', { line: 2, column: 1 }],
    ['X', { line: 2, column: 27 }],
  ]);
  expect(analysed('a\r\nb').isAsWritten).toBe(true);
});

test('what does not parse is a finding with the file', () => {
  const profile = makeProfile({});
  let thrown: unknown;
  try {
    analyse(SourceMap.of('\r\n{{ a b }}'), { profile, file: 't.jinja' });
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(FindingsError);
  expect((thrown as FindingsError).findings).toMatchObject([
    { code: 'jinja/syntax-error', file: 't.jinja', span: { start: { line: 2, column: 6 } } },
  ]);
});
