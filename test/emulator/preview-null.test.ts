import { expect, test } from 'vitest';
import { makeProfile, nobleHashes, type ProfileValues } from '../../src/account/index.ts';
import { createEmulator } from '../../src/emulator/index.ts';
import { Dict } from '../../src/jinja/index.ts';

const TEMPLATE =
  "{{ UserAttribute['x'] }}|{{ UserAttribute['n'] }}|<a href=\"https://a.example/{{ UserAttribute['n'] }}\">";

function shown(mode: 'preview' | 'send', values: Partial<ProfileValues>): string {
  const profile = makeProfile(values, 'email');
  const options = { profile, channel: 'email', crypto: nobleHashes, clock: () => 0 } as const;
  const user = Dict.of([['n', null]]);
  const outcome = createEmulator({ ...options, mode })
    .compile(TEMPLATE)
    .render({ user });
  return outcome.sent ? outcome.text : 'not sent';
}

test.each([
  ['blank', '||<a href="https://a.example/">'],
  ['print', '|None|<a href="https://a.example/None">'],
  ['drop', 'not sent'],
] as const)('a null is %s in a preview, whatever it does to what is sent', (previewNull, text) => {
  expect(shown('preview', { previewNull })).toBe(text);
  expect(shown('preview', { previewNull, null: 'drop' })).toBe(text);
  expect(shown('send', { previewNull })).toBe('not sent');
});
