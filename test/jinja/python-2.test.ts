import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Engine, isSame, type Answer } from '../oracle/answers.ts';
import { filledLines } from '../json-lines.ts';

type Recorded = { readonly id: string; readonly template: string; readonly expect: Answer };

/** Kinds of answers that are knowingly others here, with the reason; a kind without any fails, so that the list stays true. */
const DIFFERENCES: readonly (readonly [reason: string, applies: (one: Recorded) => boolean])[] = [
  [
    'an int of more than 64 bits is of the type long in messages',
    ({ expect: answer }) => 'error' in answer && /\blong\b/.test(answer.error.message),
  ],
  [
    'str.format of Python 2 encodes unicode, and formats lists and dicts as texts',
    ({ template }) => /'\{:?[^}]*\}'\.format/.test(template),
  ],
  ['encode gives a text there, bytes here', ({ template }) => template.includes('.encode(')],
  [
    'a method of a text that is written out, or % of one, gives bytes there, unicode here',
    ({ template }) => /\['(?:a'\.upper|%s' % |a' \+ )/.test(template),
  ],
  [
    'of two equal texts it cannot be told which one the template writes out',
    ({ template, expect: answer }) =>
      'output' in answer && /\{'k': x\}|\[x, "b"\]\|join/.test(template),
  ],
  [
    'the type of a reversed list has another name',
    ({ template }) => template === '{{ x|reverse }}',
  ],
  [
    'the words of a few more errors',
    ({ expect: answer, template }) => 'error' in answer && /x\|last|translate/.test(template),
  ],
];

const LINES = filledLines(
  readFileSync(new URL('../../fixtures/jinja/python-2.jsonl', import.meta.url), 'utf8'),
).map((line) => [line, JSON.parse(line) as Recorded] as const);

test('Jinja 2.8 on Python 2.7: what it answered', () => {
  const engine = new Engine();
  const seen = new Set<string>();
  const wrong: string[] = [];
  for (const [line, one] of LINES) {
    if (isSame(engine.answer(line), one.expect)) continue;
    const [reason] = DIFFERENCES.find(([, applies]) => applies(one)) ?? [];
    if (reason === undefined) wrong.push(`${one.id} ${one.template}`);
    else seen.add(reason);
  }
  expect(wrong).toEqual([]);
  expect([...seen].toSorted()).toEqual(DIFFERENCES.map(([reason]) => reason).toSorted());
  expect(LINES.length).toBe(3646);
});
