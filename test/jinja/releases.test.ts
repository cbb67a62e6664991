import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Engine, normalised, type Answer } from '../oracle/answers.ts';
import { filledLines, jsonLines } from '../json-lines.ts';

const FILE = new URL('../../fixtures/jinja/releases.jsonl', import.meta.url);

type Divergence = {
  readonly id: string;
  readonly template: string;
  readonly context?: unknown;
  readonly env?: object;
  readonly templates?: unknown;
  readonly '2.8': Answer;
  readonly '3.1': Answer;
};

type Recorded = { readonly id: string; readonly template: string; readonly expect: Answer };

const divergences = jsonLines(FILE) as readonly Divergence[];

const engine = new Engine();

function answerOf({ id, template, context, env, templates }: Divergence, jinja: string): Answer {
  const line = JSON.stringify({ id, template, context, env: { ...env, jinja }, templates });
  return normalised(engine.answer(line));
}

describe('where 2.8 and 3.1 differ', () => {
  it.each(divergences)('$id $template', (divergence) => {
    expect(answerOf(divergence, '2.8')).toEqual(divergence['2.8']);
    expect(answerOf(divergence, '3.1')).toEqual(divergence['3.1']);
    expect(divergence['2.8']).not.toEqual(divergence['3.1']);
  });
});

describe('what the real Jinja2 2.8 answered', () => {
  const lines = filledLines(
    readFileSync(new URL('../../fixtures/jinja/release-28.jsonl', import.meta.url), 'utf8'),
  );
  it.each(lines.map((line) => ({ line, ...(JSON.parse(line) as Recorded) })))(
    '$id $template',
    ({ line, expect: answer }) => {
      expect(normalised(engine.answer(line))).toEqual(answer);
    },
  );
});
