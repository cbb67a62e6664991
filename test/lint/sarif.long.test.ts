import { expect, test } from 'vitest';
import { RULES } from '../../src/lint/index.ts';
import { problemsOf } from './sarif.ts';

test('the example of each rule fits the schema of SARIF alone', async () => {
  expect(await problemsOf(RULES)).toEqual([]);
});
