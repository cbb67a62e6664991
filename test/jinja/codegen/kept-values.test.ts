import { expect, describe, it } from 'vitest';
import { Environment, fromJs } from '../../../src/jinja/index.ts';
import { jsonLines } from '../../json-lines.ts';

/** Lines of [template, what the real Jinja2 3.1.2 gives]. */
const FILE = new URL('../../../fixtures/jinja/kept-values.jsonl', import.meta.url);

const cases = jsonLines(FILE) as readonly [template: string, answer: string][];

describe('an item that is read in several places, and a variable that surely has a value', () => {
  it.each(cases)('%s', (source, answer) => {
    const template = new Environment({}).compile(source);
    const render = (): string =>
      template.renderText(
        new Map([
          ['d', fromJs({ a: 1, n: null })],
          ['s', 3],
        ]),
      );
    expect([render(), render()]).toEqual([answer, answer]);
  });

  it('is looked up once while the dict stays as it is', () => {
    const read = '{{ d.a }}'.repeat(3);
    expect(new Environment({}).compile(read).code).toContain('new R.KeptItem("a", member)');
    expect(new Environment({}).compile(read.slice(9)).code).not.toContain('KeptItem');
  });

  it('is looked up at each place of a macro and of a caller, which run often', () => {
    const read = '{{ d.a }}'.repeat(3);
    const sources = [
      `{% macro m() %}${read}{% endmacro %}{{ m() }}`,
      `{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}${read}{% endcall %}`,
    ];
    for (const source of sources)
      expect(new Environment({}).compile(source).code).not.toContain('KeptItem');
  });
});
