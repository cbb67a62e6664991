import { expect, test } from 'vitest';
import { defaultProfile, nobleHashes } from '../../../src/account/index.ts';
import { format } from '../../../src/lint/index.ts';
import { Engine, isSame, lineOf, normalised } from '../../oracle/answers.ts';
import { someCase } from '../../oracle/generate/index.ts';
import { print } from '../../oracle/generate/tree.ts';

/** How many templates of the generator; a run by hand takes more. */
const COUNT = Number(process.env['SMARTPASS_FORMATS'] ?? 80);
const SEED = Number(process.env['SMARTPASS_SEED'] ?? 15);

const OPTIONS = {
  profile: defaultProfile('email'),
  channel: 'email',
  hashes: nobleHashes,
  clock: () => 0,
} as const;

/** White space where none is, and more where some is: between tokens of tags, by a rule. */
function untidy(text: string): string {
  return text
    .replaceAll(/(\{[{%]-?) /g, '$1')
    .replaceAll(/ (-?[%}]\})/g, '    $1')
    .replaceAll(/ \| ?/g, '  |   ')
    .replaceAll(/(-%\})/g, '$1  \n\n\n\n');
}

test(`${COUNT} templates of the generator are formatted once, and render the same bytes`, async () => {
  const engine = new Engine();
  const different: number[] = [];
  const again: number[] = [];
  let changed = 0;
  for (let id = 0; id < COUNT; id += 1) {
    const made = someCase(SEED, id);
    const whole = print(made.template);
    const before = id % 2 === 0 ? whole : untidy(whole);
    const { text } = await format(before, OPTIONS);
    if (text === before) continue;
    changed += 1;
    if ((await format(text, OPTIONS)).text !== text) again.push(id);
    const [one, other] = [before, text].map((template) =>
      normalised(engine.answer(lineOf({ ...made, template }))),
    );
    if (one === undefined || other === undefined) continue;
    const isError = 'error' in one && 'error' in other && one.error.type === other.error.type;
    if (!isError && !isSame(one, other)) different.push(id);
  }
  console.log(`${changed} of ${COUNT} templates were changed`);
  expect({ different, again }).toEqual({ different: [], again: [] });
  expect(changed).toBeGreaterThan(COUNT / 3);
});
