import { expect, test } from 'vitest';
import { everyNth } from '../sampled.ts';
import { leaks, OTHER_FORMS, SIGNING_FORMS } from '../secret-forms.ts';
import { startClient } from './client.ts';

const SECRET = 'aB3dE5gH7jK9mN1pQ3sT5v';

test('no message holds a secret of a document in any form', async () => {
  const client = await startClient({ 'package.json': '{}' });
  for (const { write } of everyNth([...SIGNING_FORMS, ...OTHER_FORMS], 4)) {
    await client.open('a.html', `{% set u = 'x' %}${write(SECRET)}{{ UserAttribute['Nick'] + 1 }}`);
    await client.findings('a.html');
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    for (const character of [20, 40, 60])
      await client.ask('hover', 'a.html', { position: { line: 0, character } });
    await client.ask('codeAction', 'a.html', { range });
    await client.ask('documentSymbol', 'a.html');
  }
  await client.stop();
  expect(client.said().length).toBeGreaterThan(5000);
  expect(leaks(client.said(), SECRET)).toEqual([]);
});
