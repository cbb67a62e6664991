import { describe, expect, test } from 'vitest';
import { placesIn } from '../../src/campaign/places.ts';
import { spanOf, type Span } from '../../src/diagnostics/index.ts';

const SOURCE = 'one {{ a }}\n<p>{# smartpass: m.yaml #}{{ b }}</p>\nthree {{ c }}\n';
const SNIPPET = '{# smartpass 1 #}\n{% set x = 1 %}\n{% set y = 2 %}';
const MESSAGE = SOURCE.replace('{# smartpass: m.yaml #}', SNIPPET);

function at(text: string, part: string): Span {
  const start = text.indexOf(part);
  return spanOf(text, start, start + part.length);
}

describe('places of a message in its template', () => {
  const place = placesIn(SOURCE, MESSAGE);

  test.each(['{{ a }}', '{{ b }}', '{{ c }}'])('%s', (part) => {
    expect(place(at(MESSAGE, part))).toEqual(at(SOURCE, part));
  });

  test('what stands in the snippet is at the marker', () => {
    const { start, end } = place(at(MESSAGE, '{% set y = 2 %}'));
    const marker = at(SOURCE, '{# smartpass: m.yaml #}');
    expect([start.line, end.line]).toEqual([2, 2]);
    expect(start.column).toBeGreaterThanOrEqual(marker.start.column);
    expect(end.column).toBeLessThanOrEqual(marker.end.column);
  });

  test('a template without a snippet keeps its places', () => {
    const span = at(SOURCE, '{{ c }}');
    expect(placesIn(SOURCE, SOURCE)(span)).toEqual(span);
  });
});
