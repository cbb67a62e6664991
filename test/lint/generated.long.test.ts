import { expect, test } from 'vitest';
import { lint } from '../../src/lint/index.ts';
import { someCase } from '../oracle/generate/index.ts';
import { print } from '../oracle/generate/tree.ts';
import { lintOptions } from './lint-options.ts';

/** How many templates of the generator; a run by hand takes more. */
const COUNT = Number(process.env['SMARTPASS_LINTS'] ?? 100);
const SEED = Number(process.env['SMARTPASS_SEED'] ?? 15);

/** Variables of the generator that are attributes of a user in every second template. */
const AS_ATTRIBUTE = /\b(?:name|text|words|user|table|price|n)\b/g;

test(`${COUNT} templates of the generator are judged without a crash, and twice the same`, () => {
  const options = lintOptions({ channel: 'email', trigger: 'event' });
  const different: number[] = [];
  let findings = 0;
  for (let id = 0; id < COUNT; id += 1) {
    const text = print(someCase(SEED, id).template);
    const template =
      id % 2 === 0 ? text : text.replaceAll(AS_ATTRIBUTE, (name) => `UserAttribute['${name}']`);
    const [one, other] = [1, 2].map(() => lint(template, options));
    findings += one?.findings.length ?? 0;
    if (JSON.stringify(one) !== JSON.stringify(other)) different.push(id);
  }
  console.log(`${findings} findings in ${COUNT} templates`);
  expect(different).toEqual([]);
  expect(findings).toBeGreaterThan(COUNT / 4);
}, 900_000);

test('a template of many attributes is judged as far as the budget goes, which is reported', () => {
  const text = Array.from({ length: 3000 }, (_, at) => `{{ UserAttribute['A${at}'] }}`).join('\n');
  const { findings } = lint(text, lintOptions({ channel: 'email', trigger: 'event' }));
  const [note] = findings.filter(({ code }) => code === 'lint/not-all-tried');
  expect(note?.message).toMatch(/: \d+ of 18000 values of attributes were tried$/);
  expect(findings.filter(({ code }) => code === 'null/printed').length).toBeGreaterThan(100);
}, 60_000);

test('loops inside loops end, and what was not tried is reported', () => {
  const loops = '{% for a in range(300) %}'.repeat(3);
  const ends = '{% endfor %}'.repeat(3);
  const text = `${loops}{{ UserAttribute['A'] }}${ends}`;
  const { findings } = lint(text, lintOptions({ channel: 'email', trigger: 'event' }));
  const [note] = findings.filter(({ code }) => code === 'lint/not-all-tried');
  expect(note).toMatchObject({ severity: 'note', hint: expect.stringContaining('preview') });
}, 30_000);
