import { expect, test } from 'vitest';
import { RULES } from '../../src/lint/index.ts';
import { everyNth } from '../sampled.ts';
import { problemsOf } from './sarif.ts';

test('a rule that reports has its help; the example of each fits the schema alone', async () => {
  expect(await problemsOf(everyNth(RULES, 8))).toEqual([]);
});
