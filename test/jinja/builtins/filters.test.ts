import { describe, expect, test } from 'vitest';
import { callFilter } from '../../../src/jinja/builtins/index.ts';
import type { JinjaVersion } from '../../../src/jinja/values/types.ts';
import { fakeState } from './fake-state.ts';
import { answerOf, decode, readRecorded, type RecordedLine } from './recorded.ts';

function given(line: RecordedLine, version: JinjaVersion): string[] {
  const state = fakeState({ version, autoescape: line.autoescape });
  return line.values.map((value) =>
    answerOf(() => {
      const kwargs = Object.entries(line.kwargs).map(([key, arg]) => [key, decode(arg)] as const);
      return callFilter(state, line.name, decode(value), line.args.map(decode), new Map(kwargs));
    }),
  );
}

function title({ name, args, kwargs, autoescape }: RecordedLine, index: number): string {
  return `${index} ${name} ${JSON.stringify([...args, kwargs])}${autoescape ? ' autoescape' : ''}`;
}

/** Answers beside the value they belong to, so that a difference tells which. */
function beside(line: RecordedLine, answers: readonly string[]): string[] {
  return answers.map((answer, index) => `${JSON.stringify(line.values[index])} => ${answer}`);
}

describe.each<[JinjaVersion, string]>([
  ['3.1', 'filters.jsonl'],
  ['3.1.6', 'filters-3.1.6.jsonl'],
])('filters of Jinja %s answer as recorded', (version, file) => {
  const lines = readRecorded(file).map((line, index) => [title(line, index), line] as const);
  test.each(lines)('%s', (_title, line) => {
    expect(beside(line, given(line, version))).toEqual(beside(line, line.answers));
  });
});
