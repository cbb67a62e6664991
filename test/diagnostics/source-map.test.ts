import { describe, expect, test } from 'vitest';
import { Lines, SourceMap, spanOf, type Span } from '../../src/diagnostics/index.ts';

/** The place of a part of a text. */
function at(text: string, part: string): Span {
  const start = text.indexOf(part);
  return spanOf(text, start, start + part.length);
}

/** A map with the first occurrence of each text replaced. */
function replaced(source: SourceMap, ...pairs: readonly (readonly [string, string])[]): SourceMap {
  return source.edited(
    pairs.map(([old, text]) => {
      const from = source.text.indexOf(old);
      return { from, to: from + old.length, text };
    }),
  );
}

/** The place in the file of a part of the made text. */
function back(map: SourceMap, part: string): Span {
  const start = map.text.indexOf(part);
  return map.spanOf(start, start + part.length);
}

describe('a map', () => {
  const source = 'one {{ a }}\n<p>{# marker #}{{ b }}</p>\nthree {{ c }}\n';
  const snippet = '{% set x = 1 %}\n{% set y = 2 %}';
  const map = replaced(SourceMap.of(source), ['{# marker #}', snippet]);

  test('has the edited text', () => {
    expect(map.text).toBe(source.replace('{# marker #}', snippet));
  });

  test.each(['{{ a }}', '{{ b }}', '</p>\nthree', '{{ c }}\n'])('keeps the place of %j', (part) => {
    expect(back(map, part)).toEqual(at(source, part));
  });

  test.each(['{% set x', 'y = 2 %}', snippet, '%}\n{%'])('%j is at the marker', (part) => {
    expect(back(map, part)).toEqual(at(source, '{# marker #}'));
  });

  test('a stretch that reaches over the edge of an edit reaches to its end', () => {
    expect(back(map, '<p>{% set')).toEqual(at(source, '<p>{# marker #}'));
    expect(back(map, 'y = 2 %}{{ b')).toEqual(at(source, '{# marker #}{{ b'));
  });

  test('edits of edits point into the same file', () => {
    const again = replaced(map, ['{{ c }}', 'C'], ['x = 1', 'x = 1000'], ['one', '']);
    expect(again.text).toContain('x = 1000');
    expect(back(again, 'x = 1000')).toEqual(at(source, '{# marker #}'));
    expect(back(again, '{{ a }}')).toEqual(at(source, '{{ a }}'));
    expect(back(again, 'C\n')).toEqual(at(source, '{{ c }}\n'));
    expect(back(again, '{{ b }}')).toEqual(at(source, '{{ b }}'));
  });

  test('lines of the made text', () => {
    expect([1, 2, 3, 4, 5].map((line) => map.lineOf(line))).toEqual([1, 2, 2, 3, 4]);
    expect(map.lineOf(99)).toBe(4);
  });

  test('says what was taken over as it is', () => {
    const { text } = map;
    const verbatim = (part: string): boolean =>
      map.isVerbatim(text.indexOf(part), text.indexOf(part) + part.length);
    expect(['{{ a }}', '{{ b }}', 'set x', '<p>{%'].map(verbatim)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

test('an edit of equal length still stands for the whole of what it replaced', () => {
  const map = replaced(SourceMap.of('a{# m #}b'), ['{# m #}', '{{ x }}']);
  expect(map.spanOf(4, 5)).toEqual(at('a{# m #}b', '{# m #}'));
});

test('places at the edges', () => {
  const none = SourceMap.of('').edited([{ from: 0, to: 0, text: '' }]);
  expect(none.spanOf(0, 0)).toEqual(spanOf('', 0, 0));
  const gone = SourceMap.of('abc').edited([{ from: 0, to: 3, text: '' }]);
  expect(gone.spanOf(0, 0)).toEqual(spanOf('abc', 0, 3));
  const map = SourceMap.of('abc\ndef').edited([{ from: 4, to: 7, text: 'x' }]);
  expect(map.spanOf(5, 5).start).toEqual({ line: 2, column: 1 });
  expect(map.spanOf(99, 100)).toEqual(spanOf('abc\ndef', 4, 7));
});

test.each([
  ['LF', 'a\nbb\n\nc'],
  ['CR LF', 'a\r\nbb\r\n\r\nc'],
  ['CR', 'a\rbb\r\rc'],
])('lines end in %s', (_name, text) => {
  const lines = new Lines(text);
  expect(lines.positionAt(text.indexOf('b') + 1)).toEqual({ line: 2, column: 2 });
  expect(lines.positionAt(text.indexOf('c'))).toEqual({ line: 4, column: 1 });
  expect(lines.positionAt(-1)).toEqual({ line: 1, column: 1 });
  expect(lines.positionAt(1000)).toEqual({ line: 4, column: 2 });
});
