import { describe, expect, test } from 'vitest';
import {
  Environment,
  SharedCode,
  type Callable,
  type EnvironmentOptions,
} from '../../../src/jinja/index.ts';
import { parse } from '../../../src/jinja/syntax/index.ts';

const filter = (answer: string, more: Partial<Callable> = {}): ReadonlyMap<string, Callable> =>
  new Map([
    ['mark', { name: 'mark', params: ['value'], style: 'python', run: () => answer, ...more }],
  ]);

/** What environments that share code give for one tree. */
function rendered(source: string, environments: readonly EnvironmentOptions[]): string[] {
  const codes = new SharedCode();
  const root = parse(source, new Environment().syntax);
  return environments.map((options) => {
    const environment = new Environment({ ...options, codes });
    return environment.compile(source, { root }).renderText(new Map([['x', 'X']]));
  });
}

describe('environments that share code', () => {
  test.each([
    ["{{ 'a'|mark }}", 'folded: the answer is in the code'],
    ['{{ x|mark }}', 'not folded'],
    ["{{ x|mark ~ 'b'.upper().replace('B', 'c'|mark) }}", 'both'],
  ])('each has its own filters: %s (%s)', (source) => {
    const alone = [filter('one'), filter('two')].map((filters) =>
      new Environment({ filters }).renderSource(source, new Map([['x', 'X']])),
    );
    expect(rendered(source, [{ filters: filter('one') }, { filters: filter('two') }])).toEqual(
      alone,
    );
    expect(alone[0]).not.toBe(alone[1]);
  });

  test('a filter of other arguments, or one that folding may not run', () => {
    const two = filter('two', { params: ['value', 'other?'] });
    const late = filter('late', { context: true });
    const source = "{{ 'a'|mark }}{{ x|mark }}";
    const all = [filter('one'), two, late, filter('one')].map((filters) => ({ filters }));
    expect(rendered(source, all)).toEqual(['oneone', 'twotwo', 'latelate', 'oneone']);
  });

  test('autoescape, release and undefined', () => {
    const source = "{{ '<' ~ x }}{{ missing.y is undefined }}";
    const safe = { autoescape: true };
    expect(rendered("{{ '<'|replace('<', '&') }}{{ x }}", [{}, safe, {}])).toEqual([
      '&X',
      '&amp;X',
      '&X',
    ]);
    const kinds = [{}, { undefined: 'ChainableUndefined' }] as const;
    expect(() => rendered(source, [kinds[0]])).toThrow("'missing' is undefined");
    expect(rendered(source, [kinds[1]])).toEqual(['<XTrue']);
    expect(() => rendered(source, [...kinds].reverse())).toThrow("'missing' is undefined");
  });

  test('code is written once where it would be the same', () => {
    const codes = new SharedCode();
    const source = '{% for a in [1, 2] %}{{ a }}{% endfor %}';
    const root = parse(source, new Environment().syntax);
    const [one, two] = [1, 2].map(() => new Environment({ codes }).compile(source, { root }));
    expect(one?.sites).toBe(two?.sites);
    expect([one?.renderText(new Map()), two?.renderText(new Map())]).toEqual(['12', '12']);
  });
});
