import { describe, expect, test } from 'vitest';
import { Generator } from '../../../src/jinja/codegen/generator.ts';
import { layOut } from '../../../src/jinja/codegen/python/layout.ts';
import { Environment, parse, PyError } from '../../../src/jinja/index.ts';
import { FoldState } from '../../../src/jinja/runtime/fold-state.ts';
import { jsonLines } from '../../json-lines.ts';

type Failure = { readonly type: string; readonly message: string } | null;
type Whole = { readonly template: string; readonly lines: number };
type Nested = {
  readonly before: string;
  readonly open: string;
  readonly depth: number;
  readonly close: string;
  readonly error: Failure;
};

const cases = jsonLines('fixtures/jinja/python-layout.jsonl') as readonly (Whole | Nested)[];

const environment = new Environment();
const older = new Environment({ version: '2.8' });

function linesOf(template: string): number {
  const root = parse(template, { ...environment.syntax, name: null });
  const state = new FoldState(environment, false);
  const options = { state, name: null, autoescape: false, trace: false, watch: false };
  return layOut(root, new Generator(options)).lines.line;
}

function failureOf(template: string, version: '3.1' | '2.8' = '3.1'): Failure {
  try {
    (version === '3.1' ? environment : older).compile(template);
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    const { type, message, line } = error;
    expect(line).toBeUndefined();
    return { type, message };
  }
  return null;
}

const source = ({ before, open, depth, close }: Nested): string =>
  `${before}${open.repeat(depth)}x${close.repeat(depth)}`;

test('templates take as many lines of Python as Jinja 3.1.2 writes', () => {
  const whole = cases.filter((one): one is Whole => 'template' in one);
  expect(whole.length).toBeGreaterThanOrEqual(200);
  for (const { template, lines } of whole)
    expect({ template, lines: linesOf(template) }).toEqual({ template, lines });
});

describe('blocks inside each other are refused where Python refuses them', () => {
  const nested = cases.filter((one): one is Nested => 'depth' in one);
  test.each(nested.map((one) => [`${one.before}${one.open}`, one.depth, one] as const))(
    '%s, %d times',
    (_, _depth, one) => {
      expect(failureOf(source(one))).toEqual(one.error);
    },
  );
});

/** Recorded with Jinja 2.8, for which there is no interpreter here. */
test('2.8 lays its code out in another way', () => {
  const deep = (open: string, close: string, depth: number): string =>
    `${open.repeat(depth)}x${close.repeat(depth)}`;
  expect(failureOf(deep('{% for i in [1] %}', '{% endfor %}', 21), '2.8')).toEqual({
    type: 'SyntaxError',
    message: 'too many statically nested blocks (<template>, line 68)',
  });
  expect(failureOf(deep('{% if a == 1 %}', '{% endif %}', 100), '2.8')).toEqual({
    type: 'IndentationError',
    message: 'too many levels of indentation (<template>, line 205)',
  });
  const chain = Array.from({ length: 120 }, (_, at) => `{% elif a == ${at + 1} %}${at + 1}`).join(
    '',
  );
  expect(failureOf(`{% if a == 0 %}0${chain}{% endif %}`, '2.8')).toEqual({
    type: 'IndentationError',
    message: 'too many levels of indentation (<template>, line 499)',
  });
});

/** Recorded with Jinja 2.8: it reads its table of lines when an error is raised, and fails on an empty one. */
test('2.8 has no line for an error in code that names none', () => {
  const render = (source: string): unknown => {
    try {
      return new Environment({ version: '2.8' }).compile(source).renderText({});
    } catch (error) {
      return error instanceof PyError ? [error.type, error.message, error.line] : error;
    }
  };
  const why = "invalid literal for int() with base 10: ''";
  expect(render('{% autoescape none.a.b %}{% endautoescape %}')).toEqual([
    'ValueError',
    why,
    undefined,
  ]);
  expect(render('{% autoescape none.a.b %}{% endautoescape %}{{ a }}')).toEqual([
    'UndefinedError',
    "'None' has no attribute 'a'",
    1,
  ]);
});
