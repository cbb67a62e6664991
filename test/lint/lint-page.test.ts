import { expect, test } from 'vitest';
import { lintPage } from '../../scripts/lint-page.ts';

test('docs/lint.md is what the rules say', async () => {
  await expect(lintPage()).toMatchFileSnapshot('../../docs/lint.md');
});
