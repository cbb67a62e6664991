import { describe, expect, it } from 'vitest';
import { Environment, fromJs, PyError } from '../../src/jinja/index.ts';
import { jsonLines } from '../json-lines.ts';

/** Lines of [template, 'output' or 'error', what the real Jinja2 3.1.2 gives]. */
const FILE = new URL('../../fixtures/jinja/quick-ways.jsonl', import.meta.url);
const CONTEXT = {
  s: 'abcxyzab',
  e: 'a😀b😀',
  w: ' \t x  y\n z ',
  n: 7,
  d: { p: 1, q: null },
};

const cases = jsonLines(FILE) as readonly [
  template: string,
  kind: 'output' | 'error',
  answer: string,
][];

function answerOf(source: string): string[] {
  const template = new Environment({}).compile(source);
  const render = (): string => {
    try {
      return template.renderText(
        new Map(Object.entries(CONTEXT).map(([name, value]) => [name, fromJs(value)])),
      );
    } catch (error) {
      if (!(error instanceof PyError)) throw error;
      return `${error.type}: ${error.message}`;
    }
  };
  return [render(), render()];
}

describe('what is done in a quick way for plain text, small ints and literals is the same at each render', () => {
  it.each(cases)('%s', (source, _kind, answer) => {
    expect(answerOf(source)).toEqual([answer, answer]);
  });
});
