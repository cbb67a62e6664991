import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  agrees,
  judgedTemplates,
  keyOf,
  ownAnswer,
  RECORDED,
  witnessesOf,
  type Answer,
} from './witnesses.ts';

describe('witnesses, as the real Jinja2 3.1.2 renders them', () => {
  const recorded = new Map(
    readFileSync(RECORDED, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly key: string; readonly answer: Answer })
      .map(({ key, answer }) => [key, answer]),
  );
  const shown = judgedTemplates().flatMap(witnessesOf);

  test('each is recorded: SMARTPASS_RECORD=1 npx vitest run test/lint/witnesses.long.test.ts', () => {
    expect([...new Set(shown.map(keyOf))].toSorted()).toEqual([...recorded.keys()].toSorted());
  });
  test('each is sent the same, or not sent', () => {
    const wrong = shown.flatMap((one) => {
      const [own, answer] = [ownAnswer(one), recorded.get(keyOf(one)) ?? {}];
      return agrees(own, answer) ? [] : [{ key: keyOf(one), own, answer }];
    });
    expect(wrong).toEqual([]);
  });
});
