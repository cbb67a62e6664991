import { expect, test } from 'vitest';
import { changedByFixes, fixed } from './real-jinja.ts';
import { judgedTemplates } from './witnesses.ts';

test('safe fixes of the corpus: gone, nothing else broken, a second run idle, and everyone who was sent is sent the same by the real Jinja2', async () => {
  const all = judgedTemplates().flatMap((judged) => fixed(judged) ?? []);
  for (const { judged, text, before, after } of all) {
    expect([judged.name, after.filter(({ fix }) => fix?.safety === 'safe')]).toEqual([
      judged.name,
      [],
    ]);
    expect([text, after.filter(({ code }) => code.startsWith('jinja/'))]).toEqual([text, []]);
    // What did not parse may have findings only now.
    const isParsed = before.every(({ message }) => !message.startsWith('Error in parsing'));
    if (isParsed) expect(after.length).toBeLessThanOrEqual(before.length);
  }
  expect(all.length).toBeGreaterThan(40);
  expect(await changedByFixes(all)).toEqual([]);
}, 180_000);
