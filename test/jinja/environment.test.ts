import nunjucks from 'nunjucks';
import { describe, expect, it } from 'vitest';
import {
  Environment,
  PyError,
  Template,
  type Loader,
  type Tag,
  type Value,
} from '../../src/api/jinja.ts';

type Done = (error: unknown, text: string | null) => void;

/** nunjucks' shape of a loader over fixed texts. */
function loaderOf(texts: Record<string, string>): Loader {
  return {
    getSource: (name: string) => ({ src: texts[name] ?? '', path: name, noCache: false }),
  };
}

function errorOf(run: () => unknown): PyError {
  try {
    run();
  } catch (error) {
    if (error instanceof PyError) return error;
    throw error;
  }
  throw new Error('nothing was raised');
}

describe('Environment', () => {
  it('is a nunjucks Environment, and its templates are templates of nunjucks', () => {
    const environment = new Environment();
    expect(environment).toBeInstanceOf(nunjucks.Environment);
    expect(environment.compile('a')).toBeInstanceOf(nunjucks.Template);
    expect(new Template('a', environment)).toBeInstanceOf(nunjucks.Template);
    expect(environment.hasExtension('none')).toBe(false);
  });

  it("has Jinja's filters and none of nunjucks' own", () => {
    const environment = new Environment();
    expect(environment.filters.has('groupby')).toBe(true);
    expect(environment.filters.has('nl2br')).toBe(false);
  });

  it('takes plain data as context', () => {
    const data = { name: 'Ada', points: 10, tags: ['a', null], rate: 0.5, nested: { x: 1 } };
    const template = '{{ name }} {{ points / 4 }} {{ tags }} {{ rate }} {{ nested.x }} {{ nope }}';
    expect(new Environment().renderSource(template, data)).toBe("Ada 2.5 ['a', None] 0.5 1 ");
  });

  it('renders by name through loaders, and by callback', () => {
    const environment = new Environment({ loaders: [loaderOf({ a: '{{ x }}!' })] });
    expect(environment.render('a', { x: 1 })).toBe('1!');
    const answers: unknown[] = [];
    environment.getTemplate('a').render({ x: 2 }, (error, text) => answers.push(error, text));
    expect(answers).toEqual([null, '2!']);
  });

  it('hands errors to the callback', () => {
    const environment = new Environment({ loaders: [loaderOf({ a: '{{ x.y.z }}' })] });
    let raised: unknown;
    environment.getTemplate('a').render({}, (error) => (raised = error));
    expect(raised).toMatchObject({ type: 'UndefinedError', message: "'x' is undefined", line: 1 });
  });

  it.each<[string, (environment: Environment, done: Done) => void]>([
    ['render', (environment, done) => environment.render('a', { x: 1 }, done)],
    ['renderString', (environment, done) => environment.renderString('{{ x }}!', { x: 1 }, done)],
  ])('calls back from %s of the environment', (_, run) => {
    const answers: unknown[] = [];
    run(new Environment({ loaders: [loaderOf({ a: '{{ x }}!' })] }), (error, text) =>
      answers.push(error, text),
    );
    expect(answers).toEqual([null, '1!']);
  });

  it.each<[string, (environment: Environment, done: Done) => void]>([
    ['TemplateNotFound', (environment, done) => environment.render('b', {}, done)],
    ['TemplateSyntaxError', (environment, done) => environment.renderString('{% if %}', {}, done)],
    ['ZeroDivisionError', (environment, done) => environment.renderString('{{ 1/0 }}', {}, done)],
  ])('hands a %s to the callback of the environment', (type, run) => {
    const answers: unknown[] = [];
    run(new Environment({ loaders: [{ getSource: () => null }] }), (error, text) =>
      answers.push(error, text),
    );
    expect(answers).toEqual([expect.objectContaining({ type }), null]);
  });

  it('takes plain functions as filters and globals', () => {
    const environment = new Environment();
    environment.addFilter('shout', (text: string, mark: string) => text.toUpperCase() + mark);
    environment.addGlobal('twice', (value: number) => value * 2);
    environment.addGlobal('answer', 42);
    expect(environment.renderSource("{{ 'a'|shout('!') }} {{ twice(4) }} {{ answer }}")).toBe(
      'A! 8 42',
    );
  });

  it('runs tags of extensions', () => {
    const tag: Tag = {
      parse: (parser) => parser.parseArguments(),
      render: (_context, args: readonly Value[]) => `<${args.join(',')}>`,
    };
    const environment = new Environment({ tags: new Map([['note', tag]]) });
    expect(environment.renderSource("a{% note('b', 1) %}{% note %}c")).toBe('a<b,1><>c');
  });

  it('says where a template is wrong', () => {
    const error = errorOf(() =>
      new Environment().compile('a\n{% block x %}{% endblock %}{% block x %}{% endblock %}'),
    );
    expect(error).toMatchObject({
      type: 'TemplateAssertionError',
      message: "block 'x' defined twice",
      line: 2,
      span: { start: { line: 2, column: 28 }, end: { line: 2, column: 41 } },
    });
  });

  it('names the innermost template and line of an error', () => {
    const store = { outer: "\n{% include 'inner' %}", inner: '\n\n{{ 1 + none }}' };
    const environment = new Environment({ loaders: [loaderOf(store)] });
    const error = errorOf(() => environment.render('outer'));
    expect(error).toMatchObject({ type: 'TypeError', template: 'inner', line: 3 });
  });
});

describe('a traced render', () => {
  it('reports prints, branches and defaults', () => {
    const source = "{% if a %}x{% else %}y{% endif %}{{ b|default('z') }}{{ 'p' if a else 'q' }}";
    const template = new Environment().compile(source, { trace: true });
    const seen: string[] = [];
    const text = template.renderText(
      { b: null },
      {
        trace: {
          print: (site, value) => {
            seen.push(`print ${template.sites[site]?.kind}`);
            return String(value);
          },
          hit: (site) => seen.push(`${template.sites[site]?.label}`),
          defaulted: (_site, isReplaced) => {
            seen.push(isReplaced ? 'replaced' : 'kept');
          },
        },
      },
    );
    expect(text).toBe('ynullq');
    expect(seen).toEqual(['else', 'kept', 'print print', 'else', 'print print']);
  });
});
