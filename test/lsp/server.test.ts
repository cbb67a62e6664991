import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CodeAction, CompletionList, Hover } from 'vscode-languageserver-protocol';
import { cut, startClient, type Client } from './client.ts';

const CAMPAIGN = `campaign: card
channel: email
template: email.html
users: users/*.yaml
product-sets: products.yaml
content-blocks: blocks.yaml
`;

const FILES = {
  'package.json': '{}',
  'card/campaign.yaml': CAMPAIGN,
  'card/email.html': 'Hi',
  'card/users/ada.yaml': 'user: { First Name: Ada, Points: 7, Tags: [vip] }',
  'card/users/bob.yaml': 'user: { First Name: Bob, Plan Name: gold }',
  'card/users/eve.yaml': 'user: { Points: 9 }',
  'card/products.yaml': 'Picks:\n  - { title: Shoe, price: 10 }\n',
  'card/blocks.yaml': 'footer: Bye\n',
  'card/fieldmap.yaml':
    'smartpass: 1\nproject: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }\nfields:\n  person.externalId: { user: MoEngage_ID, missing: { drop: No id } }\n',
};

const NAME = 'card/email.html';

describe('smartpass lsp', () => {
  let client: Client;
  beforeAll(async () => void (client = await startClient(FILES)));
  afterAll(() => client.stop());

  const opened = async (marked: string): Promise<{ line: number; character: number }> => {
    const { text, position } = cut(marked);
    await client.open(NAME, text);
    return position;
  };
  const labels = async (marked: string, name = NAME): Promise<Map<string, string | undefined>> => {
    const { text, position } = cut(marked);
    await client.open(name, text);
    const { items } = await client.ask<CompletionList>('completion', name, { position });
    return new Map(items.map(({ label, detail }) => [label, detail]));
  };

  test('findings, each with its rule and what to do', async () => {
    await client.open(NAME, "<p>\r\nHi {{ UserAttribute['Nick'] }}</p>");
    expect(await client.findings(NAME)).toMatchObject([
      {
        code: 'null/printed',
        severity: 1,
        source: 'smartpass',
        range: { start: { line: 1, character: 6 }, end: { line: 1, character: 27 } },
      },
    ]);
  });

  test('a page without tags has none, and none is left when a document is closed', async () => {
    await client.open(NAME, '<img src="a.png">');
    expect(await client.findings(NAME)).toEqual([]);
  });

  test('an error of syntax while typing, gone when it is mended', async () => {
    await client.open(NAME, '{% if x %}');
    expect(await client.findings(NAME)).toMatchObject([{ code: 'jinja/syntax-error' }]);
    await client.write(NAME, 'Hi {# #}');
    expect(await client.findings(NAME)).toEqual([]);
  });

  test('field maps and campaign files', async () => {
    await client.open(
      'card/fieldmap.yaml',
      FILES['card/fieldmap.yaml'].replace('forename', 'x').replace('externalId', 'externlId'),
    );
    expect(await client.findings('card/fieldmap.yaml')).toMatchObject([
      { code: 'map/unknown-field', range: { start: { line: 3 } } },
    ]);
    await client.open('card/campaign.yaml', `${CAMPAIGN}chanel: sms\n`);
    expect(await client.findings('card/campaign.yaml')).toMatchObject([
      { code: 'campaign/unknown-key', range: { start: { line: 6 } } },
    ]);
    await client.write('card/campaign.yaml', CAMPAIGN);
  });

  test('fixes are labelled safe or unsafe', async () => {
    const position = await opened("Hi {{ User¦Attribute['Nick'] }}");
    const actions = await client.ask<CodeAction[]>('codeAction', NAME, {
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
    expect(actions.map(({ title }) => title)).toEqual([
      "Drop users without 'Nick' with a reason (safe)",
      'Apply all safe fixes (1)',
      'Switch off null/printed for this line',
      'Switch off null/printed in this file',
    ]);
    expect(actions[0]?.edit?.changes?.[client.uri(NAME)]?.[0]?.newText).toContain('MOE_NOT_SEND');
  });

  test('a rule about a field map is switched off by comments of YAML; an error is not', async () => {
    const path = 'card/fieldmap.yaml';
    const text = `${FILES[path]}  person.emailAddress: { user: Email (Standard), missing: { drop: No address } }\n`;
    await client.open(path, text);
    const code = 'map/drops-users';
    const found = (await client.findings(path)).find((one) => one.code === code);
    const start = found?.range.start ?? { line: 0 };
    const actions = await client.ask<CodeAction[]>('codeAction', path, {
      range: { start, end: start },
      context: { diagnostics: [] },
    });
    const own = actions.filter(({ title }) => title.includes(code));
    expect(own.map(({ title }) => title)).toEqual([
      'Switch off map/drops-users for this line',
      'Switch off map/drops-users in this file',
    ]);
    for (const action of own) {
      const [edit] = action.edit?.changes?.[client.uri(path)] ?? [];
      const lines = text.split('\n');
      lines.splice(edit?.range.start.line ?? 0, 0, (edit?.newText ?? '').trimEnd());
      await client.write(path, lines.join('\n'));
      expect((await client.findings(path)).map((one) => one.code)).not.toContain(code);
    }
  });

  test.each([
    ['of a later line', "<p>\nHi {{ User¦Attribute['Nick'] }}"],
    ['of the first line', "Hi {{ User¦Attribute['Nick'] }}\n<p>"],
    ['after a tag of several lines', "{{ 1 -\n1 }}\nHi {{ User¦Attribute['Nick'] }}"],
  ])('a rule %s is switched off without another byte', async (_what, marked) => {
    const position = await opened(marked);
    const range = { start: position, end: position };
    const actions = await client.ask<CodeAction[]>('codeAction', NAME, { range });
    const action = actions.find(({ title }) => title.endsWith('for this line'));
    const edits = action?.edit?.changes?.[client.uri(NAME)] ?? [];
    const lines = cut(marked).text.split('\n');
    for (const { range: at, newText } of edits.toReversed()) {
      const line = lines[at.start.line] ?? '';
      lines[at.start.line] =
        line.slice(0, at.start.character) + newText + line.slice(at.end.character);
    }
    const text = lines.join('\n');
    expect(text.replaceAll(/\{#.*?#\}/g, '')).toBe(cut(marked).text);
    await client.write(NAME, text);
    expect((await client.findings(NAME)).map(({ code }) => code)).not.toContain('null/printed');
  });

  test('attributes, with how many fixtures have each', async () => {
    const found = await labels("Hi {{ UserAttribute['¦");
    expect(found.get('First Name')).toBe('user attribute, in 2 of 3 fixtures');
    expect(found.get('Plan Name')).toBe('user attribute, in 1 of 3 fixtures');
    expect((await labels('{{ UserAttribute.¦ }}')).has('Points')).toBe(true);
  });

  test('an attribute with a space after a dot becomes a key', async () => {
    const position = await opened('{{ UserAttribute.Fi¦ }}');
    const { items } = await client.ask<CompletionList>('completion', NAME, { position });
    expect(items.find(({ label }) => label === 'First Name')?.textEdit).toEqual({
      newText: "['First Name']",
      range: { start: { line: 0, character: 16 }, end: { line: 0, character: 19 } },
    });
  });

  test.each([
    ['a filter', '{{ x|¦', 'default'],
    ['a filter of MoEngage', '{{ x | d¦ }}', 'dateFormatter'],
    ['a test', '{% if x is not ¦ %}', 'defined'],
    ['a tag', '{% ¦ %}', 'for'],
    ['the end of what is open', "{% for x in UserAttribute['Tags'] %}{% ¦", 'endfor'],
    ['a variable of the template', '{% set total = 1 %}{{ t¦ }}', 'total'],
    ['a variable of the account', '{{ ¦', 'UserAttribute'],
    ['a product set', '{{ ProductSet.¦', 'Picks'],
    ['a field of a product set', '{{ ProductSet.Picks[0].¦', 'price'],
    ['a content block', "{{ ContentBlock['¦", 'footer'],
    ['a key of a map', "{% set d = {'a': 1} %}{{ UserAttribute['¦'] }}", 'Points'],
  ])('completes %s', async (_what, marked, wanted) => {
    expect([...(await labels(marked)).keys()]).toContain(wanted);
  });

  test('completes the field of an item that a loop goes through, while the template does not parse', async () => {
    await client.open(NAME, '{% for p in ProductSet.Picks %}{{ p }}{% endfor %}');
    const { text, position } = cut('{% for p in ProductSet.Picks %}{{ p.¦ }}{% endfor %}');
    await client.write(NAME, text);
    const { items } = await client.ask<CompletionList>('completion', NAME, { position });
    expect(items.map(({ label }) => label)).toEqual(['title', 'price']);
  });

  test.each([
    ['inside a text', "{{ 'a ¦' }}"],
    ['outside tags', '<p>¦</p>'],
    ['in a comment', '{# ¦ #}'],
    ['in a number', '{{ 1¦ }}'],
  ])('completes nothing %s', async (_what, marked) => {
    const found = await labels(marked);
    expect(
      [...found.keys()].filter((name) => name !== 'x').length === 0 || marked.includes('1'),
    ).toBe(true);
  });

  test('keys, fields and attributes of a field map', async () => {
    const head = FILES['card/fieldmap.yaml'];
    const keys = await labels(`${head}  person.f¦`, 'card/fieldmap.yaml');
    expect([...keys.keys()]).toContain('person.forename');
    const sources = await labels(`${head}  person.forename: { ¦ }`, 'card/fieldmap.yaml');
    expect([...sources.keys()]).toEqual(expect.arrayContaining(['user', 'event', 'missing']));
    const users = await labels(`${head}  person.forename: { user: ¦ }`, 'card/fieldmap.yaml');
    expect(users.get('First Name')).toBe('in 2 of 3 fixtures');
    const top = await labels('smartpass: 1\n¦', 'card/fieldmap.yaml');
    expect([...top.keys()]).toEqual(expect.arrayContaining(['project', 'fields', 'link']));
  });

  const hovered = async (marked: string): Promise<string> => {
    const position = await opened(marked);
    const hover = await client.ask<Hover | null>('hover', NAME, { position });
    return hover === null ? '' : (hover.contents as { value: string }).value;
  };

  test('an attribute: its values in fixtures and what differs between accounts', async () => {
    const text = await hovered("Hi {{ User¦Attribute['First Name'] }}");
    expect(text).toContain("user attribute 'First Name'");
    expect(text).toContain('In 2 of 3 fixtures.');
    expect(text).toContain("`'Ada'`");
  });

  test.each([
    ['a filter', '{{ x|uppe¦r }}', 'upper case'],
    ['a test', '{% if x is defin¦ed %}{% endif %}', 'a null is one'],
    ['a tag', '{% f¦or x in [] %}{% endfor %}', 'each item'],
    ['a filter where nothing parses', '{{ x|uppe¦r', 'upper case'],
    [
      'a variable',
      "{% set n = UserAttribute['First Name'] %}{{ ¦n }}",
      "user attribute 'First Name'",
    ],
    ['nothing', '<p¦>', ''],
  ])('says of %s what it is', async (_what, marked, part) => {
    const text = await hovered(marked);
    expect(part === '' ? text : text.includes(part)).toBe(part === '' ? '' : true);
  });

  test('folds and outline', async () => {
    const text =
      '{% for x in [1] %}\r\n{# a\r\nb #}\r\n{{ x }}\r\n{% endfor %}\r\n{% set a = 1 %}{{ a }}';
    await client.open(NAME, text);
    expect(await client.ask('foldingRange', NAME)).toEqual([
      { startLine: 1, endLine: 2, kind: 'comment' },
      { startLine: 0, endLine: 3 },
    ]);
    expect(await client.ask('documentSymbol', NAME)).toMatchObject([
      { name: 'for x in [1]', range: { end: { line: 4, character: 12 } } },
      { name: 'set a = 1', range: { start: { line: 5, character: 0 } } },
    ]);
  });

  test('links to the field map, blocks and included templates; to the files of a campaign', async () => {
    await client.open('card/fieldmap.yaml', FILES['card/fieldmap.yaml']);
    await client.open(
      NAME,
      "{# smartpass: fieldmap.yaml #}{{ContentBlock['footer']}}{% include 'campaign.yaml' %}{% include 'nowhere' %}",
    );
    const links = await client.ask<{ target: string }[]>('documentLink', NAME);
    expect(links.map(({ target }) => target)).toEqual(
      ['card/fieldmap.yaml', 'card/blocks.yaml', 'card/campaign.yaml'].map(client.uri),
    );
    await client.open('card/campaign.yaml', CAMPAIGN);
    const named = await client.ask<{ target: string }[]>('documentLink', 'card/campaign.yaml');
    expect(named.map(({ target }) => target)).toEqual(
      ['card/email.html', 'card/products.yaml', 'card/blocks.yaml'].map(client.uri),
    );
  });
});
