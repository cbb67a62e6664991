import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FindingsError } from '../../src/diagnostics/index.ts';
import type { StandInRender } from '../../src/live/index.ts';
import { emptyFolder } from '../cli/run-cli.ts';
import { campaignOf, compareWith, emulated, namedFields, SHIPPED } from './compare.ts';

/** A campaign of one template for these users, in a folder of its own. */
function written(template: string, users: Readonly<Record<string, string>>, more = ''): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'users'));
  writeFileSync(join(folder, 'package.json'), '{}');
  writeFileSync(join(folder, 'mail.html'), template);
  for (const [name, text] of Object.entries(users))
    writeFileSync(join(folder, 'users', `${name}.yaml`), text);
  writeFileSync(
    join(folder, 'campaign.yaml'),
    `campaign: c\nchannel: email\ntemplate: mail.html\nusers: users/*.yaml\n${more}`,
  );
  return join(folder, 'campaign.yaml');
}

const ADA = 'user: { First Name: Ada, Points: 10.0, Id: 12345678901234567890 }\n';

describe('a campaign beside an account of another profile', () => {
  test.each(SHIPPED)('%s in the same account: no user differs', async (name) => {
    const { comparison, sent, wrong } = await compareWith(await campaignOf(name), emulated({}));
    expect(comparison.differences).toEqual([]);
    expect(comparison.users).toHaveLength(34);
    expect([sent.length, wrong]).toEqual([34, []]);
  });

  test('two fields that each change a part of the text are both named, for every user', async () => {
    const file = written(
      "{{ UserAttribute['First Name']|convertToSHA256NoSalt }} {{ 'a+b'|urldecode }}\n{{ '<'|safe ~ UserAttribute['Nick']|default('none') }}",
      { ada: ADA, bob: 'user: { Nick: Bob }\n' },
    );
    const campaign = await campaignOf(file);
    const other = { hashCase: 'upper', urldecode: 'percent', missing: 'none' } as const;
    const { comparison } = await compareWith(campaign, emulated(other));
    expect(comparison.differences.map(({ user }) => user)).toEqual(['ada', 'bob']);
    expect(comparison.explanation.users).toBe(2);
    expect(new Set(namedFields(comparison))).toEqual(new Set(['hashCase', 'urldecode', 'missing']));
  });
});

describe('what is sent', () => {
  test('attributes arrive as they are: floats, long numbers, lists, nulls, the order of keys', async () => {
    const file = written(
      '{{ UserAttribute|string }}{{ EventAttribute|string }}',
      {
        ada: 'user: { b: 10.0, a: 12345678901234567890, n: ~, t: true, l: [1, 2.5, { z: 1, y: é }], "x\\"y": "\\\\" }\nevent: { at: 00123 }\n',
      },
      'trigger: { event: Bought It }\n',
    );
    const campaign = await campaignOf(file);
    const { comparison, sent } = await compareWith(campaign, emulated({}));
    expect(comparison.differences).toEqual([]);
    expect(sent[0]?.body).toContain('"b":10.0,"a":12345678901234567890,"n":null,"t":true');
    expect(sent[0]?.body).toContain('"event_name":"Bought It"');
  });

  test('no live secret leaves: what the template signs with is replaced, and hidden', async () => {
    const secret = 'Rea1SecretOfAProject0x';
    const file = written(
      `{% set s = '${secret}' %}{{ 'x'|convertToSHA256(s) }} {{ 'y'|convertToSHA256("${secret}") }}`,
      { ada: ADA },
    );
    const campaign = await campaignOf(file);
    const { comparison, sent } = await compareWith(campaign, emulated({}));
    expect(comparison.differences).toEqual([]);
    expect(sent.map(({ body }) => body).join('')).not.toContain(secret);
    expect(campaign.secrets.hide(secret)).not.toContain(secret);
  });

  test('a secret that is put together from pieces is not sent at all', async () => {
    const file = written("{{ 'x'|convertToSHA256('Rea1Secret' ~ 'OfAProject0x') }}", { ada: ADA });
    const campaign = await campaignOf(file);
    const error: unknown = await compareWith(campaign, emulated({})).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(FindingsError);
    expect((error as FindingsError).findings).toMatchObject([{ code: 'live/secret-in-template' }]);
  });

  test.each(['whatsapp', 'in-app', 'cards'])(
    'the preview API does not have %s',
    async (channel) => {
      const file = written('Hi', { ada: ADA });
      const campaign = { ...(await campaignOf(file)), channel: channel as 'cards' };
      const error: unknown = await compareWith(campaign, emulated({})).catch((one: unknown) => one);
      expect((error as FindingsError).findings).toMatchObject([{ code: 'live/no-preview' }]);
    },
  );
});

describe('a difference that no profile explains', () => {
  const TEMPLATE =
    "<p>Dear {{ UserAttribute['First Name'] }},</p>\n<p>{{ UserAttribute['Points'] }} points</p>\n";

  test.each([
    ['in what a value printed', 'Ada', 'Abu', { line: 1, column: 10 }, 1, 12],
    ['in the text of the template', ' points', ' Points', { line: 2, column: 9 }, 2, 34],
    ['at the end', 'points</p>', 'points</p>!', { line: 2, column: 19 }, 2, 44],
    ['at the beginning', '<p>Dear', '<P>Dear', { line: 1, column: 2 }, 1, 2],
  ])(
    'a byte that is changed %s is found and placed',
    async (_where, from, to, position, line, column) => {
      const campaign = await campaignOf(
        written(TEMPLATE, { ada: ADA, bob: 'user: { First Name: Bob }\n' }),
      );
      const usual = emulated({});
      const render: StandInRender = async (text, message) => {
        const shown = await usual(text, message);
        return 'text' in shown && shown.text.includes('Ada')
          ? { text: shown.text.replace(from, to) }
          : shown;
      };
      const { comparison } = await compareWith(campaign, render);
      expect(comparison.differences).toMatchObject([{ user: 'ada', position }]);
      const [first] = comparison.differences;
      expect([
        first?.here.slice(first.offset, first.offset + 1),
        first?.account.slice(0, first.offset),
      ]).toEqual([first?.here.charAt(first.offset), first?.here.slice(0, first.offset)]);
      expect(first?.span?.start).toEqual({ line, column });
      expect(comparison.explanation).toEqual({ steps: [], users: 0 });
    },
  );

  test.each([
    [{ text: '' }, false],
    [{ refused: '' }, false],
    [{ text: 'Not for you' }, false],
    [{ text: 'Error: Not for you.' }, false],
    [{ text: 'MOE_NOT_SEND' }, true],
    [{ text: 'Something' }, true],
  ])(
    'of a message that is not sent here the account may show %j: a difference is %s',
    async (shown, differs) => {
      const campaign = await campaignOf(
        written("{% if not UserAttribute['x'] %}{% MOE_NOT_SEND('Not for you') %}{% endif %}", {
          ada: ADA,
        }),
      );
      const { comparison } = await compareWith(campaign, () => shown);
      expect(comparison.unsent).toEqual(['ada']);
      expect(comparison.differences.length > 0).toBe(differs);
    },
  );

  test.each(['', 'a'])('a reason as short as %j is not found in other texts', async (reason) => {
    const campaign = await campaignOf(written(`{% MOE_NOT_SEND('${reason}') %}`, { ada: ADA }));
    const { comparison } = await compareWith(campaign, () => ({ text: 'Dear Ada, a card' }));
    expect(comparison.differences).toHaveLength(1);
  });

  test.each([
    ['{{ ProductSet.Shoes[0].title }}', "the product set 'Shoes'"],
    ["{{ ContentApi.Weather({'q': 1}).t }}", "the Content API 'Weather'"],
    ["{{ (UserAttribute['Id']|getAuxData('dues')).Amount }}", "the auxiliary table 'dues'"],
    ["{{ CampaignAttribute['Campaign ID'] }}", "the campaign attribute 'Campaign ID'"],
    ["{{ContentBlock['footer']}}", "the content block 'footer'"],
  ])('data that the account has of its own is named: %s', async (template, what) => {
    const file = written(template, { ada: ADA });
    const { comparison } = await compareWith(await campaignOf(file), emulated({}));
    expect(comparison.findings).toMatchObject([
      {
        code: 'live/own-data',
        severity: 'warning',
        message: expect.stringContaining(what) as string,
      },
    ]);
    expect(comparison.findings[0]?.span?.start.line).toBe(1);
  });
});
