import { describe, expect, test } from 'vitest';
import { Environment, LimitError, PyError } from '../../../src/jinja/index.ts';
import { answerOf, TRICKS } from './cases.ts';

describe('template injection gives what Jinja gives, or an error of Jinja', () => {
  test.each(TRICKS)('$id', (trick) => {
    expect(answerOf(trick)).toEqual(trick.expect);
  });

  test('each case has a name of its own, and there are hundreds', () => {
    expect(new Set(TRICKS.map(({ id }) => id)).size).toBe(TRICKS.length);
    expect(TRICKS.length).toBeGreaterThan(380);
  });
});

test.each(['2.8', '3.1.6'] as const)('in release %s no case ends in any other error', (version) => {
  for (const trick of TRICKS) expect(() => answerOf(trick, { version })).not.toThrow();
});

test.each(['ChainableUndefined', 'DebugUndefined', 'StrictUndefined'] as const)(
  'with %s no case ends in any other error',
  (undefinedKind) => {
    for (const trick of TRICKS)
      expect(() => answerOf(trick, { undefined: undefinedKind })).not.toThrow();
  },
);

test('traced renders run the same', () => {
  const trace = { print: () => '', hit: () => {}, defaulted: () => {} };
  for (const trick of TRICKS.filter(({ templates }) => templates === undefined)) {
    try {
      const template = new Environment().compile(trick.template, { trace: true });
      template.renderText(trick.context ?? {}, { trace });
    } catch (error) {
      expect(error instanceof PyError || error instanceof LimitError).toBe(true);
    }
  }
});

test('the name of a template cannot leave its string in the generated code', () => {
  for (const name of ['"); throw 1; //', "'+x+'", '\u2028', '`${1}`', '\u00010\u0002', '\\']) {
    const template = new Environment().compile(
      '{{ (1 if false) }}{% for i in x if loop %}{% endfor %}',
      {
        name,
      },
    );
    expect(template.renderText({ x: [] })).toBe('');
  }
});
