import { expect, test } from 'vitest';
import { accountPage } from '../../scripts/account-page.ts';

test('docs/account.md says what the tables say (update it with vitest -u)', async () => {
  await expect(accountPage()).toMatchFileSnapshot('../../docs/account.md');
});
