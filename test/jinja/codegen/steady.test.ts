import { describe, expect, test } from 'vitest';
import { Environment, fromJs, LimitError, PyFunction } from '../../../src/jinja/index.ts';

const environment = new Environment({});
const render = (source: string, context: Record<string, unknown> = {}): string =>
  environment
    .compile(source)
    .renderText(new Map(Object.entries(context).map(([name, value]) => [name, fromJs(value)])));

describe('what is the same for each render is worked out once', () => {
  test.each([
    ["{% set a = 'a b'.split() %}{{ a }}", "['a', 'b']"],
    ["{{ ('%02x '*3)|format(*range(3)) }}", '00 01 02 '],
    ['{% set a = {}.fromkeys([1] + range(3)|list, 7) %}{{ a }}', '{1: 7, 0: 7, 2: 7}'],
    ["{% set a = 'a,b'.partition(',') %}{{ a }}{{ a[1] }}", "('a', ',', 'b'),"],
    ["{{ 'x'.upper().join(['a', 'b']) }}", 'aXb'],
    ["{{ 'a'|upper ~ 'b'.upper() }}", 'AB'],
    ['{{ range(3)|sum + 1.5 }}', '4.5'],
  ])('%s', (source, text) => {
    const template = environment.compile(source);
    expect([1, 2, 3].map(() => template.renderText(new Map()))).toEqual([text, text, text]);
  });

  test('a list or dict is a new one each time, also in a loop', () => {
    const list =
      "{% for i in [1, 2] %}{% set l = 'a b'.split() %}{{ l.append(i) }}{{ l }}{% endfor %}";
    expect(render(list)).toBe("None['a', 'b', 1]None['a', 'b', 2]");
    const dict =
      '{% for i in [1, 2] %}{% set d = {}.fromkeys([5]) %}{{ d.update({i: i}) }}{{ d }}{% endfor %}';
    const template = environment.compile(dict);
    const text = 'None{5: None, 1: 1}None{5: None, 2: 2}';
    expect([template.renderText(new Map()), template.renderText(new Map())]).toEqual([text, text]);
  });

  test.each([
    ['{{ d.pop(1) }}{{ d }}', 'x{2: x}'],
    ['{{ d.clear() }}{{ d }}', 'None{}'],
    ['{{ d.setdefault(3, 4) }}{{ d }}', '4{1: x, 2: x, 3: 4}'],
    ['{% for k, v in d.items() %}{{ d.update({2: 9}) }}{{ v }}{% endfor %}', 'NonexNone9'],
    ['{{ d == {1: "x", 2: "x"} }}{{ d.copy() }}{{ d|length }}', 'True{1: x, 2: x}2'],
    ['{% for k in d|list|reverse %}{{ k }}{% endfor %}', '21'],
  ])('a dict that shares what it holds: %s', (source, text) => {
    const whole = `{% set d = {}.fromkeys([1, 2], 'x') %}${source}`;
    const template = environment.compile(whole);
    for (const _ of [1, 2]) expect(template.renderText(new Map()).replaceAll("'", '')).toBe(text);
  });

  test('growing a dict during a walk is the error that it is', () => {
    const source =
      '{% set d = {}.fromkeys([1, 2]) %}{% for k in d %}{{ d.update({k + 5: 1}) }}{% endfor %}';
    expect(() => render(source)).toThrow('dictionary changed size during iteration');
  });

  test('range may be the name of something else', () => {
    const source = '{% set l = range(3)|list %}{{ l }}';
    const template = environment.compile(source);
    const other = new PyFunction({
      name: 'range',
      params: ['n'],
      style: 'c',
      run: () => 'ab',
    } as never);
    expect(template.renderText(new Map())).toBe('[0, 1, 2]');
    expect(template.renderText(new Map([['range', other]]))).toBe("['a', 'b']");
    expect(template.renderText(new Map())).toBe('[0, 1, 2]');
    expect(() => render('{% set range = 1 %}{{ range(3)|list }}')).toThrow(
      "'int' object is not callable",
    );
    const own = new Environment({ globals: new Map([['range', other]]) });
    expect(own.compile(source).renderText(new Map())).toBe("['a', 'b']");
  });

  test('what raises does so at each render, and only where it runs', () => {
    const source = "{% if x %}{{ ['a'].index('b') + 'a b'.split(1) }}{% endif %}ok";
    expect(render(source)).toBe('ok');
    const template = environment.compile(source);
    for (const _ of [1, 2])
      expect(() => template.renderText(new Map([['x', 1]]))).toThrow("'b' is not in list");
  });

  test('the work is paid for by each render', () => {
    const few = new Environment({ limits: { steps: 200 } });
    const template = few.compile(
      "{% for i in range(100) %}{% set x = ('ab ' * 100).split() %}{% endfor %}",
    );
    expect(() => template.renderText(new Map())).toThrow(LimitError);
  });
});
