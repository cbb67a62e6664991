import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findJinja, RealJinja } from '../oracle/python.ts';
import {
  agrees,
  caseOf,
  judgedTemplates,
  keyOf,
  ownAnswer,
  RECORDED,
  witnessesOf,
  type Answer,
} from './witnesses.ts';

const installed = findJinja('3.1.2');
if (installed === undefined)
  console.warn('the real Jinja2 3.1.2 is not here: witnesses are not rendered by it');

test.skipIf(installed === undefined)(
  'the real Jinja2 confirms every witness; SMARTPASS_RECORD=1 writes its answers',
  async () => {
    if (installed === undefined) return;
    const shown = judgedTemplates().flatMap((one) => witnessesOf(one));
    const real = new RealJinja(installed, 'test/oracle/witnesses.py');
    const answers = (await real.answer(shown.map(caseOf))) as readonly Answer[];
    real.stop();
    if (process.env['SMARTPASS_RECORD'] === '1') {
      const byKey = new Map(shown.map((one, at) => [keyOf(one), answers[at]]));
      const lines = [...byKey].map(([key, answer]) => JSON.stringify({ key, answer }));
      writeFileSync(RECORDED, `${lines.join('\n')}\n`);
    }
    const wrong = shown.flatMap((one, at) => {
      const [own, answer] = [ownAnswer(one), answers[at] ?? {}];
      return agrees(own, answer) ? [] : [{ key: keyOf(one), own, answer }];
    });
    expect(wrong).toEqual([]);
    expect(shown.length).toBeGreaterThan(60);
  },
);
