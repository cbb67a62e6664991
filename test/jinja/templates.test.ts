import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Engine, normalised, type Answer } from '../oracle/answers.ts';

const ROOT = new URL('../../fixtures/jinja/', import.meta.url);

type Recorded = { readonly id: string; readonly line: string; readonly expect: Answer };
type KnownDifference = { readonly id: string; readonly reason: string };

const files = readdirSync(new URL('templates/', ROOT)).filter((name) => name.endsWith('.jsonl'));
const known = JSON.parse(
  readFileSync(new URL('known-differences.json', ROOT), 'utf8'),
) as KnownDifference[];
const reasons = new Map(known.map(({ id, reason }) => [id, reason]));

function casesOf(file: string): Recorded[] {
  const text = readFileSync(new URL(`templates/${file}`, ROOT), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((whole) => {
      const at = whole.lastIndexOf(', "expect": ');
      const { id, expect: answer } = JSON.parse(whole) as { id: string; expect: Answer };
      return { id, line: `${whole.slice(0, at)}}`, expect: answer };
    });
}

describe('templates that the real Jinja2 3.1.2 rendered', () => {
  const engine = new Engine();

  for (const file of files) {
    describe(file.replace('.jsonl', ''), () => {
      for (const { id, line, expect: answer } of casesOf(file)) {
        const template = (JSON.parse(line) as { template: string }).template;
        it(`${id} ${JSON.stringify(template).slice(0, 80)}`, () => {
          const ours = normalised(engine.answer(line));
          if (reasons.has(id)) expect(ours, 'a known difference that is none').not.toEqual(answer);
          else expect(ours).toEqual(answer);
        });
      }
    });
  }

  it('every known difference is a case and has a reason', () => {
    const ids = new Set(files.flatMap((file) => casesOf(file)).map(({ id }) => id));
    expect(known.filter(({ id }) => !ids.has(id))).toEqual([]);
    expect(known.filter(({ reason }) => reason.length < 10)).toEqual([]);
  });
});
