import { SECRET_PLACEHOLDER } from '../../src/diagnostics/index.ts';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compile, evaluate, expectedLink } from '../../src/compiler/index.ts';
import { type Channel } from '../../src/account/index.ts';
import { allMaps, allRecipients } from './maps.ts';

const maps = allMaps();
const recipients = allRecipients();
const CHANNELS: readonly Channel[] = ['email', 'push'];
const tool = { name: 'smartpass', version: '0.1.0' };

describe('snippets', () => {
  for (const [name, map] of maps) {
    for (const channel of CHANNELS) {
      test(`${name} in ${channel} is as recorded`, async () => {
        const { snippet } = compile(map, { channel, tool });
        await expect(`${snippet}\n`).toMatchFileSnapshot(
          `../../fixtures/compiler/snippets/${name}.${channel}.jinja`,
        );
      });
    }

    test(`${name} survives every editor`, () => {
      const { snippet } = compile(map, { channel: 'email', tool });
      expect(snippet).not.toMatch(/[<>&"`]/);
      expect(snippet).toMatch(/^[ -~\n]*$/);
      expect(snippet).not.toMatch(/ {2}/);
      const inLine = compile(map, { channel: 'sms', tool }).snippet;
      expect(inLine).not.toContain('\n');
      expect(inLine).toMatch(/%\}\{\{ longURL \}\}$/);
      expect(inLine.replaceAll(/\{[%#].*?[%#]\}/g, '')).toBe('{{ longURL }}');
    });
  }

  test('the guide’s six fields take no more than twice the guide’s own code', () => {
    const guide = maps.get('guide');
    const own = readFileSync('templates/passkit-guide/email.html.jinja', 'utf8');
    const lines = own.split('\n').filter((line) => line.startsWith('{% set '));
    expect(lines).toHaveLength(6);
    const { snippet } = compile(guide as never, { channel: 'email', tool });
    expect(snippet.length).toBeLessThanOrEqual(2 * lines.join('\n').length);
  });
});

type Answer = {
  map: string;
  channel: Channel;
  user: string;
  link?: string;
  dropped?: string;
  error?: string;
};

describe('what the real Jinja2 makes of them', () => {
  const file = 'fixtures/compiler/links.jsonl';
  const answers = existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Answer)
    : [];

  test('every map, channel and recipient is recorded', () => {
    expect(answers).toHaveLength(maps.size * CHANNELS.length * recipients.size);
  });

  test.each([...maps.keys()])('%s: each link is the one computed without Jinja', (name) => {
    const wrong = answers.filter(
      (answer) =>
        answer.map === name && JSON.stringify(expected(answer)) !== JSON.stringify(given(answer)),
    );
    expect(wrong.map((answer) => ({ ...answer, expected: expected(answer) }))).toEqual([]);
  });
});

function given({ link, dropped, error }: Answer): object {
  return { link, dropped, error };
}

/** A template stops at its first guard, so that only the first reason is recorded. */
function expected({ map: name, user }: Answer): object {
  const map = maps.get(name);
  const known = recipients.get(user);
  if (map === undefined || known === undefined) return { unknown: [name, user] };
  const result = evaluate(map, known);
  if ('payload' in result) return { link: expectedLink(map, result.payload, SECRET_PLACEHOLDER) };
  return { dropped: result.dropped[0] };
}
