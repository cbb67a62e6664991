import { expect, test } from 'vitest';
import type { Parts } from '../../src/compiler/adopt/parts.ts';
import { Variables } from '../../src/compiler/adopt/variables.ts';

const text = (value: string): Parts => [{ kind: 'text', text: value, at: [0, 0] }];

test('what is set inside is given and taken back, however deep', () => {
  const variables = new Variables();
  variables.set('a', text('1'));
  const outer = variables.inside(() => {
    variables.set('a', text('2'));
    const inner = variables.inside(() => {
      variables.set('a', text('3'));
      variables.set('b', text('4'));
      return 'inner';
    });
    expect(inner).toEqual({
      result: 'inner',
      set: new Map([
        ['a', text('3')],
        ['b', text('4')],
      ]),
    });
    expect([variables.get('a'), variables.has('b')]).toEqual([text('2'), false]);
    return 'outer';
  });
  expect(outer).toEqual({ result: 'outer', set: new Map([['a', text('2')]]) });
  expect([variables.get('a'), [...variables.names()]]).toEqual([text('1'), ['a']]);
});
