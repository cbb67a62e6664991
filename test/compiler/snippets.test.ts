import { SECRET_PLACEHOLDER } from '../../src/diagnostics/index.ts';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  compile,
  evaluate,
  expectedLink,
  readFieldMap,
  type FieldMap,
} from '../../src/compiler/index.ts';
import { type Channel } from '../../src/account/index.ts';
import { allMaps, allRecipients } from './maps.ts';
import { jsonLines } from '../json-lines.ts';

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

  test('the guide’s six fields take 1,450 characters at most', () => {
    const { snippet } = compile(maps.get('six-fields') as never, { channel: 'email', tool });
    expect(snippet.length).toBeLessThanOrEqual(1450);
  });

  test.each([...maps])('%s: no line of an email is longer than 300 characters', (_name, map) => {
    const { snippet } = compile(map, { channel: 'email', tool });
    const long = snippet.split('\n').filter((line) => line.length > 300);
    // A literal of the map is not cut.
    expect(long.every((line) => /'[^']{100,}'/.test(line))).toBe(true);
  });
});

describe('the size of a snippet', () => {
  const mapOf = (count: number, options: object): FieldMap => {
    const fields = Array.from({ length: count }, (_, at) => [
      `meta.f${at}`,
      { user: `Attribute ${at}`, missing: 'omit', ...options },
    ]);
    const text = JSON.stringify({
      smartpass: 1,
      identity: 'none',
      project: { url: 'https://pub1.pskt.io/c/a4hrop' },
      fields: Object.fromEntries(fields) as object,
    });
    const { map } = readFieldMap(text, 'x.json');
    if (map === undefined) throw new Error('no map');
    return map;
  };

  test.each(['datetime', 'phone', 'number'])('59 fields of %s go through one loop', (as) => {
    const { snippet, findings } = compile(mapOf(59, { as }), { channel: 'email', tool });
    expect(snippet.length).toBeLessThan(12_000);
    expect(snippet.split('{% for ').length).toBe(4);
    expect(findings).toEqual([]);
  });

  test.each([
    [400, 'map/large-snippet', 'note'],
    [1000, 'map/snippet-too-large', 'error'],
  ] as const)('%i fields: %s', (count, code, severity) => {
    const { findings } = compile(mapOf(count, {}), { channel: 'email', tool });
    expect(findings).toEqual([expect.objectContaining({ code, severity })]);
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
  const answers = existsSync(file) ? (jsonLines(file) as readonly Answer[]) : [];

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
