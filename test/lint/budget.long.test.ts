import { expect, test } from 'vitest';
import { fixesNotTried, judged, prints } from './budget.ts';

test('fixes that would cost too much to prove are reported', () => {
  const report = judged(prints(700), true);
  expect(report.findings.every(({ fix }) => fix === undefined)).toBe(true);
  expect(fixesNotTried(report)).toEqual([
    'the template is too large or its loops too long to prove each fix: that of 700 findings was not tried',
  ]);
});
