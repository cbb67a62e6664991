import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readLink } from '../../src/passkit/index.ts';
import { FAKE_SECRET } from '../../src/diagnostics/index.ts';
import { emptyFolder, smartpass, type Answer } from './run-cli.ts';
import { jsonLinesOf } from '../json-lines.ts';

const CARD = 'templates/loyalty-card/campaign.yaml';
const MAP = 'templates/loyalty-card/fieldmap.yaml';

const FULL = { MoEngage_ID: 'u-1', 'First Name': 'Ada', 'Email (Standard)': 'ada@example.com' };

type Row = {
  readonly id: unknown;
  readonly output?: string;
  readonly parts?: Readonly<Record<string, string>>;
  readonly links?: readonly string[];
  readonly findings?: readonly { readonly code: string }[];
  readonly error?: {
    readonly type: string;
    readonly message: string;
    readonly line: number | null;
  };
};

function rows(
  lines: readonly unknown[],
  argv: readonly string[],
  more: Parameters<typeof smartpass>[1] = {},
): Promise<Answer> {
  const stdin = lines
    .map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
    .join('\n');
  return smartpass(['render', '--ndjson', ...argv], { stdin, ...more });
}

function read({ out }: Answer): readonly Row[] {
  return jsonLinesOf(out) as readonly Row[];
}

function payloadOf(link: string | undefined): unknown {
  const { payload, signature } = readLink(link ?? '', { secret: FAKE_SECRET });
  expect(signature.verdict).toBe('valid');
  return Object.fromEntries(payload ?? []);
}

describe('render --ndjson with a campaign', () => {
  test('each row gets its message and links, in order, or what drops the user', async () => {
    const answer = await rows(
      [
        { id: 'a', user: FULL, event: { 'Expires At': '2027-01-31' } },
        '',
        { id: 2, user: { MoEngage_ID: 'u-2' } },
        { id: 'c', user: { ...FULL, 'First Name': '<O"Brien>' } },
      ],
      [CARD],
    );
    expect([answer.code, answer.err]).toEqual([0, expect.stringContaining('fake secret')]);
    const [ada, bo, cy] = read(answer);
    expect(ada).toMatchObject({ id: 'a', output: expect.stringContaining('Dear Ada,') });
    expect(payloadOf(ada?.links?.[0])).toMatchObject({
      'person.forename': 'Ada',
      'universal.expiryDate': '2027-01-31T00:00:00+00:00',
    });
    expect(bo).toMatchObject({
      id: 2,
      error: { type: 'NotSent', message: expect.stringContaining('No email address') },
    });
    expect(payloadOf(cy?.links?.[0])).toMatchObject({ 'person.forename': '<O"Brien>' });
  });

  test('a flat row is the attributes of a user, known by the first or by --key', async () => {
    const [first] = read(await rows([FULL], [CARD, '--links']));
    expect(first).toEqual({ id: 'u-1', links: [expect.any(String)] });
    const [named] = read(await rows([FULL], [CARD, '--links', '--key', 'Email (Standard)']));
    expect(named).toEqual({ id: 'ada@example.com', links: first?.links });
  });

  test('what is wrong with a row is told of that row, and the rest goes on', async () => {
    const answer = await rows(
      [
        '{"id": 1, "user": {',
        { id: 2, user: FULL, evnt: {} },
        { id: 3, user: FULL, event: 'now' },
        [1],
        { id: [1], user: FULL },
        { id: 6, user: FULL },
      ],
      [CARD, '--links'],
    );
    const all = read(answer);
    expect(all.map(({ id, error }) => [id, error?.type, error?.line])).toEqual([
      [null, 'InvalidInput', 1],
      [2, 'InvalidInput', 2],
      [3, 'InvalidInput', 3],
      [null, 'InvalidInput', 4],
      [null, 'InvalidInput', 5],
      [6, undefined, undefined],
    ]);
    expect(all[1]?.error?.message).toContain("did you mean 'event'?");
  });

  test('links alone are those of the whole message, also where the field map computes them', async () => {
    const names = ['Ada', 'O"Brien', 'é漢👍', ' ', '<b>', null, 12, 1.5, true, ['x']];
    const lines = Array.from({ length: 140 }, (_, at) => ({
      id: at,
      user: {
        ...(at % 7 !== 3 && { MoEngage_ID: at % 2 === 0 ? at : `u-${at}` }),
        ...(at % 11 !== 4 && { 'Email (Standard)': 'a@example.com' }),
        'First Name': names[at % names.length],
      },
    }));
    const whole = read(await rows(lines, [CARD]));
    const alone = read(await rows(lines, [CARD, '--links']));
    expect(alone.map(({ id, links, error }) => ({ id, links, error }))).toEqual(
      whole.map(({ id, links, error }) => ({ id, links, error })),
    );
    expect(alone.filter(({ links }) => links !== undefined).length).toBeGreaterThan(90);
  });

  test('how many users the field map answered is said behind the rows', async () => {
    const said =
      'The field map alone said what becomes of 69 users; 51 others were rendered by the template too, with the same result';
    const lines = Array.from({ length: 120 }, (_, id) => ({ id, user: FULL }));
    for (const argv of [[CARD, '--links'], [MAP]])
      expect((await rows(lines, argv)).err).toContain(said);
    expect((await rows(lines, [CARD])).err).not.toContain('field map');
    expect((await rows(lines.slice(0, 50), [CARD, '--links'])).err).not.toContain('field map');
  });

  test('a message of several parts has the text of each; a broken link is told', async () => {
    const cwd = emptyFolder();
    const link = `https://pub1.pskt.io/c/a4hrop?data={{ ('{"person.forename":"' ~ UserAttribute.N ~ '"}')|base64encode }}&sig=0`;
    writeFileSync(
      join(cwd, 'c.yaml'),
      `campaign: x\nchannel: push\nmessage:\n  title: Hi {{ UserAttribute.N }}\n  body: Save\n  link: '${link.replaceAll("'", "''")}'\nusers: none/*.yaml\n`,
    );
    const [row] = read(await rows([{ id: 1, user: { N: 'A"da' } }], ['c.yaml'], { cwd }));
    expect(row?.parts).toMatchObject({ title: 'Hi A"da', body: 'Save' });
    expect(row?.findings?.map(({ code }) => code)).toContain('link/not-json');
    const [alone] = read(
      await rows([{ id: 1, user: { N: 'A"da' } }], ['c.yaml', '--links'], { cwd }),
    );
    expect(alone).toMatchObject({ links: row?.links, findings: row?.findings });
  });
});

describe('render --ndjson with a field map', () => {
  test('each row gets its link', async () => {
    const answer = await rows(
      [
        { id: 1, user: FULL },
        { id: 2, user: {} },
      ],
      [MAP],
    );
    const [one, two] = read(answer);
    const [card] = read(await rows([{ id: 1, user: FULL }], [CARD, '--links']));
    expect(one).toEqual(card);
    expect(two?.error?.message).toContain('No MoEngage ID');
  });

  test('what is wrong with the map is told with its place', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'map.yaml'), 'smartpass: 1\nproject: { url: x }\nfields: {}\n');
    const answer = await rows([{ id: 1, user: FULL }], ['map.yaml'], { cwd });
    expect([answer.code, answer.out]).toEqual([2, '']);
    expect(answer.err).toContain('map.yaml:2');
    expect(answer.err).not.toContain('.map.');
  });
});

test('links are signed with the secret that is given, which is never shown', async () => {
  const secret = 'x7Kq0WfoVtZ7MrJSfrHVui';
  const answer = await rows([{ id: 1, user: FULL }], [CARD], { env: { SMARTPASS_SECRET: secret } });
  expect([answer.code, answer.err]).toEqual([0, '']);
  expect(answer.out).not.toContain(secret);
  const { signature } = readLink(read(answer)[0]?.links?.[0] ?? '', { secret });
  expect(signature.verdict).toBe('valid');
});

test('shards have each line once', async () => {
  const lines = Array.from({ length: 10 }, (_, id) => ({ id, user: FULL }));
  const ids = async (shard: string): Promise<unknown[]> =>
    read(await rows(lines, [MAP, '--shard', shard])).map(({ id }) => id);
  expect([await ids('1/3'), await ids('2/3'), await ids('3/3')]).toEqual([
    [0, 3, 6, 9],
    [1, 4, 7],
    [2, 5, 8],
  ]);
});

test.each([
  [['--shard', '0/3', MAP], "--shard is '0/3'"],
  [['--shard', '4/3', MAP], "--shard is '4/3'"],
  [['--links', '--template', 'bench/templates/guide.jinja'], '--links is for --ndjson with'],
  [['--secret-stdin', CARD], '--secret-stdin cannot be given with --ndjson'],
])('render --ndjson %j is wrong use', async (argv, message) => {
  const answer = await rows([], argv);
  expect([answer.code, answer.out]).toEqual([2, '']);
  expect(answer.err).toContain(message);
});
