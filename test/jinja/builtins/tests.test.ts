import { describe, expect, test } from 'vitest';
import { callTest } from '../../../src/jinja/builtins/index.ts';
import { fakeState } from './fake-state.ts';
import { answerOf, decode, readRecorded } from './recorded.ts';

/** Answers that depend on which objects CPython happens to share: `is` on large ints and on empty or equal containers. */
const BY_IDENTITY: ReadonlySet<string> = new Set([
  '{"int":"10000000000000000000000"} is sameas {"int":"10000000000000000000000"}',
]);

describe('tests answer as recorded', () => {
  const state = fakeState();
  const lines = readRecorded('tests.jsonl').map((line, index) => {
    const title = `${index} ${line.name} ${JSON.stringify([...line.args, line.kwargs])}`;
    return [title, line] as const;
  });
  test.each(lines)('%s', (_title, line) => {
    const wrong: string[] = [];
    line.values.forEach((value, index) => {
      const answer = answerOf(() => {
        const kwargs = Object.entries(line.kwargs).map(([key, arg]) => [key, decode(arg)] as const);
        return callTest(state, line.name, decode(value), line.args.map(decode), new Map(kwargs));
      });
      const question = `${JSON.stringify(value)} is ${line.name} ${line.args.map((arg) => JSON.stringify(arg)).join(', ')}`;
      if (answer !== line.answers[index] && !BY_IDENTITY.has(question)) {
        wrong.push(`${question}: ${answer}, not ${line.answers[index]}`);
      }
    });
    expect(wrong).toEqual([]);
  });
});
