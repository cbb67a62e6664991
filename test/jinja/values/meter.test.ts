import { describe, expect, test } from 'vitest';
import {
  DEFAULT_LIMITS,
  Dict,
  Environment,
  Markup,
  Meter,
  PyFloat,
  Tuple,
  type Callable,
  type CallState,
  type Limits,
  type Value,
} from '../../../src/jinja/index.ts';
import { charged } from '../../../src/jinja/values/size.ts';

test('the bounds that hold by default', () => {
  expect(DEFAULT_LIMITS).toEqual({
    steps: 10_000_000,
    output: 20_000_000,
    range: 1_000_000,
    depth: 240,
    time: 10_000,
  });
});

describe('limits hold exactly', () => {
  const meter = (limits: Partial<Limits>): Meter => new Meter({ ...DEFAULT_LIMITS, ...limits });
  const state = (limits: Partial<Limits>): CallState =>
    ({ meter: meter(limits) }) as unknown as CallState;

  test('steps', () => {
    const counting = meter({ steps: 10 });
    for (let turn = 0; turn < 10; turn += 1) counting.step();
    expect(counting.used).toBe(10);
    expect(() => counting.step()).toThrow('the render takes more than 10 steps (limit: steps)');
    expect(() => meter({ steps: 10 }).step(11)).toThrow('limit: steps');
    expect(() => meter({}).step(Number.NaN)).toThrow('limit: steps');
    expect(() => meter({ steps: 0 }).step()).toThrow('limit: steps');
  });

  test('the longest text', () => {
    expect(() => meter({ output: 100 }).text(100)).not.toThrow();
    expect(() => meter({ output: 100 }).text(101)).toThrow(
      'a text of 101 characters is longer than 100 (limit: output)',
    );
    for (const value of ['x'.repeat(100), new Markup('x'.repeat(100))]) {
      expect(charged(state({ output: 100 }), value)).toBe(value);
      expect(() => charged(state({ output: 99 }), value)).toThrow('limit: output');
    }
    expect(render("{{ ('x' * 100)|length }}", { output: 100 })).toBe('100');
    expect(() => render("{{ ('x' * 101)|length }}", { output: 100 })).toThrow('limit: output');
    expect(render("{{ 'x' * 100 }}", { output: 100 })).toHaveLength(100);
    expect(() => render("x{{ 'x' * 100 }}", { output: 100 })).toThrow('limit: output');
  });

  test('the longest list and the largest int', () => {
    expect(() => meter({}).items(10_000_000)).not.toThrow();
    expect(() => meter({}).items(10_000_001)).toThrow(
      'a list of 10000001 items is longer than 10000000',
    );
    expect(() => meter({}).bits(2_000_000)).not.toThrow();
    expect(() => meter({}).bits(2_000_001)).toThrow(
      'an int of 2000001 bits is longer than 2000000',
    );
  });

  test('range', () => {
    expect(render('{{ range(100)|length }}', { range: 100 })).toBe('100');
    expect(() => render('{{ range(101)|length }}', { range: 100 })).toThrow('limit: range');
  });

  test('a tuple costs what a list costs, and other values by their size', () => {
    const items = Array.from({ length: 3200 }, (_, at) => at);
    const cost = (value: Value): number => {
      const counting = state({});
      charged(counting, value);
      return counting.meter.used;
    };
    expect(cost(items)).toBe(200);
    expect(cost(new Tuple(items))).toBe(200);
    expect(cost('x'.repeat(3200))).toBe(200);
    expect(cost(new Markup('x'.repeat(3200)))).toBe(200);
    expect(cost(Dict.of(items.map((at) => [at, at] as const)))).toBe(3200);
    expect(cost(2n ** 31_999n)).toBeGreaterThan(1);
    for (const value of [null, true, 7, new PyFloat(1.5), 'short', [1, 2], new Tuple([1, 2])]) {
      expect(cost(value)).toBe(0);
    }
    const steps = (list: string): number =>
      Number(
        /\d+/.exec(render(`{% set x = ${list} %}{% set y = x + x %}{{ x == y }}{{ 0|used }}`)),
      );
    expect(steps('(1,) * 999')).toBe(steps('[1] * 999'));
  });

  function render(source: string, limits: Partial<Limits> = {}): string {
    const used: Callable = {
      name: 'used',
      params: ['value'],
      style: 'python',
      cost: 'own',
      run: ({ meter: { used: steps } }) => steps,
    };
    const environment = new Environment({ filters: new Map([['used', used]]), limits });
    return environment.renderSource(source);
  }
});

describe('limits that are not numbers switch nothing off', () => {
  const wrong: readonly [string, unknown][] = [
    ['NaN', Number.NaN],
    ['a negative number', -1],
    ['a text', '100'],
    ['null', null],
  ];
  test.each(wrong)('%s is refused', (_, value) => {
    const limits = { steps: value } as unknown as { steps: number };
    const text = 'limits.steps must be a number of at least 0';
    expect(() => new Environment({ limits })).toThrow(TypeError);
    expect(() => new Environment({ limits })).toThrow(text);
    const template = new Environment().compile('x');
    expect(() => template.renderText({}, { limits })).toThrow(text);
  });

  test('a limit that does not exist is refused', () => {
    const limits = { step: 5 } as unknown as { steps: number };
    expect(() => new Environment({ limits })).toThrow(
      'limits.step: the limits are steps, output, range, depth, time',
    );
  });

  test('undefined leaves a limit as it is', () => {
    const limits = { steps: undefined } as unknown as { steps: number };
    expect(new Environment({ limits }).limits).toEqual(DEFAULT_LIMITS);
    const endless = '{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}';
    const template = new Environment({ limits: { steps: 1000 } }).compile(endless);
    expect(() => template.renderText({}, { limits })).toThrow('limit: steps');
  });

  test('Infinity switches a limit off, and nobody changes the default ones', () => {
    expect(new Environment({ limits: { time: Infinity } }).limits.time).toBe(Infinity);
    expect(Object.isFrozen(DEFAULT_LIMITS)).toBe(true);
  });
});
