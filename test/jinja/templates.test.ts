import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Engine, normalised, type Answer } from '../oracle/answers.ts';
import { filledLines } from '../json-lines.ts';

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
  return filledLines(text).map((whole) => {
    const at = whole.lastIndexOf(', "expect": ');
    const { id, expect: answer } = JSON.parse(whole) as { id: string; expect: Answer };
    return { id, line: `${whole.slice(0, at)}}`, expect: answer };
  });
}

describe('templates that the real Jinja2 3.1.2 rendered', () => {
  const engine = new Engine();
  const answerTo = ({ line }: Recorded): Answer => normalised(engine.answer(line));

  for (const file of files) {
    describe(`of ${file.replace('.jsonl', '')}`, () => {
      for (const recorded of casesOf(file).filter(({ id }) => !reasons.has(id))) {
        const { template } = JSON.parse(recorded.line) as { template: string };
        it(`${recorded.id} ${JSON.stringify(template).slice(0, 80)}`, () => {
          expect(answerTo(recorded)).toEqual(recorded.expect);
        });
      }
    });
  }

  it('every known difference is a case that differs, and has a reason', () => {
    const cases = new Map(files.flatMap(casesOf).map((recorded) => [recorded.id, recorded]));
    const isTrue = ({ id, reason }: KnownDifference): boolean => {
      const recorded = cases.get(id);
      if (recorded === undefined || reason.length < 10) return false;
      return JSON.stringify(answerTo(recorded)) !== JSON.stringify(recorded.expect);
    };
    expect(known.filter((difference) => !isTrue(difference))).toEqual([]);
  });
});
